"""Strict score of dates on Benchmarks/dates.tsv: a date found must overlap the expected words and have their EDTF value.

usage: python3 Benchmarks/dates.py ASSAY [--list [LANGUAGE]]

Prints a table by language; with --list, what was missed, misread or found where no date is, of all languages or one.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "Benchmarks" / "dates.tsv"


def cases():
    """The rows of the file, each with the expected dates as (words, value)."""
    lines = [x for x in CASES.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")][1:]
    for number, line in enumerate(lines):
        language, published, text, expected = line.split("\t")
        items = [tuple(x.rsplit("=", 1)) for x in expected.split(";")] if expected else []
        yield {"id": str(number), "language": language, "published": published, "text": text, "expected": items}


def annotated(assay, rows):
    """The dates found in each row by its id, from one run."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "p.yaml").write_text("assay: 1\nstages: [dates]\nwrite: [{ path: r.jsonl, only: all }]\n")
        fields = ("id", "language", "published", "text")
        (place / "in.jsonl").write_text(
            "".join(json.dumps({x: row[x] for x in fields}) + "\n" for row in rows))
        subprocess.run([assay, "run", "p.yaml", "in.jsonl", "-o", "out", "-q", "--fresh"], check=True, cwd=place)
        records = map(json.loads, open(place / "out/r.jsonl", encoding="utf-8"))
        return {r["id"]: (r["text"], r.get("dates", [])) for r in records}


def judged(row, text, found):
    """(verdict, words, expected value, value found) for each expected date, and for each found one that none expects."""
    free, position, verdicts = list(found), 0, []
    for words, value in row["expected"]:
        start = text.find(words, position)
        assert start >= 0, f"{words!r} is not in {text!r}"
        position = start + len(words)
        over = [d for d in free if d["start"] < position and d["end"] > start]
        hit = next((d for d in over if d["value"] == value), over[0] if over else None)
        if hit is None:
            verdicts.append(("missed", words, value, ""))
            continue
        free.remove(hit)
        verdicts.append(("right" if hit["value"] == value else "misread", words, value, hit["value"]))
    return verdicts + [("false", d["text"], "", d["value"]) for d in free]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assay")
    parser.add_argument("--list", nargs="?", const="", dest="language")
    options = parser.parse_args()
    rows = list(cases())
    results = annotated(str(pathlib.Path(options.assay).resolve()), rows)
    table, silent = collections.defaultdict(collections.Counter), collections.Counter()
    for row in rows:
        verdicts = judged(row, *results[row["id"]])
        table[row["language"]].update(x[0] for x in verdicts)
        if not row["expected"]:
            silent.update({"all": 1, "silent": not verdicts})
        if options.language is not None and row["language"].startswith(options.language):
            for verdict, words, expected, value in verdicts:
                if verdict != "right":
                    print(f"{row['language']}  {verdict:8} {words!r}  expected {expected or '-'}  found {value or '-'}"
                          f"\n    {row['text']}")
    if options.language is not None:
        return
    print("| language | dates | right | misread | missed | false | precision | recall | F1 |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: | --: |")
    total = sum(table.values(), collections.Counter())
    for language, count in sorted(table.items()) + [("all", total)]:
        right, wrong, missed, false = (count[x] for x in ("right", "misread", "missed", "false"))
        all_found, wanted = right + wrong + false, right + wrong + missed
        precision, recall = right / max(1, all_found), right / max(1, wanted)
        f1 = 2 * right / max(1, all_found + wanted)
        print(f"| {language} | {wanted} | {right} | {wrong} | {missed} | {false} "
              f"| {100 * precision:.1f} | {100 * recall:.1f} | {100 * f1:.1f} |")
    print(f"\nOf {silent['all']} sentences without a date, {silent['silent']} stayed silent.")


if __name__ == "__main__":
    main()
