#!/usr/bin/env python3
"""Speed of patterns, as Markdown: `patterns.py ASSAY [CORPUS]`.

The stage `entities` runs over the corpus without lists, countries and model: with no pattern, with the built-in ones, with ten of
a user's beside them, and with patterns that are made to hurt. MB are those of the decompressed input, a second is one of
CPU time of the stage; the stage `numbers` runs before, so the words of a text are cut already. The best of three runs
counts, since others use the machine too.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

USER = """
- { name: unit, type: UNIT, match: [{ number: digits }, { text: [st, nd, rd, th], joined: true }, { shape: title, repeat: 0-2 }, { lower: [brigade, regiment] }] }
- { name: village, type: LOC, match: [{ lower: [village of, town of] }, { shape: title, repeat: 1-2, as: entity }] }
- { name: village-uk, type: LOC, when: { language: uk }, match: [{ lower: [село, села, селі] }, { shape: title, as: entity }] }
- { name: aid, type: PLEDGE, match: [{ number: currency }, { gap: 3 }, { lower: [for, to] }, { shape: title }] }
- { name: said, type: PER, match: [{ shape: title, repeat: 2-3, as: entity }, ",", { lower: [spokesman, spokeswoman, director] }] }
- { name: company, type: ORG, match: [{ shape: capitalized, repeat: 1-4 }, { text: [Inc, Ltd, GmbH, LLC, PLC] }] }
- { name: case, type: CASE, match: [{ shape: title }, { text: [v, vs] }, { text: ".", optional: true }, { shape: title }] }
- { name: law, type: LAW, match: [{ lower: [article, section, стаття, статті] }, { number: digits }] }
- { name: code, type: CODE, match: { shape: mixed, regex: "[A-Z][a-z]+[A-Z]+" } }
- { name: party, type: ORG, match: [{ shape: title, repeat: 1-3 }, { text: [Party, Partei, партія] }] }
"""

HOSTILE = """
- { name: every, type: X, match: [{ shape: any, repeat: 1+ }, { text: never-there }] }
- { name: last, type: X, match: [{ shape: any, repeat: 0+ }, { shape: lower }, { gap: 14-14 }, { text: never-there }] }
- { name: nested, type: X, match: [{ repeat: 1+, either: [{ repeat: 1+, shape: letters }, { repeat: 1+, sequence: [{ shape: any }, { shape: letters }] }] }, { text: never-there }] }
"""

SETS = [
    ("no pattern", "[]", ""),
    ("built in, by default", None, ""),
    ("built in, all", "[titles, ministries, designators, email, url, hashtag]", ""),
    ("ten of a user's", "[]", USER),
    ("built in by default and ten of a user's", None, USER),
    ("made to hurt", "[]", HOSTILE),
]


def seconds(assay, corpus, built_in, patterns):
    """CPU seconds of the stage, and the size of the input in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        options = ["model: none", "built-in: none"]
        if built_in is not None:
            options.append(f"built-in-patterns: {built_in}")
        if patterns:
            (work / "patterns.yaml").write_text(patterns, encoding="utf-8")
            options.append("patterns: [patterns.yaml]")
        stages = f"  - language\n  - numbers\n  - entities: {{ {', '.join(options)} }}\n"
        (work / "p.yaml").write_text(f"assay: 1\nstages:\n{stages}write: [a.jsonl]\n", encoding="utf-8")
        best = None
        for _ in range(3):
            command = [assay, "run", str(work / "p.yaml"), str(corpus), "-o", str(work / "out"), "-j", "1", "-q", "--fresh"]
            subprocess.run(command, check=True)
            report = json.loads((work / "out" / "report.json").read_text(encoding="utf-8"))
            spent = report["timing"]["cpu_nanoseconds_by_stage"]["entities"] / 1e9
            best = spent if best is None else min(best, spent)
        return best, report["bytes"]


def main():
    """Prints the table."""
    assay = sys.argv[1]
    corpus = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data/news/news-10mb.jsonl.gz")
    print("| patterns | s | MB/s a core, the stage | MB/s a core, patterns alone |\n| --- | --- | --- | --- |")
    base = None
    for name, built_in, patterns in SETS:
        spent, size = seconds(assay, corpus, built_in, patterns)
        base = spent if base is None else base
        alone = f"{size / 1e6 / (spent - base):,.0f}" if spent > base * 1.05 else "–"
        print(f"| {name} | {spent:.3f} | {size / 1e6 / max(spent, 1e-9):,.0f} | {alone} |", flush=True)


if __name__ == "__main__":
    main()
