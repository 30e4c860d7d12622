"""Scores silence: sentences with digits or number words but no quantity, in which no figure should be found.

usage: python3 Benchmarks/silent.py ASSAY [--list LANGUAGE|all]

Rows of silent.tsv are a language, a sentence and the reasons of which one should stand under `keep-rejected` (`date` may also be a date of the
layer `dates`, `one` and years need no entry where the words are passed over). With --list it prints sentences with figures or other reasons.
"""
import collections
import pathlib
import sys

import figure_scores

TABLE = pathlib.Path(__file__).resolve().parent / "silent.tsv"


def has_reason(expected, record):
    """Whether one of the expected reasons is given; the layer of dates answers for years and dates, silence for pronouns."""
    given = {q.get("reason") for q in record.get("quantities") or [] if q["kind"] == "rejected"}
    if given & expected:
        return True
    if expected & {"date", "year"} and record.get("dates"):
        return True
    return "one" in expected and not given


def main():
    wanted = sys.argv[3] if sys.argv[2:3] == ["--list"] else None
    items = figure_scores.rows(TABLE)
    assay = str(pathlib.Path(sys.argv[1]).resolve())
    records = figure_scores.annotate(assay, [(language, text) for language, text, _ in items], keep_rejected=True)
    counts = collections.defaultdict(collections.Counter)
    reasons = collections.defaultdict(collections.Counter)
    for (language, text, expected), record in zip(items, records):
        quantities = record.get("quantities") or []
        figures = [q for q in quantities if q["kind"] != "rejected"]
        plausible = has_reason(set(expected.split("|")), record)
        for count in (counts[language], counts["all"], reasons[expected.split("|")[0]]):
            count["all"] += 1
            count["silent"] += not figures
            count["reason"] += plausible
        if wanted in (language, "all") and (figures or not plausible):
            print(language, "FIGURE" if figures else "reason", expected, "|", text, *["\n     " + figure_scores.shown(q) for q in quantities])
    if wanted:
        return
    for name, table in (("language", counts), ("reason", reasons)):
        print(f"| {name} | sentences | silent | plausible reason |\n| --- | --- | --- | --- |")
        for key, count in sorted(table.items(), key=lambda x: (x[0] != "all", -x[1]["all"], x[0])):
            print(f"| {key} | {count['all']} | {count['silent'] / count['all']:.1%} | {count['reason'] / count['all']:.1%} |")
        print()


if __name__ == "__main__":
    main()
