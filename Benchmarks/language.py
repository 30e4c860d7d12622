#!/usr/bin/env python3
"""Measures the language stage beside CLD2 alone: sentences, articles, speed.

    Benchmarks/language.py .build/release/assay [../shared/data]

Needs g++ and libcld2-dev for the comparison. Text is read from the shared data folder and not kept.
"""
import collections
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from typing import Dict, Iterator, List, Tuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scripts"))
import language_corpus  # noqa: E402

CLD2_LINES = r"""
#include "CCLD2.h"
#include <iostream>
#include <string>
int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    assay_cld2_result result;
    assay_cld2_detect(reinterpret_cast<const uint8_t *>(line.data()), line.size(), nullptr, &result);
    std::cout << (result.is_reliable ? result.candidates[0].language : "und") << '\n';
  }
}
"""
Row = Tuple[str, str, str]  # language, corpus, text


def sentences(root: str) -> Iterator[Row]:
    """Sentences of 12 words (24 letters without spaces) and more of the held-out files."""
    for path in sorted(glob.glob(root + "/ner/**/*-dev.tsv.gz", recursive=True)):
        language, corpus = os.path.basename(path)[:-len("-dev.tsv.gz")].split("-", 1)
        if corpus == "wikiann" or language == "pcm":
            continue  # Titles and machine-made pieces; a creole that is written as English.
        if language == "sr":
            language = "sr-Latn"
        if language == "zh":
            language = "zh-Hans" if corpus == "gsdsimp" else "zh-Hant"
        spaced = language not in ("ja", "th", "zh-Hans", "zh-Hant", "ko")
        for text in language_corpus.sentences(path, spaced):
            words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
            if len(words) < 12 and (spaced or language == "ko" or len(text) < 24):
                continue
            yield language, corpus, text
            if language == "sr-Latn":
                cyrillic = language_corpus.serbian_cyrillic(text)
                if cyrillic:
                    yield "sr-Cyrl", corpus, cyrillic


def articles(root: str) -> Iterator[Row]:
    """Ten neighbouring sentences of the held-out files as one text, the news corpus, and the declarations of rights."""
    group: List[Row] = []
    for row in sentences(root):
        if group and (group[0][:2] != row[:2] or len(group) == 10):
            if len(group) == 10:
                yield group[0][0], "ten sentences", "\n".join(text for _, _, text in group)
            group = []
        group.append(row)
    with gzip.open(root + "/news/news-10mb.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            language = "zh-Hans" if record["lang"] == "zh" else record["lang"]
            yield language, "news", (record.get("title") or "") + "\n\n" + record["text"]
    with open(root + "/dedup/corpus.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if len(record["text"]) >= 500:
                yield record["lang"], "rights", record["text"]


def ours(binary: str, rows: List[Row], folder: str) -> List[str]:
    with open(folder + "/in.jsonl", "w", encoding="utf-8") as out:
        for number, (_, _, text) in enumerate(rows):
            out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    with open(folder + "/language.yaml", "w", encoding="utf-8") as out:
        out.write("assay: 1\nname: language\nread: in.jsonl\nstages: [language]\n"
                  "write: [{ path: out.jsonl, text: none, fields: [id, language, languages] }]\n")
    subprocess.run([binary, "run", folder + "/language.yaml", folder + "/in.jsonl", "-o", folder + "/out", "--fresh"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = ["und"] * len(rows)
    with open(folder + "/out/out.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found[int(record["id"])] = record.get("language", "und")
            if record.get("languages"):
                SWITCHES.append((int(record["id"]), record["languages"]))
    return found


SWITCHES: List[Tuple[int, list]] = []


def cld2(program: str, rows: List[Row]) -> List[str]:
    text = "".join(re.sub(r"\s+", " ", row[2]) + "\n" for row in rows)
    answer = subprocess.run([program], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    return answer.split("\n")[:-1]


def is_right(gold: str, found: str) -> bool:
    """CLD2 does not say in which script Serbian is, and calls simplified Chinese `zh`: both count as right."""
    if gold == found:
        return True
    return (found == "sr" and gold.startswith("sr-")) or (found == "zh" and gold == "zh-Hans") or (
        gold == "zh" and found.startswith("zh"))


def table(rows: List[Row], found: Dict[str, List[str]], by_corpus: bool) -> None:
    names = list(found)
    totals: Dict[Tuple[str, str], int] = collections.Counter()
    right: Dict[Tuple[str, Tuple[str, str]], int] = collections.Counter()
    taken: Dict[Tuple[str, str], Dict[str, int]] = collections.defaultdict(collections.Counter)
    for index, (gold, corpus, _) in enumerate(rows):
        key = (gold, corpus if by_corpus else "")
        totals[key] += 1
        for name in names:
            right[name, key] += is_right(gold, found[name][index])
        if not is_right(gold, found[names[0]][index]):
            taken[key][found[names[0]][index]] += 1
    print("| language | corpus | texts | " + " | ".join(names) + " | taken for |")
    print("| --- | --- | ---: |" + " ---: |" * len(names) + " --- |")
    for key in sorted(totals):
        cells = [f"{100 * right[name, key] / totals[key]:.1f}" for name in names]
        wrong = ", ".join(f"{tag} {count}" for tag, count in sorted(taken[key].items(), key=lambda x: (-x[1], x[0]))[:4])
        print(f"| {key[0]} | {key[1]} | {totals[key]} | " + " | ".join(cells) + f" | {wrong} |")
    for label, keep in (("all languages", None), ("without African ones that no model here was trained on", AFRICAN)):
        means = []
        kept = 0
        for name in names:
            shares: Dict[str, List[float]] = collections.defaultdict(list)
            for key in totals:
                if keep is None or key[0] not in keep:
                    shares[key[0]].append(right[name, key] / totals[key])
            kept = len(shares)
            means.append(f"{name} {100 * sum(sum(s) / len(s) for s in shares.values()) / kept:.2f}")
        print(f"mean of {kept} languages, {label}: " + ", ".join(means))


def speed(binary: str, root: str, folder: str) -> None:
    """Reads the news corpus six times over with the language stage alone; the middle of five runs."""
    with gzip.open(root + "/news/news-10mb.jsonl.gz", "rb") as lines:
        data = lines.read()
    with open(folder + "/news.jsonl", "wb") as out:
        for _ in range(6):
            out.write(data)
    print("| what | MB/s of JSON Lines a core | share of the stage | MB/s of the stage |")
    print("| --- | ---: | ---: | ---: |")
    for name, options in (("language", ""), ("language, paragraphs: false", ", paragraphs: false")):
        with open(folder + "/speed.yaml", "w", encoding="utf-8") as out:
            out.write("assay: 1\nname: speed\nread: { paths: news.jsonl, jsonl: { fields: { language: none } } }\n"
                      f"stages: [{{ language: {{ trust-declared: false{options} }} }}]\n"
                      "write: [{ path: out.jsonl, text: none, fields: [id, language] }]\n")
        runs = []
        for _ in range(5):
            talk = subprocess.run([binary, "run", folder + "/speed.yaml", folder + "/news.jsonl", "-o",
                                   folder + "/speed", "--fresh", "-j", "1"], check=True, stderr=subprocess.STDOUT,
                                  stdout=subprocess.PIPE).stdout.decode()
            rate = float(re.search(r"([0-9.,]+) MB/s a core", talk).group(1).replace(",", ""))
            share = int(re.search(r"language +([0-9]+)% of time", talk).group(1))
            runs.append((rate, share))
        rate, share = sorted(runs)[2]
        print(f"| {name} | {rate:.0f} | {share} % | {100 * rate / share:.0f} |")


AFRICAN = {"am", "ha", "ig", "lg", "ny", "rw", "sn", "tn", "wo", "xh", "yo", "zu", "sw"}


def main() -> None:
    binary = os.path.abspath(sys.argv[1])
    root = sys.argv[2] if len(sys.argv) > 2 else "../shared/data"
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "CCLD2")
        with open(folder + "/cld2.cpp", "w", encoding="utf-8") as out:
            out.write(CLD2_LINES)
        build = ["g++", "-O2", "-I" + source + "/include", folder + "/cld2.cpp", source + "/CCLD2.cpp"]
        programs = {"CLD2": ["-lcld2"], "CLD2 full": ["-Wl,--no-as-needed", "-lcld2_full", "-lcld2"]}
        for name, libraries in programs.items():
            subprocess.run(build + libraries + ["-o", folder + "/" + name], check=True)
        for title, rows in (("Sentences", list(sentences(root))), ("Articles", list(articles(root)))):
            print(f"\n## {title}\n")
            SWITCHES.clear()
            found = {"Assay": ours(binary, rows, folder)}
            for name in programs:
                found[name] = cld2(folder + "/" + name, rows)
            table(rows, found, by_corpus=True)
            if title == "Articles":
                print(f"paragraphs in another language: in {len(SWITCHES)} of {len(rows)} texts")
        print("\n## Speed\n")
        speed(binary, root, folder)
        if os.environ.get("KEEP"):  # A file for the texts that went wrong, for whoever improves the stage.
            with open(os.environ["KEEP"], "w", encoding="utf-8") as out:
                for (gold, corpus, text), tag in zip(rows, found["Assay"]):
                    if not is_right(gold, tag):
                        out.write(f"{gold}\t{corpus}\t{tag}\t{text[:1500]!r}\n")
                for index, layer in SWITCHES:
                    out.write(f"SWITCH\t{rows[index][0]}\t{rows[index][1]}\t{layer}\t{[rows[index][2][s['start']:s['end']][:120] for s in layer]!r}\n")


if __name__ == "__main__":
    main()
