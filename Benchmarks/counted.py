"""Scores what figures count; usage: python3 Benchmarks/counted.py path/to/assay

Runs the sentences of Benchmarks/counted through `numbers` and prints a table for each half. A thing is right when it
overlaps the gold phrase of its figure ("partial"), or equals it ("exact"). Figures that the stage doesn't find are
listed as unread and cost recall.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
from typing import Dict, List, Tuple

ROOT = pathlib.Path(__file__).resolve().parent
Sentence = Tuple[str, str, List[Tuple[str, str]]]


def sentences(half: str) -> List[Sentence]:
    """Language, text and (figure, thing) pairs of every sentence of a half."""
    result = []
    for file in sorted((ROOT / "counted" / half).glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            text, pairs = line.split("\t")
            gold = [tuple(part.strip() for part in pair.split("=")) for pair in pairs.split(" | ")]
            result.append((file.stem, text, gold))
    return result


def annotate(assay: str, items: List[Sentence]) -> List[List[dict]]:
    """The quantities of every sentence, in order."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"id": str(i), "language": item[0], "text": item[1]}) for i, item in enumerate(items)]
        pathlib.Path(folder, "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        pathlib.Path(folder, "p.yaml").write_text("assay: 1\nstages: [dates, numbers]\nwrite: [r.jsonl]\n")
        command = [assay, "run", f"{folder}/p.yaml", f"{folder}/in.jsonl", "-o", f"{folder}/out", "-q"]
        subprocess.run(command, check=True)
        found: Dict[int, List[dict]] = {}
        for line in open(f"{folder}/out/r.jsonl", encoding="utf-8"):
            record = json.loads(line)
            found[int(record["id"].split("#")[0])] = record.get("quantities") or []
    return [found.get(i, []) for i in range(len(items))]


def overlap(a: str, b: str) -> bool:
    """Whether one phrase lies in the other or they share a word."""
    return a in b or b in a or bool(set(a.split()) & set(b.split()))


def score(assay: str, half: str) -> None:
    """Prints the table of a half."""
    items = sentences(half)
    counts: Dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for (language, _, gold), quantities in zip(items, annotate(assay, items)):
        count = counts[language]
        rest = list(quantities)
        for figure, thing in gold:
            count["gold"] += bool(thing)
            match = next((q for q in rest if figure in q["text"]), None)
            if match is None:
                count["unread"] += 1
                continue
            rest.remove(match)
            named = (match.get("of") or {}).get("text") or ""
            count["named"] += bool(named)
            count["partial"] += bool(named and thing and overlap(named, thing))
            count["exact"] += bool(named and named == thing)
        count["named"] += sum(1 for q in rest if q.get("of"))
    print(f"\n## {half}\n\n| language | things | precision | recall | exact | unread figures |\n|" + " --- |" * 6)
    for language, count in sorted(counts.items()):
        share = [100 * a / max(1, b) for a, b in
                 [(count["partial"], count["named"]), (count["partial"], count["gold"]), (count["exact"], count["gold"])]]
        cells = [language, str(count["gold"])] + [f"{x:.0f} %" for x in share] + [str(count["unread"])]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print("# What figures count\n\nMade by `python3 Benchmarks/counted.py path/to/assay`. The rules were made with the"
          "\nsentences of `development`. Those of `test` were written afterwards; four rules and some words followed from them.")
    for name in ("development", "test"):
        score(str(pathlib.Path(sys.argv[1]).resolve()), name)
