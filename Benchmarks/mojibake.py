"""Damages sentences as careless programs do, lets `normalize` repair them, and counts what came back exactly.

    python3 Benchmarks/mojibake.py path/to/assay

Sentences come from the corpora in ../shared/data (nothing of them is kept); the clean text is all of them, undamaged.
Prints the tables of Benchmarks/TEXT.md.
"""

from __future__ import annotations

import gzip
import html.entities
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Callable

DATA = next(
    (parent / "shared" / "data" for parent in Path(__file__).resolve().parents if (parent / "shared" / "data").is_dir()),
    Path("shared/data"),
)
NEWS = DATA / "news" / "news-10mb.jsonl.gz"
NER = DATA / "ner"
LANGUAGES = "en de fr es pt pl tr ru uk ar hi zh ja ko cs el".split()
PER_CELL = 60


def decoding_table(charset: str) -> list[str]:
    """The character of every byte; one that the charset leaves empty is the control of that number, as in browsers."""
    return [bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in range(256)]


def misread(charset: str) -> Callable[[str], str]:
    """A function that writes UTF-8 and reads it back as `charset`."""
    table = decoding_table(charset)
    return lambda text: "".join(table[byte] for byte in text.encode("utf-8"))


def twice(damage: Callable[[str], str]) -> Callable[[str], str]:
    """The damage, done again to its own result."""
    return lambda text: damage(damage(text))


def references(text: str) -> str:
    """Every character outside ASCII, and the ampersand, as an HTML character reference."""
    names = html.entities.codepoint2name
    return "".join(
        f"&{names[ord(c)]};" if ord(c) in names and c not in "\"'<>" else f"&#{ord(c)};" if ord(c) > 127 else c
        for c in text
    )


DAMAGES: dict[str, Callable[[str], str]] = {
    "windows-1252": misread("cp1252"),
    "Latin-1": misread("latin-1"),
    "windows-1251": misread("cp1251"),
    "KOI8-R": misread("koi8-r"),
    "windows-1252 twice": twice(misread("cp1252")),
    "Latin-1 twice": twice(misread("latin-1")),
    "windows-1251 twice": twice(misread("cp1251")),
    "KOI8-R twice": twice(misread("koi8-r")),
    "lost BOM": lambda text: misread("cp1252")("\ufeff") + text,
    "references": references,
    "references, escaped again": lambda text: references(text).replace("&", "&amp;"),
}


def sentences_of_tsv(path: Path) -> list[str]:
    """Sentences of a file with a token a line."""
    sentences: list[str] = []
    tokens: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                tokens.append(line.split("\t")[0])
            elif tokens and not line:
                sentences.append(" ".join(tokens))
                tokens = []
    return sentences


def read_clean() -> tuple[dict[str, list[str]], list[str]]:
    """Sentences by language, from news where there is some, and whole texts; resampled copies give no sentences."""
    sentences: dict[str, list[str]] = {}
    texts: list[str] = []
    with open(NEWS.with_name("news-10mb.dups.tsv"), encoding="utf-8") as rows:
        copies = {row.split("\t")[0] for row in rows}
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            texts.append(article["title"] + "\n\n" + article["text"])
            if article["id"] not in copies:
                for sentence in article["text"].replace("。", "。\n").replace(". ", ".\n").split("\n"):
                    sentences.setdefault(article["lang"], []).append(sentence.strip())
    in_news = set(sentences)
    for path in sorted(NER.glob("**/*-train.tsv.gz")):
        found = sentences_of_tsv(path)
        if path.name[:2] not in in_news:
            sentences.setdefault(path.name[:2], []).extend(found)
        texts += ["\n".join(found[start : start + 40]) for start in range(0, len(found), 40)]
    return sentences, texts


def normalize(assay: str, texts: list[str], options: str) -> list[list[object]]:
    """The working text of each text behind `normalize` with these options, and its source."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        with open(work / "in.jsonl", "w", encoding="utf-8") as out:
            for number, text in enumerate(texts):
                out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        (work / "p.yaml").write_text(
            "assay: 1\nread: in.jsonl\nstages:\n"
            f"  - normalize: {{ {options} }}\n"
            "write: [{ path: out.jsonl, text: clean, fields: [id, text] }]\n"
        )
        subprocess.run([assay, "run", "p.yaml", "-o", "out", "-q", "--fresh"], cwd=work, check=True)
        results: list[list[object]] = [[] for _ in texts]
        with open(work / "out" / "out.jsonl", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                results[int(record["id"])] = [record.get("text", "")]
        return results


ONLY_REPAIRS = (
    "form: none, spaces: false, controls: false, zero-width: false, apostrophes: false, full-width: false, "
    "arabic-forms: false, variation-selectors: false"
)
NO_REPAIRS = ONLY_REPAIRS + ", mojibake: false, entities: false"


def measure_repairs(assay: str, sentences: dict[str, list[str]], report: Path | None) -> None:
    """Prints the share of damaged sentences that came back exactly, by language and damage."""
    choose = random.Random(7)
    cells: list[tuple[str, str, str]] = []
    for language in LANGUAGES:
        good = [s for s in sentences.get(language, []) if 40 <= len(s) <= 400 and "\ufffd" not in s and "&" not in s]
        for name, damage in DAMAGES.items():
            candidates = [s for s in choose.sample(good, min(len(good), 2000)) if damage(s) != s]
            cells += [(language, name, s) for s in candidates[:PER_CELL]]
    # A sentence that is damaged in the corpus can't come back from more damage.
    reference = normalize(assay, [s for _, _, s in cells], ONLY_REPAIRS)
    cells = [cell for cell, result in zip(cells, reference) if result == [cell[2]]]
    repaired = normalize(assay, [DAMAGES[name](s) for _, name, s in cells], ONLY_REPAIRS)
    total: Counter[tuple[str, str]] = Counter()
    exact: Counter[tuple[str, str]] = Counter()
    for (language, name, sentence), result in zip(cells, repaired):
        is_exact = result == [sentence]
        for key in ((language, name), (language, "all"), ("all", name), ("all", "all")):
            total[key] += 1
            exact[key] += is_exact
        if report and not is_exact:
            with open(report, "a", encoding="utf-8") as out:
                out.write(f"{language}\t{name}\n  {sentence}\n  {DAMAGES[name](sentence)}\n  {result}\n")
    columns = list(DAMAGES) + ["all"]
    print("| language | " + " | ".join(columns) + " |")
    print("| --- |" + " --- |" * len(columns))
    for language in LANGUAGES + ["all"]:
        row = [
            f"{100 * exact[language, name] / total[language, name]:.1f}" if total[language, name] else "–"
            for name in columns
        ]
        print(f"| {language} | " + " | ".join(row) + " |")
    print(f"\n{total['all', 'all']} damaged sentences; {exact['all', 'all']} came back exactly.")


def measure_clean(assay: str, texts: list[str], report: Path | None) -> None:
    """Prints how many texts the repairs changed, of those that have no damage in the corpora."""
    before = normalize(assay, texts, NO_REPAIRS)
    after = normalize(assay, texts, ONLY_REPAIRS)
    size = sum(len(text.encode("utf-8")) for text in texts)
    changed = [(a[0], b[0]) for a, b in zip(before, after) if a and b and a != b]
    print(f"\n{len(texts)} texts, {size / 1e6:.1f} MB: the repairs change {len(changed)} texts.")
    if report:
        with open(report, "w", encoding="utf-8") as out:
            for a, b in changed:
                for x, y in zip(str(a).split(), str(b).split()):
                    if x != y:
                        out.write(f"{x}\t{y}\n")


def main() -> None:
    """Runs both measurements; a second argument names a folder for what went wrong."""
    assay = str(Path(sys.argv[1]).resolve())
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    sentences, texts = read_clean()
    measure_repairs(assay, sentences, folder / "damaged.txt" if folder else None)
    measure_clean(assay, texts, folder / "clean.tsv" if folder else None)


if __name__ == "__main__":
    main()
