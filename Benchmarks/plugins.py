"""What it costs to be a plugin.   usage: python3 Benchmarks/plugins.py path/to/assay    (writes Benchmarks/PLUGINS.md)

Runs the chain of pipelines/news.yaml (without writers and deduplication) alone, with a stage that does next to nothing in a shared
library, and with one in Python, in turn; the least CPU time of five rounds counts. CPU time includes that of child processes.
"""
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
STAGES = ["normalize", "language", "segment", "dates", "numbers", "entities"]
here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
assay = os.path.abspath(sys.argv[1])


def measure(folder, name, stages, source):
    pipeline = os.path.join(folder, name + ".yaml")
    with open(pipeline, "w") as file:
        plugins = [os.path.join(here, "plugins", each) for each in ("length-c", "length-python")]
        json.dump({"assay": 1, "plugins": plugins, "stages": stages, "write": [{"path": "a.jsonl", "text": "none", "fields": ["values"]}]}, file)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run([assay, "run", pipeline, source, "-o", os.path.join(folder, name), "-q", "--fresh", "-j", "2"], check=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    subprocess.run(["sh", "-c", "cc -O2 -shared -fPIC -I../../../Sources/CPlugin/include -o liblength.so length.c"],
                   check=True, cwd=os.path.join(here, "plugins/length-c"))
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in.jsonl")
        news = os.path.join(root, "../shared/data/news/news-10mb.jsonl.gz")
        with open(source, "wb") as out:
            if os.path.exists(news):
                data, name = gzip.open(news).read() * 3, "news-10mb.jsonl.gz three times"
            else:
                data = subprocess.run([sys.executable, os.path.join(here, "repeat_examples.py"), "30000000"], check=True,
                                      capture_output=True).stdout
                name = "Examples/corpus repeated to 30 MB"
            out.write(data)
        docs, size = data.count(b"\n"), len(data) / 1e6
        child = {"length-python": {"batch": 64}}
        variants = [
            ("chain", "the chain alone", STAGES),
            ("in-process", "with a C library in process", STAGES + [{"length-c": {"in-process": "true"}}]),
            ("library", "with a C library in a child", STAGES + ["length-c"]),
            ("python", "with Python in a child", STAGES + [child]),
            ("only-nothing", "no stage at all", []),
            ("only-library", "only a C library in a child", ["length-c"]),
            ("only-python", "only Python in a child", [child]),
        ]
        best = {}
        for _ in range(ROUNDS):
            for key, _, stages in variants:
                cpu, wall = measure(folder, key, stages, source)
                old = best.get(key, (1e9, 1e9))
                best[key] = (min(old[0], cpu), min(old[1], wall))
    lines = [
        "# What it costs to be a plugin", "",
        f"Measured {time.strftime('%Y-%m-%d')} on {os.uname().machine}, {name} ({docs:,} documents, {size:.0f} MB), with",
        "`python3 Benchmarks/plugins.py .build/release/assay`: the least of five rounds in turn, `-j 2`. The stage counts the",
        "characters of the text and does nothing else. CPU time is that of Assay and the plugin.", "",
        "| run | CPU s | more than without | wall s | documents/s | MB/s |", "|---|---|---|---|---|---|",
    ]
    for key, title, _ in variants:
        cpu, wall = best[key]
        base = best["only-nothing" if key.startswith("only") else "chain"][0]
        lines.append(f"| {title} | {cpu:.2f} | {100 * (cpu / base - 1):.1f} % | {wall:.2f} | {docs / wall:,.0f} | {size / wall:.0f} |")
    text = "\n".join(lines) + "\n"
    print(text)
    with open(os.path.join(here, "PLUGINS.md"), "w") as file:
        file.write(text)


main()
