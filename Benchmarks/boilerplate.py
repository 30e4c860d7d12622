"""Measures the stage `boilerplate`; usage: python3 Benchmarks/boilerplate.py path/to/assay

Writes the section "Boilerplate" of Benchmarks/TEXT.md and leaves its other sections alone. `--marks` prints every marked line
of the clean texts instead, so that they can be judged by reading.
"""
import collections
import datetime
import glob
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from typing import Dict, Iterator, List, Tuple

ASSAY = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(__file__).resolve().parent.parent
# Texts that are not ours lie beside the repository.
SHARED = pathlib.Path(os.environ.get("ASSAY_SHARED", ROOT.parent / "shared"))
KINDS = ["caption", "link", "byline", "source", "notice", "note", "repeated"]
# Tokens before and behind which no blank stands, where a corpus gives no running text.
CLOSING = set(".,:;!?)]}%»”…")
OPENING = set("([{«“")

# Who changes the rules reads the marks again and says here what was found.
JUDGED = """Read on 2026-11-21: of the marks in news but for repeats none is wrong; of those in the sentences two are, an item below
"Mehr zum Thema" that is the start of a paragraph, and a reference in brackets to another page of a book."""

Mark = Tuple[str, str, str]


def run(stages: str, paths: List[str], folder: str) -> Tuple[List[dict], dict]:
    """Runs a pipeline of stages over paths; gives the records and the report."""
    file = pathlib.Path(folder) / "p.yaml"
    file.write_text(f"assay: 1\nstages: [{stages}]\nwrite: [r.jsonl]\n", encoding="utf-8")
    command = [ASSAY, "run", str(file), *paths, "-o", f"{folder}/out", "-q", "--fresh", "-j", "1"]
    subprocess.run(command, check=True, cwd=ROOT)
    with open(f"{folder}/out/r.jsonl", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return records, json.loads(pathlib.Path(f"{folder}/out/report.json").read_text(encoding="utf-8"))


def lines_of(record: dict) -> Iterator[Tuple[int, int, int]]:
    """Number, start and end of every line of a record that is not blank."""
    position = 0
    for number, line in enumerate(record["text"].split("\n"), 1):
        if line.strip():
            yield number, position, position + len(line)
        position += len(line) + 1


def seeds() -> Tuple[int, int, int]:
    """Boilerplate lines of the seeds: found, missed, and others marked."""
    expected = json.loads((SHARED / "seeds/expected.json").read_text(encoding="utf-8"))
    found = missed = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        records, _ = run("normalize, language, boilerplate", [str(SHARED / "seeds" / "*.txt")], folder)
    for key, name in expected["articles"].items():
        record = next(r for r in records if r["id"].endswith(name))
        # The record's text may have a line end more than the file, behind the title.
        source = (SHARED / "seeds" / name).read_text(encoding="utf-8").split("\n")
        marked = set()
        for _, start, end in lines_of(record):
            if any(m["start"] < end and m["end"] > start for m in record.get("marks", [])):
                marked.add(record["text"][start:end].strip())
        wanted = {source[number - 1].strip() for number in expected["boilerplate"][key]}
        found += sum(source[number - 1].strip() in marked for number in expected["boilerplate"][key])
        missed += len(wanted - marked)
        wrong += len(marked - wanted)
    return found, missed, wrong


def news(folder: str) -> Tuple[List[dict], dict]:
    """The news corpus, with the languages it declares."""
    return run("normalize, language, boilerplate", [str(SHARED / "data/news/news-10mb.jsonl.gz")], folder)


def sentences(folder: str) -> List[dict]:
    """Sentences of the development sets for names, a line each, twenty to a document."""
    path = pathlib.Path(folder) / "sentences.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for name in sorted(glob.glob(str(SHARED / "data/ner/*-dev.tsv.gz"))):
            language = pathlib.Path(name).name.split("-")[0]
            lines = read_sentences(name)
            for start in range(0, len(lines), 20):
                text = "\n".join(lines[start : start + 20])
                key = f"{pathlib.Path(name).name}-{start}"
                out.write(json.dumps({"id": key, "language": language, "text": text}) + "\n")
    return run("language, boilerplate", [str(path)], folder)[0]


def read_sentences(name: str) -> List[str]:
    """The sentences of a file of tokens."""
    lines: List[str] = []
    text, tokens = "", []  # type: ignore[var-annotated]
    with gzip.open(name, "rt", encoding="utf-8") as source:
        for line in source:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line:
                tokens.append(line.split("\t")[0])
            elif tokens:
                lines.append(text or joined(tokens))
                text, tokens = "", []
    return lines


def joined(tokens: List[str]) -> str:
    """Tokens with blanks between them, but not before or behind marks that touch words."""
    result = ""
    for token in tokens:
        touches = not result or token[0] in CLOSING or result[-1] in OPENING
        result += token if touches else " " + token
    return result


def marks_of(records: List[dict]) -> Tuple[int, List[Mark]]:
    """How many lines there are, and the marks as language, kind and text."""
    count = 0
    marks: List[Mark] = []
    for record in records:
        count += sum(1 for _ in lines_of(record))
        for mark in record.get("marks", []):
            marks.append((record.get("language", "und"), mark["kind"], record["text"][mark["start"] : mark["end"]]))
    return count, marks


def row(name: str, count: int, marks: List[Mark]) -> str:
    """A row of the table of marks."""
    kinds: Dict[str, int] = collections.Counter(kind for _, kind, _ in marks)
    others = len(marks) - kinds["repeated"]
    share = f"1 in {count // others:,}" if others else "none"
    return f"| {name} | {count:,} | " + " | ".join(str(kinds[kind]) for kind in KINDS) + f" | {share} |"


def section() -> str:
    """The section of the document."""
    found, missed, wrong = seeds()
    with tempfile.TemporaryDirectory() as folder:
        records, report = news(folder)
        count, marks = marks_of(records)
        rows = [row("news-10mb, ten languages", count, marks)]
        with tempfile.TemporaryDirectory() as other:
            alone = run("normalize, language", [str(SHARED / "data/news/news-10mb.jsonl.gz")], other)[1]
    with tempfile.TemporaryDirectory() as folder:
        count, marks = marks_of(sentences(folder))
        rows.append(row("sentences of data/ner, dev sets", count, marks))
    with tempfile.TemporaryDirectory() as folder:
        count, marks = marks_of(run("normalize, language, boilerplate", ["Examples/corpus"], folder)[0])
        rows.append(row("Examples/corpus (has boilerplate)", count, marks))
    nanoseconds = report["timing"]["cpu_nanoseconds_by_stage"]["boilerplate"]
    megabytes = report["bytes"] / 1e6
    with_stage, without = report["timing"]["cpu_seconds"], alone["timing"]["cpu_seconds"]
    return "\n".join(
        [
            "## Boilerplate",
            "",
            f"Measured {datetime.date.today()} by `python3 Benchmarks/boilerplate.py .build/release/assay`.",
            "",
            f"Lines of `../shared/seeds`: {found} found, {missed} missed, {wrong} others marked.",
            "",
            "| text | lines | " + " | ".join(KINDS) + " | marked, but for repeated |",
            "| --- | --- |" + " --- |" * (len(KINDS) + 1),
            *rows,
            "",
            "News and sentences hold boilerplate of their own, so the last column is more than what is marked wrongly. `--marks` prints",
            "what was marked, for judging. Repeated lines are repeats by definition: news-10mb is made of resampled paragraphs.",
            "",
            JUDGED,
            "",
            f"Speed: {megabytes * 1e9 / nanoseconds:,.0f} MB of input a second and core of CPU time inside the stage; the whole run over",
            f"{megabytes:.0f} MB takes {with_stage:.2f} s of CPU with it and {without:.2f} s without.",
            "",
        ]
    )


def replace_section(text: str, heading: str, body: str) -> str:
    """`text` with the section of this heading replaced, or added at the end."""
    start = text.find(heading + "\n")
    if start < 0:
        return text.rstrip("\n") + "\n\n" + body
    end = text.find("\n## ", start + 1)
    return text[:start] + body + (text[end:] if end >= 0 else "")


def main() -> None:
    """Measures, or prints marks."""
    if "--marks" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            records = news(folder)[0]
        with tempfile.TemporaryDirectory() as folder:
            records += sentences(folder)
        for language, kind, text in marks_of(records)[1]:
            print(f"{language}\t{kind}\t{text}")
        return
    path = ROOT / "Benchmarks/TEXT.md"
    text = path.read_text(encoding="utf-8") if path.exists() else "# Text\n"
    path.write_text(replace_section(text, "## Boilerplate", section()), encoding="utf-8")


main()
