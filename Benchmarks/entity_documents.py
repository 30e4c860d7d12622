#!/usr/bin/env python3
"""What the stage `entities` finds in whole documents, as Markdown: `entity_documents.py ASSAY [FOLDER] [--options YAML] [FILE-PREFIX ...]`.

The dev files of ../shared/data/ner hold sentences. Twenty that follow each other make one document here, a line each, so that
names can help each other; where the sentences of a corpus were shuffled they have less in common than those of an article. A
name is right where both edges and the type are; PER, LOC and ORG count. Options are those of `entities`: without any, only the model looks.
"""
import argparse
import collections
import gzip
import json
import pathlib
import subprocess
import tempfile

SENTENCES = 20
TYPES = ("PER", "LOC", "ORG")
OPENING = set("([{«„“‘¿¡#@$£€/-–")
CLOSING = set(",.;:!?)]}»”’%…/-–")


def is_unspaced(character):
    """Whether a script without spaces has the character."""
    return any(a <= ord(character) <= b for a, b in ((0x0E00, 0x0E7F), (0x3000, 0x30FF), (0x3400, 0x9FFF), (0xFF00, 0xFFEF)))


def places(tokens, text):
    """Where the tokens lie in `text`, or None where they don't follow each other in it."""
    found, position = [], 0
    for token in tokens:
        start = text.find(token, position)
        if start < 0:
            return None
        position = start + len(token)
        found.append((start, position))
    return found


def joined(tokens, is_characters):
    """The tokens as running text, by simple rules of spacing."""
    text = ""
    for token in tokens:
        apart = text and not is_characters and token[0] not in CLOSING and text[-1] not in OPENING
        if apart and is_unspaced(text[-1]) and is_unspaced(token[0]):
            apart = False
        text += (" " if apart else "") + token
    return text


def sentences(path):
    """Text and names, as (start, end, type), of every sentence."""
    is_characters = "klue" in path.name or "stockmark" in path.name
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        text, rows = None, []
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# text = ") and not rows:
                text = line[9:]
            elif line:
                rows.append(line.rsplit("\t", 1))
            elif rows:
                tokens = [row[0] for row in rows]
                where = text is not None and places(tokens, text)
                if not where:
                    text = joined(tokens, is_characters)
                    where = places(tokens, text)
                names = []
                for (start, end), (_, tag) in zip(where, rows):
                    if tag.startswith("B-"):
                        names.append([start, end, tag[2:]])
                    elif tag.startswith("I-") and names:
                        names[-1][1] = end
                yield text, [tuple(name) for name in names]
                text, rows = None, []


def documents(path):
    """Documents of twenty sentences, with their names."""
    text, names, count = "", [], 0
    for sentence, found in sentences(path):
        names += [(start + len(text), end + len(text), kind) for start, end, kind in found]
        text += sentence + "\n"
        count += 1
        if count % SENTENCES == 0:
            yield text, names
            text, names = "", []
    if text:
        yield text, names


def run(assay, options, folder, texts):
    """The entities of every text."""
    (folder / "p.yaml").write_text(
        f"assay: 1\nstages: [{{ entities: {options} }}]\nwrite: [{{ path: r.jsonl, only: all }}]\n")
    with open(folder / "in.jsonl", "w", encoding="utf-8") as out:
        for number, (text, language) in enumerate(texts):
            out.write(json.dumps({"id": str(number), "text": text, "language": language}) + "\n")
    subprocess.run([assay, "run", "p.yaml", "in.jsonl", "-o", "out", "-q", "--fresh"], check=True, cwd=folder)
    records = map(json.loads, open(folder / "out/r.jsonl", encoding="utf-8"))
    return {int(record["id"]): record.get("entities", []) for record in records}


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assay")
    parser.add_argument("folder", nargs="?", default="../shared/data/ner")
    parser.add_argument("--options", default="{ countries: off }")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", help="write F1 by file there")
    parser.add_argument("--against", help="such a file: the difference is shown")
    given = parser.parse_args()
    assay = str(pathlib.Path(given.assay).resolve())
    base = pathlib.Path(given.folder)
    files = [file for part in (base, base / "nc", base / "unclear") for file in sorted(part.glob("*-dev.tsv.gz"))]
    files = [file for file in files if not given.only or any(file.name.startswith(prefix) for prefix in given.only)]
    texts, gold, owner = [], [], []
    for file in files:
        for text, names in documents(file):
            texts.append((text, file.name.split("-")[0]))
            gold.append(names)
            owner.append(file.name.removesuffix("-dev.tsv.gz"))
    with tempfile.TemporaryDirectory() as folder:
        found = run(assay, given.options, pathlib.Path(folder), texts)
    counts = collections.defaultdict(collections.Counter)
    for number, names in enumerate(gold):
        wanted = {name for name in names if name[2] in TYPES}
        got = {(x["start"], x["end"], x["type"]) for x in found[number] if x["type"] in TYPES}
        counts[owner[number]].update(right=len(wanted & got), found=len(got), gold=len(wanted))
    before = json.loads(pathlib.Path(given.against).read_text()) if given.against else {}
    print("| file | F1 | precision | recall |" + (" change of F1 |" if before else ""))
    print("| --- | --- | --- | --- |" + (" --- |" if before else ""))
    scores = {}
    for name, count in counts.items():
        right, got, all_names = count["right"], max(count["found"], 1), max(count["gold"], 1)
        scores[name] = 200 * right / (count["found"] + count["gold"]) if right else 0.0
        cells = [f"{scores[name]:.1f}", f"{100 * right / got:.1f}", f"{100 * right / all_names:.1f}"]
        if before:
            cells.append(f"{scores[name] - before.get(name, 0):+.1f}")
        print(f"| {name} | " + " | ".join(cells) + " |")
    mean = sum(scores.values()) / len(scores)
    change = f" {mean - sum(before[name] for name in scores) / len(scores):+.2f} |" if before else ""
    print(f"| mean | {mean:.2f} | | |{change}")
    if given.json:
        pathlib.Path(given.json).write_text(json.dumps(scores))


if __name__ == "__main__":
    main()
