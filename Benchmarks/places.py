#!/usr/bin/env python3
"""How right the built-in names are, as Markdown: `places.py ASSAY [FOLDER]`.

The dev files of the folder (../shared/data/ner) go through the stage `entities` with and without the model. The first table
has F1 over people, places and organizations without built-in lists, with countries, and with all. The second counts cities that
stand alone: how many are a gold place with the same borders, and what the others are. Only names that a list found count.
"""

import collections
import json
import pathlib
import subprocess
import sys


def run(assay, files, *options):
    """Lines that `assay evaluate --stage` prints."""
    command = [assay, "evaluate", "--stage", *options, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def short(path):
    """uk-neruk of a file's path."""
    return pathlib.Path(path).name.replace("-dev.tsv.gz", "")


def f1(counts):
    """F1 in percent."""
    whole = counts["found"] + counts["gold"]
    return 200 * counts["right"] / whole if whole else 0.0


def scores(assay, files):
    """Prints F1 by file for each kind of built-in lists, with and without the model."""
    variants = [("none", []), ("countries", []), ("all", []), ("countries", ["--model", "none"]),
                ("all", ["--model", "none"])]
    table = collections.defaultdict(list)
    for lists, options in variants:
        for line in run(assay, files, "--json", "--built-in", lists, *options):
            record = json.loads(line)
            table[short(record["file"])] += [f1(record["all"])]
    print("| file | model | + countries | + all | countries, no model | all, no model |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, row in table.items():
        print(f"| {name} | " + " | ".join(f"{value:.1f}" for value in row) + " |")
    means = [sum(column) / len(column) for column in zip(*table.values())]
    print("| mean | " + " | ".join(f"{value:.1f}" for value in means) + " |")


def cities(assay, files, options):
    """Prints how many cities that stand alone are right, by file."""
    counts = collections.defaultdict(collections.Counter)
    for line in run(assay, files, "--names", *options):
        path, verdict, _, via, ref = line.split("\t")[:5]
        if via == "list" and ref.startswith("geonames:"):
            counts[short(path)][verdict] += 1
    print("| file | cities | exact | inside or around a place | organization | person | other | none |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    total = collections.Counter()
    for name, row in list(counts.items()) + [("all", total)]:
        total.update(row if row is not total else {})
        whole = sum(row.values())
        kinds = [sum(row[verdict + kind] for verdict in ("type ", "borders ")) for kind in ("LOC", "ORG", "PER", "MISC")]
        shown = [str(kind) for kind in kinds] + [str(row["none"])]
        print(f"| {name} | {whole} | {100 * row['right'] / max(1, whole):.1f} % | " + " | ".join(shown) + " |")


def main():
    """Measures and prints."""
    assay = sys.argv[1]
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data/ner")
    files = [file for part in ("", "nc", "unclear") for file in sorted((folder / part).glob("*-dev.tsv.gz"))]
    print("### F1 over people, places and organizations\n")
    scores(assay, files)
    print("\n### Cities that stand alone, with the model\n")
    cities(assay, files, [])
    print("\n### Cities that stand alone, without a model\n")
    cities(assay, files, ["--model", "none"])


if __name__ == "__main__":
    main()
