"""Times the segment stage by language on ../shared/data/news; usage: python3 Benchmarks/segmentation_speed.py path/to/assay

CPU time of the stage as the run's report has it, with tokens and without, the better of three runs; MB are those of the
text. Documents are articles of some 3 kB, pieces of 8 kB and of 1 MB.
"""
import collections
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
from typing import Dict, List

ROOT = pathlib.Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "data" / "news" / "news-10mb.jsonl.gz"
if not NEWS.exists():
    NEWS = pathlib.Path("/work/shared/data/news/news-10mb.jsonl.gz")
LEAST = 4_000_000


def articles() -> Dict[str, List[str]]:
    """The texts of every language."""
    texts: Dict[str, List[str]] = collections.defaultdict(list)
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            texts[record["lang"]].append(record["text"])
    return texts


def pieces(texts: List[str], size: int) -> List[str]:
    """The texts as documents of about `size` bytes; 0 leaves them as they are."""
    if size == 0:
        return texts
    documents, current, length = [], [], 0
    for text in texts:
        for paragraph in text.split("\n"):
            current.append(paragraph)
            length += len(paragraph.encode()) + 1
            if length >= size:
                documents.append("\n".join(current))
                current, length = [], 0
    if current:
        documents.append("\n".join(current))
    return documents


def seconds(assay: str, file: pathlib.Path, tokens: bool, folder: pathlib.Path) -> float:
    """CPU seconds of the stage, the least of three runs."""
    pipeline = folder / "p.yaml"
    pipeline.write_text(
        f"assay: 1\nname: speed\nmax-document: 64MB\nstages: [segment: {{ tokens: {str(tokens).lower()} }}]\n"
        "write: [{ path: r.jsonl, text: none, fields: [id] }]\n")
    best = float("inf")
    for _ in range(3):
        command = [assay, "run", str(pipeline), str(file), "-o", str(folder / "out"), "-q", "--fresh", "-j", "1"]
        subprocess.run(command, check=True)
        report = json.loads((folder / "out" / "report.json").read_text())
        best = min(best, report["timing"]["cpu_nanoseconds_by_stage"]["segment"] / 1e9)
    return best


def main() -> None:
    assay = sys.argv[1]
    print("| language | sentences, articles | sentences and words, articles | 8 kB | 1 MB |")
    print("| --- | --- | --- | --- | --- |")
    for language, texts in sorted(articles().items()):
        cells = []
        for size, tokens in ((0, False), (0, True), (8_000, True), (1_000_000, True)):
            documents = pieces(texts, size)
            count = sum(len(text.encode()) for text in documents)
            rounds = -(-LEAST // count)
            with tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                with open(folder / "texts.jsonl", "w", encoding="utf-8") as out:
                    for round in range(rounds):
                        for number, text in enumerate(documents):
                            out.write(json.dumps({"id": f"{round}.{number}", "language": language, "text": text}) + "\n")
                cells.append(f"{count * rounds / seconds(assay, folder / 'texts.jsonl', tokens, folder) / 1e6:.0f}")
        print(f"| {language} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
