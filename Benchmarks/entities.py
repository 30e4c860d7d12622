#!/usr/bin/env python3
"""How well and how fast the model finds names, as Markdown: `entities.py ASSAY [FOLDER]`.

The folder has pairs of files as `assay evaluate` reads them (../shared/data/ner); its dev files are measured: those of
languages and corpora that the model was trained on, then those it has never seen (nc/ and unclear/), then machine-made ones
(silver/). Speed is that of the tagger alone, on sentences of all these files, behind the tokenizer.
"""

import json
import pathlib
import subprocess
import sys

# What the field notes measured for a prototype on words cut by hand, on test files of the same corpora ("B=22 pruned").
PROTOTYPE = {
    "en-ewt": 69.0, "da-ddt": 74.8, "sv-talbanken": 87.2, "sv-webbnyheter": 82.0, "nb-norne": 79.7, "nn-norne": 82.3,
    "hr-set": 83.0, "sr-set": 87.1, "sk-snk": 60.3, "pt-bosque": 77.0, "zh-gsd": 64.1, "ro-ronec": 66.1,
    "fi-turku": 70.9, "hu-nerkor": 69.5, "lv-lumii": 78.0, "et-estner": 67.4, "kk-kaznerd": 82.1, "tr-wiki": 71.7,
    "ja-gsd": 59.2, "ko-klue": 65.2, "th-thainer": 83.5, "hi-hiner": 89.1, "bn-banglakit": 52.6, "id-nergrit": 69.6,
    "ru-factrueval": 61.0, "de-germeval": 64.4, "de-smartdata": 73.6, "fr-europeana": 63.0, "uk-neruk": 42.2,
    "it-kind": 58.2, "el-elner": 29.7, "sw-masakhaner": 64.0, "cs-slavicner": 64.6, "pl-slavicner": 60.8,
    "bg-slavicner": 57.9, "sl-slavicner": 60.1, "ru-slavicner": 64.1, "uk-slavicner": 57.2, "ru-nerel": 61.3,
    "he-nemo": 3.5, "hy-pioner": 19.9,
}  # fmt: skip


def f1(counts):
    """F1 in percent of right, found and gold names."""
    whole = counts["found"] + counts["gold"]
    return 200 * counts["right"] / whole if whole else 0.0


def share(part, whole):
    """Percent, 0 where there is nothing."""
    return 100 * part / whole if whole else 0.0


def evaluate(assay, files):
    """The records of `assay evaluate` and its line about speed."""
    command = [assay, "evaluate", "--json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.strip().splitlines()[-1]


def table(title, records):
    """Prints one table, with the mean of its rows."""
    print(f"\n### {title}\n")
    print("| file | F1 | precision | recall | PER | LOC | ORG | MISC | names | prototype |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for record in records:
        name = pathlib.Path(record["file"]).name.removesuffix("-dev.tsv.gz")
        counts = record["all"]
        cells = [f1(counts), share(counts["right"], counts["found"]), share(counts["right"], counts["gold"])]
        types = [f"{f1(record[kind]):.1f}" if record[kind]["gold"] else "–" for kind in ("PER", "LOC", "ORG", "MISC")]
        shown = " | ".join([f"{cell:.1f}" for cell in cells] + types + [str(counts["gold"])])
        print(f"| {name} | {shown} | {PROTOTYPE.get(name, '–')} |")
    print(f"| mean | {sum(f1(record['all']) for record in records) / len(records):.1f} | | | | | | | | |")


def main():
    """Measures and prints."""
    assay = sys.argv[1]
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data/ner")
    groups = [
        ("Corpora of which the model has seen the training part", [folder]),
        ("Corpora that it has not seen", [folder / "nc", folder / "unclear"]),
        ("Machine-made tags of Wikipedia", [folder / "silver"]),
    ]
    for title, folders in groups:
        files = [file for part in folders for file in sorted(part.glob("*-dev.tsv.gz"))]
        records, speed = evaluate(assay, files)
        table(title, records)
        print(f"\n{speed}")


if __name__ == "__main__":
    main()
