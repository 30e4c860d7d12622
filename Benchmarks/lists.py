"""Time and memory of loading a list of a million names, and speed of a search for 200,000.

usage: python3 Benchmarks/lists.py ASSAY [TEXTS]

TEXTS is a file of JSON Lines with a field `text` (.gz or not); without it the example corpus is repeated to 10 MB. Names are made of
syllables and, so that many are found, of capitalized words of the texts, alone and in pairs. The cache of compiled lists is a temporary
folder. Figures of the runs without a list are taken off, so that what is left is the list's; the lexical pass, which other stages
share, is among what is taken off for the search, since `numbers` needs it in both runs. Prints Markdown.
"""
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SYLLABLES = "ka lo mi ren to sa vel dor an bri que zu pho ler tan mar ov ski ez lund".split()


def made_name(random_numbers, words):
    """A name of so many capitalized made-up words."""
    return " ".join(
        "".join(random_numbers.choice(SYLLABLES) for _ in range(random_numbers.randint(2, 4))).capitalize() for _ in range(words)
    )


def made_list(path, count, found):
    """Writes a list of `count` different names, of which `found` are given."""
    random_numbers = random.Random(1)
    names = dict.fromkeys(found[: count // 2])
    while len(names) < count:
        names[made_name(random_numbers, random_numbers.randint(1, 3))] = None
    with open(path, "w", encoding="utf-8") as file:
        file.write("name\ttype\tid\n")
        for index, name in enumerate(names):
            file.write(f"{name}\tPER\tq:{index}\n")
    return path.stat().st_size


def texts(path):
    """The texts of the corpus as lines of JSON, about 10 MB."""
    if path is None:
        program = [sys.executable, str(ROOT / "Benchmarks" / "repeat_examples.py"), "10000000"]
        lines = subprocess.run(program, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    else:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            lines = file.read().splitlines()
    return [json.loads(line)["text"] for line in lines if line]


def timed(command, folder, environment):
    """Wall seconds, processor seconds and peak memory in MB of a command."""
    before = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(errors.decode())
    return time.monotonic() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def pipeline(folder, name, stages):
    """Writes a pipeline and gives its name."""
    (folder / name).write_text(f"assay: 1\nstages: {stages}\n")
    return name


def main():
    """Measures and prints."""
    assay = str(pathlib.Path(sys.argv[1]).resolve())
    corpus = texts(sys.argv[2] if len(sys.argv) > 2 else None)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"))
        words = re.compile(r"[A-ZА-ЯЄІЇ]\w+(?: [A-ZА-ЯЄІЇ]\w+)?")
        found = sorted({pair for text in corpus for pair in words.findall(text)})
        random.Random(2).shuffle(found)
        size = made_list(folder / "million.tsv", 1_000_000, [])
        made_list(folder / "names.tsv", 200_000, found)
        made_list(folder / "some.tsv", 200_000, found[::20])
        made_list(folder / "other.tsv", 200_000, [])
        with open(folder / "texts.jsonl", "w", encoding="utf-8") as file:
            for text in corpus:
                file.write(json.dumps({"text": text}) + "\n")
        megabytes = sum(len(text.encode()) for text in corpus) / 1e6

        print("# Lists: loading and searching\n")
        print("Made by `python3 Benchmarks/lists.py .build/release/assay [TEXTS]`; the machine is shared, so single figures vary by a")
        print(f"fifth. The list of a million names has {size / 1e6:.0f} MB.\n")
        print("| a million names, `assay try` on one word | wall s | processor s | peak memory MB |\n| --- | --- | --- | --- |")
        without = pipeline(folder, "none.yaml", "[{ entities: { built-in: none, built-in-patterns: [], model: none } }]")
        with_list = pipeline(folder, "list.yaml", "[{ entities: { lists: [million.tsv], built-in: none, built-in-patterns: [], model: none } }]")
        command = [assay, "try", "Word", "-l", "en", "-p"]
        for label, file in (
            ("no list", without), ("first time", with_list), ("from the cache", with_list), ("from the cache, again", with_list)
        ):
            wall, processor, memory = timed(command + [file], folder, environment)
            print(f"| {label} | {wall:.2f} | {processor:.2f} | {memory:.0f} |")

        print(f"\n| 200,000 names in {megabytes:.1f} MB of text, `assay run -j 1` | processor s |\n| --- | --- |")
        best = {}
        runs = {
            "numbers": "[numbers]",
            "numbers, entities without names": "[numbers, { entities: { built-in: none, built-in-patterns: [], model: none } }]",
            "numbers, entities with 200,000 names that do not occur":
                "[numbers, { entities: { lists: [other.tsv], built-in: none, built-in-patterns: [], model: none } }]",
            "numbers, entities with 200,000 names, of them every twentieth capitalized word":
                "[numbers, { entities: { lists: [some.tsv], built-in: none, built-in-patterns: [], model: none } }]",
            "numbers, entities with 200,000 names, of them nearly every capitalized word":
                "[numbers, { entities: { lists: [names.tsv], built-in: none, built-in-patterns: [], model: none } }]",
        }
        for _ in range(3):
            for index, (label, stages) in enumerate(runs.items()):
                file = pipeline(folder, f"run{index}.yaml", stages)
                command = [assay, "run", file, "texts.jsonl", "-o", f"out{index}", "-j", "1", "-q", "--fresh"]
                timed(command, folder, environment)
                report = json.loads((folder / f"out{index}" / "report.json").read_text())
                stage = report["timing"]["cpu_nanoseconds_by_stage"].get("entities", 0) / 1e9
                if label not in best or stage < best[label][0]:
                    best[label] = (stage, report["timing"]["cpu_seconds"])
        for label, (stage, seconds) in best.items():
            print(f"| {label} | {seconds:.2f}, of which entities {stage:.3f}: {megabytes / max(stage, 0.0005):.0f} MB/s |")
        print("\nThe lexical pass was made before the stage, by `numbers`. Finding, settling, grouping and writing the names found into the")
        print("layer are in the figures, so that they grow with what is found.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
