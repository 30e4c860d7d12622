"""Scores the figures of the same sentences in many languages.

usage: python3 Benchmarks/parallel.py ASSAY [--list LANGUAGE|SENTENCE|all]

Rows of parallel.tsv are a sentence's id, a language and a text; the row with the language `=` holds the figures that every language states.
A sentence of one language is right when exactly these values are found, in any order, and wholly right when the hedges, kinds, units,
currencies, changes and rates named there are right, too. With --list it prints what is not wholly right.
"""
import collections
import itertools
import pathlib
import sys

import figure_scores

TABLE = pathlib.Path(__file__).resolve().parent / "parallel.tsv"


def judge(expected, found):
    """Whether all values are right, and what else differs in the closest pairing of figures."""
    if len(expected) != len(found):
        return False, ["count"]
    best = None
    for order in itertools.permutations(found):
        if all(e.has_value_of(f) for e, f in zip(expected, order)):
            wrong = [w for e, f in zip(expected, order) for w in e.wrong(f)]
            best = wrong if best is None or len(wrong) < len(best) else best
    return (False, ["value"]) if best is None else (True, best)


def main():
    wanted = sys.argv[3] if sys.argv[2:3] == ["--list"] else None
    table = figure_scores.rows(TABLE)
    expected = {i: [figure_scores.Expected.read(x) for x in text.split(" ; ")] for i, language, text in table if language == "="}
    cells = [(i, language, text) for i, language, text in table if language != "="]
    assay = str(pathlib.Path(sys.argv[1]).resolve())
    by_language, by_sentence = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for (i, language, text), record in zip(cells, figure_scores.annotate(assay, [c[1:] for c in cells])):
        found = record.get("quantities") or []
        # More figures than could be paired are wrong without trying.
        right, wrong = judge(expected[i], found) if len(found) <= 6 else (False, ["count"])
        for count in (by_language[language], by_sentence[i], by_language["all"]):
            count["all"] += 1
            count["value"] += right
            count["whole"] += right and not wrong
        if wanted in (language, i, "all") and (wrong or not right):
            dates = [d["text"] for d in record.get("dates") or []]
            print(i, language, "VALUE" if not right else "", *wrong, "|", text, *["\n     " + figure_scores.shown(f) for f in found],
                  *(["\n     dates:", *dates] if dates else []))
    if wanted:
        return
    for name, table in (("language", by_language), ("sentence", by_sentence)):
        print(f"| {name} | sentences | values right | all fields right |\n| --- | --- | --- | --- |")
        for key, count in sorted(table.items(), key=lambda x: (x[0] != "all", -x[1]["value"], -x[1]["whole"], x[0])):
            print(f"| {key} | {count['all']} | {count['value'] / count['all']:.1%} | {count['whole'] / count['all']:.1%} |")
        print()


if __name__ == "__main__":
    main()
