"""Measures the stage `deduplicate`: python3 Benchmarks/dedup.py path/to/assay FOLDER [--stages "normalize, …"]

FOLDER has corpus.jsonl and truth.jsonl, as `Benchmarks/dedup/generate.py` writes them. Prints pair scores, scores by
kind of edit and by script, hard negatives that were merged, labels, and what it cost. `--misses KIND` prints the
documents of a kind that were missed or merged, to be read.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from typing import Dict, List, Tuple

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "dedup"))
from scores import ALONE, groups_of, labels, read_labels, read_truth, score  # noqa: E402  (the folder of a script is no package)

STAGES = "normalize, language, boilerplate, segment, dates, numbers, deduplicate"


def run(assay: str, corpus: pathlib.Path, stages: str, jobs: int, folder: str) -> Tuple[Dict[str, dict], dict]:
    """Runs the pipeline; gives what it says of each document that has a copy, and the report."""
    file = pathlib.Path(folder) / "p.yaml"
    # Only what is scored is written.
    write = "[{ path: r.jsonl, text: none, fields: [id, duplicate] }]"
    file.write_text(f"assay: 1\nstages: [{stages}]\nwrite: {write}\n", encoding="utf-8")
    command = [assay, "run", str(file), str(corpus), "-o", f"{folder}/out", "-q", "--fresh", "-j", str(jobs)]
    subprocess.run(command, check=True)
    labelled = read_labels(pathlib.Path(f"{folder}/out"))
    return labelled, json.loads(pathlib.Path(f"{folder}/out/report.json").read_text(encoding="utf-8"))


def table(facts: List[dict], labelled: Dict[str, dict], report: dict) -> List[str]:
    """All scores as lines."""
    scores = score(facts, groups_of(labelled))
    pairs = scores.pairs
    lines = [f"pairs: precision {pairs.precision:.4f} recall {pairs.recall:.4f} F1 {pairs.f1:.4f}  ({pairs.true} true)"]
    lines += ["", "found, of copies with their source:"]
    lines += [f"  {kind:10} {share:.3f} of {count}" for kind, (share, count) in scores.found.items()]
    lines += ["merged with another story:"]
    lines += [f"  {kind:10} {share:.4f} of {count}" for kind, (share, count) in scores.merged.items()]
    lines += ["by script:"]
    lines += [
        f"  {script:11} precision {pairs.precision:.3f} recall {pairs.recall:.3f} F1 {pairs.f1:.3f}  ({pairs.true})"
        for script, pairs in scores.scripts.items()
    ]
    lines += ["labels:"]
    lines += [f"  {name}: {count} of {total}" for name, (count, total) in labels(facts, labelled).items()]
    timing = report["timing"]
    nanoseconds = timing["cpu_nanoseconds_by_stage"]
    lines += ["cost:"]
    lines += [f"  {key}: {value}" for key, value in timing.items() if not isinstance(value, dict)]
    lines += [f"  {stage}: {report['bytes'] * 1e3 / spent:,.0f} MB/s" for stage, spent in nanoseconds.items() if spent]
    return lines


def misses(facts: List[dict], labelled: Dict[str, dict], kind: str) -> List[str]:
    """Documents of this kind that are not with their source, or are with another story."""
    groups = groups_of(labelled)
    first: Dict[str, str] = {}
    for fact in facts:
        if fact["id"] in groups:
            first.setdefault(groups[fact["id"]], fact["cluster"])
    lines = []
    for fact in facts:
        if fact["kind"] != kind:
            continue
        name = fact["id"]
        wrong = name in groups and first[groups[name]] != fact["cluster"] if kind in ALONE else (
            name not in groups or groups[name] != groups.get(fact["of"]))
        if wrong:
            lines.append(json.dumps({"truth": fact, "label": labelled.get(name), "source": labelled.get(fact["of"])}))
    return lines


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--stages", default=STAGES)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--misses")
    options = parser.parse_args()
    facts = read_truth(options.folder)
    with tempfile.TemporaryDirectory() as folder:
        labelled, report = run(options.assay, options.folder / "corpus.jsonl", options.stages, options.jobs, folder)
    print("\n".join(misses(facts, labelled, options.misses) if options.misses else table(facts, labelled, report)))


if __name__ == "__main__":
    main()
