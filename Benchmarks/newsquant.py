"""Scores figures of English news sentences as NewsQuant does: value, value with hedge and change, value with unit, value with what it is of.

usage: python3 Benchmarks/newsquant.py ASSAY [--list value|hedge|unit|thing]

Figures are paired by value in the order of the text. A pair is right in `hedge` when modifier and change are the expected ones (or as absent), in `unit` when
kind, unit and currency are, and in `thing` when both name nothing or the two phrases share a word. NewsQuant itself is not used; its published
bests are 92.0, 88.1, 85.6 and 76.1 % F1 (arXiv 2305.08853).
"""
import collections
import pathlib
import re
import sys

import figure_scores

TABLE = pathlib.Path(__file__).resolve().parent / "newsquant.tsv"
SMALL = {"the", "a", "of", "its", "in", "to", "and"}


def share_word(a, b):
    """Whether both are empty or have a word in common, small words aside."""
    first, second = (set(re.findall(r"[\w'-]+", x.lower())) - SMALL for x in (a, b))
    return bool(first & second) if first or second else True


def changed(expected, found):
    """Whether hedge and change are the expected ones."""
    wanted = None if expected.is_fuzzy else expected.words.get("modifier")
    have = None if expected.is_fuzzy else found.get("modifier")
    return wanted == have and expected.words.get("change") == found.get("change")


def main():
    wanted = sys.argv[3] if sys.argv[2:3] == ["--list"] else None
    items = figure_scores.rows(TABLE)
    assay = str(pathlib.Path(sys.argv[1]).resolve())
    counts = collections.Counter()
    for (text, cell), record in zip(items, figure_scores.annotate(assay, [("en", text) for text, _ in items])):
        rest = list(record.get("quantities") or [])
        counts["found"] += len(rest)
        notes = []
        for part in cell.split(" ; "):
            words, thing = part.rsplit(" = ", 1)
            expected = figure_scores.Expected.read(words)
            counts["expected"] += 1
            match = next((f for f in rest if expected.has_value_of(f)), None)
            if match is None:
                notes.append(("value", part))
                continue
            rest.remove(match)
            counts["value"] += 1
            checks = {
                "hedge": changed(expected, match),
                "unit": not expected.wrong(match, ("kind", "unit", "currency", "per")),
                "thing": share_word("" if thing == "-" else thing, (match.get("of") or {}).get("text", "")),
            }
            for name, right in checks.items():
                counts[name] += right
                if not right:
                    notes.append((name, f"{part}   {figure_scores.shown(match)}"))
        notes += [("value", "too many: " + figure_scores.shown(f)) for f in rest]
        for name, note in notes:
            if name == wanted:
                print(text + "\n     " + note)
    if wanted:
        return
    print(f"{len(items)} sentences, {counts['expected']} figures, {counts['found']} found\n\n| | precision | recall | F1 |\n| --- | --- | --- | --- |")
    for name, title in (("value", "value"), ("hedge", "value + hedge and change"), ("unit", "value + unit"), ("thing", "value + thing")):
        precision, recall = counts[name] / counts["found"], counts[name] / counts["expected"]
        print(f"| {title} | {precision:.1%} | {recall:.1%} | {2 * precision * recall / (precision + recall):.1%} |")


if __name__ == "__main__":
    main()
