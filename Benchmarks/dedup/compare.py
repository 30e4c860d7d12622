"""Writes Benchmarks/DEDUP.md: python3 Benchmarks/dedup/compare.py path/to/assay [--venv FOLDER] [--articles N] [--scale N,N]

Assay and, where `--venv` names an environment that has them, datasketch, rensa, text-dedup and datatrove over the same
generated corpora: quality, CPU time, speed, memory. Then bad input, and Assay alone over `--scale` articles.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install datasketch rensa text-dedup datatrove tokenizers spacy "xxhash<4"
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
from typing import Dict, List, NamedTuple, Optional, Tuple

from scores import Scores, groups_of, labels, read_labels, read_truth, score

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = pathlib.Path(os.environ.get("ASSAY_SHARED", ROOT.parent / "shared"))
# Texts only, as the peers do it; then with figures and frames, as a newsroom has it.
PIPELINES = {
    "Assay, `normalize, deduplicate`": "normalize, deduplicate",
    "Assay, with `frames` and `numbers`": "normalize, frames, numbers, deduplicate",
}
# What follows this line in the page is kept.
BY_HAND = "<!-- Not written by compare.py: -->\n"
SCALED = ["normalize, deduplicate", "normalize, frames, deduplicate"]
TOOLS = ["datasketch", "rensa", "text-dedup", "datatrove"]
KINDS = ["agency", "boiler", "captions", "embed", "headline", "insert", "punct", "reorder", "trunc", "typo", "update",
         "words5", "words10"]
NEGATIVES = ["template", "topic", "intro", "frame", "base"]


class Cost(NamedTuple):
    """What a command took: seconds by the clock and of CPU, the largest resident size, and the most of disk, in bytes."""

    wall: float
    cpu: float
    resident: int
    disk: int


def measure(command: List[str], scratch: Optional[str] = None) -> Cost:
    """Runs a command quietly; the disk is what `scratch` held at most, seen once a second."""
    most = [0]
    done = threading.Event()

    def watch() -> None:
        while scratch and not done.wait(1):
            most[0] = max(most[0], used(scratch))

    watcher = threading.Thread(target=watch)
    start = datetime.datetime.now()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watcher.start()
    message = child.stderr.read() if child.stderr else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    done.set()
    watcher.join()
    if status != 0:
        raise RuntimeError(f"{' '.join(command)}: status {status}: {message.decode('utf-8', 'replace')[-2000:]}")
    wall = (datetime.datetime.now() - start).total_seconds()
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, most[0])


def used(folder: str) -> int:
    """Bytes of all files below a folder; files that vanish meanwhile count as nothing."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(path, name)).st_blocks * 512
            except OSError:
                pass
    return total


def generate(folder: pathlib.Path, *options: str) -> int:
    """Makes a corpus where there is none; gives the bytes of its texts' file."""
    if (folder / "truth.jsonl").exists():
        return (folder / "corpus.jsonl").stat().st_size
    subprocess.run([sys.executable, str(HERE / "generate.py"), str(folder), *options], check=True)
    return (folder / "corpus.jsonl").stat().st_size


def assay(binary: str, corpus: pathlib.Path, stages: str, jobs: int, work: str) -> Tuple[Dict[str, dict], dict, Cost]:
    """Runs Assay; gives the labels, the report and the cost."""
    file = pathlib.Path(work) / "p.yaml"
    write = "[{ path: r.jsonl, text: none, fields: [id, duplicate] }]"
    # The largest article of bad input is let in; by default it would go to quarantine.
    file.write_text(f"assay: 1\nmax-document: 200MB\nstages: [{stages}]\nwrite: {write}\n", encoding="utf-8")
    out = f"{work}/out"
    cost = measure([binary, "run", str(file), str(corpus), "-o", out, "-q", "--fresh", "-j", str(jobs)], work)
    labelled = read_labels(pathlib.Path(out))
    report = json.loads(pathlib.Path(f"{out}/report.json").read_text(encoding="utf-8"))
    shutil.rmtree(out)
    # What the system says of a child counts the memory of this program too, from before the child was Assay.
    return labelled, report, cost._replace(resident=report["timing"]["peak_memory"])


def peer(python: str, tool: str, setting: str, corpus: pathlib.Path, kept: pathlib.Path) -> Tuple[Dict[str, str], Cost]:
    """Runs a peer, where its answer is not kept from before; gives its groups and the cost."""
    answer = kept / f"{tool}-{setting}.json"
    if not answer.exists():
        kept.mkdir(parents=True, exist_ok=True)
        out = kept / "answer.json"
        cost = measure([python, str(HERE / "peers.py"), tool, setting, str(corpus), str(out)])
        groups = json.loads(out.read_text(encoding="utf-8"))
        answer.write_text(json.dumps({"cost": cost, "groups": groups}), encoding="utf-8")
    known = json.loads(answer.read_text(encoding="utf-8"))
    return known["groups"], Cost(*known["cost"])


def row(name: str, scores: Scores, cost: Cost, size: int, count: int) -> str:
    """A row of the main table."""
    pairs = scores.pairs
    template = scores.merged.get("template", (0.0, 0))[0]
    return (f"| {name} | {pairs.precision:.3f} | {pairs.recall:.3f} | **{pairs.f1:.3f}** | {template:.3f} | {cost.cpu:.1f} | "
            f"{size / 1e6 / cost.cpu:.1f} | {count / cost.cpu:,.0f} | {cost.resident / 1e6:,.0f} |")


def speed(report: dict, stages: List[str]) -> str:
    """MB of input a second of CPU inside each stage."""
    spent = report["timing"]["cpu_nanoseconds_by_stage"]
    return ", ".join(f"`{stage}` {report['bytes'] * 1e3 / spent[stage]:,.0f}" for stage in stages if spent.get(stage))


def comparison(
    binary: str, python: Optional[str], folder: pathlib.Path, work: str, kept: pathlib.Path, title: str
) -> List[str]:
    """The tables over one corpus."""
    corpus = folder / "corpus.jsonl"
    facts = read_truth(folder)
    size = corpus.stat().st_size
    rows: List[str] = []
    answers: List[Tuple[str, Scores]] = []
    notes: List[str] = []
    for name, stages in PIPELINES.items():
        labelled, report, cost = assay(binary, corpus, stages, 1, work)
        scores = score(facts, groups_of(labelled))
        rows.append(row(name, scores, cost, size, len(facts)))
        answers.append((name, scores))
        notes.append(f"{name}: CPU inside the stages, MB/s: {speed(report, ['frames', 'numbers', 'deduplicate'])}.")
        for label, (count, total) in labels(facts, labelled).items():
            notes.append(f"  - {label}: {count} of {total}")
    for tool in TOOLS if python else []:
        for setting in ("default", "best"):
            print(f"{title}: {tool}, {setting}", file=sys.stderr)
            try:
                groups, cost = peer(str(python), tool, setting, corpus, kept)
            except RuntimeError as error:
                notes.append(f"{tool}, {setting}: did not run: {str(error).strip().splitlines()[-1]}")
                continue
            scores = score(facts, groups)
            rows.append(row(f"{tool}, {setting}", scores, cost, size, len(facts)))
            answers.append((f"{tool}, {setting}", scores))
    lines = [f"## {title}", "", f"{len(facts):,} articles, {size / 1e6:.0f} MB, {answers[0][1].pairs.true:,} true pairs.", "",
             "| tool | precision | recall | F1 | reports of a template merged | CPU s | MB/s | articles/s | resident MB |",
             "|---|---|---|---|---|---|---|---|---|", *rows, ""]
    known = answers[0][1].found
    kinds = [kind for kind in KINDS if kind in known] + [kind for kind in known if kind not in KINDS]
    lines += ["Share of copies found with their source, by edit; then of other stories that were merged with one.", ""]
    negatives = [kind for kind in NEGATIVES if kind in answers[0][1].merged]
    lines += ["| tool | " + " | ".join([*kinds, *negatives]) + " |", "|---|" + "---|" * (len(kinds) + len(negatives))]
    for name, scores in answers:
        cells = [f"{scores.found[kind][0]:.3f}" for kind in kinds] + [f"{scores.merged[kind][0]:.3f}" for kind in negatives]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    counts = [f"{answers[0][1].found[k][1]}" for k in kinds] + [f"{answers[0][1].merged[k][1]}" for k in negatives]
    lines += ["| (articles) | " + " | ".join(counts) + " |", ""]
    lines += ["F1 of pairs by script:", "", "| tool | " + " | ".join(answers[0][1].scripts) + " |",
              "|---|" + "---|" * len(answers[0][1].scripts)]
    lines += [f"| {name} | " + " | ".join(f"{p.f1:.2f}" for p in scores.scripts.values()) + " |" for name, scores in answers]
    return lines + ["", *notes, ""]


def bad(binary: str, work: str) -> List[str]:
    """Bad input: what it costs, and whether the pairs are right."""
    lines = ["## Bad input", "", "| corpus | articles | MB | precision | recall | CPU s | resident MB |", "|---|---|---|---|---|---|---|"]
    names = {"short": "empty, blank and one-word articles", "same": "one article over and over",
             "huge": "one article of 100 MB among others", "bucket": "all articles share a third of their text"}
    for kind, count in (("short", 100_000), ("same", 100_000), ("huge", 1_000), ("bucket", 20_000)):
        folder = pathlib.Path(work) / f"bad-{kind}"
        size = generate(folder, "--bad", kind, "--articles", str(count))
        labelled, _, cost = assay(binary, folder / "corpus.jsonl", "normalize, deduplicate", 1, work)
        pairs = score(read_truth(folder), groups_of(labelled)).pairs
        lines.append(f"| {names[kind]} | {count:,} | {size / 1e6:.0f} | {pairs.precision:.3f} | {pairs.recall:.3f} | "
                     f"{cost.cpu:.1f} | {cost.resident / 1e6:,.0f} |")
        shutil.rmtree(folder)
    return lines + [""]


def scale(binary: str, counts: List[int], work: str, corpora: pathlib.Path) -> List[str]:
    """Assay over more and more articles."""
    lines = ["## Scale", "", "Two workers; articles of 3 kB on average, seed 3. Disk is the most that all files of the run took at once, output",
             "without text included.", "",
             "| articles | stages | GB | precision | recall | F1 | seconds | CPU s | CPU µs an article | resident MB | disk GB |",
             "|---|---|---|---|---|---|---|---|---|---|---|"]
    for count in counts:
        folder = corpora / f"scale-{count}"
        size = generate(folder, "--articles", str(count), "--seed", "3")
        for stages in SCALED:
            labelled, _, cost = assay(binary, folder / "corpus.jsonl", stages, 2, work)
            pairs = score(read_truth(folder), groups_of(labelled)).pairs
            lines.append(
                f"| {count:,} | `{stages}` | {size / 1e9:.2f} | {pairs.precision:.4f} | {pairs.recall:.4f} | {pairs.f1:.4f} | "
                f"{cost.wall:.0f} | {cost.cpu:.0f} | {cost.cpu * 1e6 / count:.0f} | {cost.resident / 1e6:,.0f} | {cost.disk / 1e9:.1f} |")
            print(lines[-1], file=sys.stderr)
    return lines + [""]


def versions(python: str) -> str:
    """Versions of the peers."""
    code = "import importlib.metadata as m; print(', '.join(f'{n} {m.version(n)}' for n in %r))" % (TOOLS,)
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Measures all and writes the page; with `--only`, prints one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--venv", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--scale", default="")
    parser.add_argument("--corpora", type=pathlib.Path, help="keeps corpora and the peers' answers here, to be used again")
    parser.add_argument("--only", choices=["compare", "shared", "bad", "scale"])
    options = parser.parse_args()
    binary = str(pathlib.Path(options.assay).resolve())
    python = str(options.venv.resolve() / "bin/python") if options.venv else None
    counts = [int(count) for count in options.scale.split(",") if count]
    parts = {"compare": [], "shared": [], "bad": [], "scale": []}  # type: Dict[str, List[str]]
    with tempfile.TemporaryDirectory() as work:
        corpora = options.corpora or pathlib.Path(work)
        if options.only in (None, "compare"):
            folder = corpora / f"news-{options.articles}"
            generate(folder, "--articles", str(options.articles), "--seed", "2")
            parts["compare"] = comparison(binary, python, folder, work, folder / "peers", "Generated news, seed 2")
        if options.only in (None, "shared") and (SHARED / "data/dedup").is_dir():
            parts["shared"] = comparison(
                binary, python, SHARED / "data/dedup", work, corpora / "shared-peers",
                "Declarations and reports (../shared/data/dedup)")
        if options.only in (None, "bad"):
            parts["bad"] = bad(binary, work)
        if options.only in (None, "scale") and counts:
            parts["scale"] = scale(binary, counts, work, corpora)
    if options.only:
        print("\n".join(parts[options.only]))
        return
    command = f"python3 Benchmarks/dedup/compare.py .build/release/assay --venv FOLDER --articles {options.articles} --scale {options.scale}"
    head = ["# Deduplication", "", f"Measured {datetime.date.today()} by `{command}` on {os.cpu_count()} shared cores ({platform.machine()}), one",
            "worker but for scale. CPU counts the whole process: start, reading JSON, and for Assay writing the labels. MB is the size",
            "of the corpus file. Peers get headline and text; `default` and `best` are said in Benchmarks/dedup/peers.py. Groups of Assay",
            "are its clusters without those of kind `template`; an update is with its article. The generator was written with the",
            "stage, so another corpus says more; ../shared/data/dedup was not made by it.", ""]
    if python:
        head += [f"Peers: {versions(python)}.", ""]
    page = ROOT / "Benchmarks/DEDUP.md"
    by_hand = page.read_text(encoding="utf-8").partition(BY_HAND)[2] if page.exists() else ""
    measured = "\n".join(head + parts["compare"] + parts["shared"] + parts["bad"] + parts["scale"]).rstrip()
    page.write_text(f"{measured}\n\n{BY_HAND}{by_hand}", encoding="utf-8")


if __name__ == "__main__":
    main()
