"""Speed of `normalize`.   usage: python3 Benchmarks/normalize.py path/to/assay

Writes the section "Normalization" of Benchmarks/TEXT.md and leaves the others alone. Clean text is what `normalize` made of the corpus:
a second time it changes nothing. MB are those of the input file, CPU time is that of the stage; the best of seven runs on one core.
"""
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

here = os.path.dirname(os.path.abspath(__file__))
shared = os.environ.get("ASSAY_SHARED", os.path.join(here, "../../shared"))
assay = os.path.abspath(sys.argv[1])
NEWS = os.path.join(shared, "data/news/news-10mb.jsonl.gz")


def pipeline(folder, name, options, text="none", fields=("id",)):
    path = os.path.join(folder, name + ".yaml")
    with open(path, "w") as file:
        json.dump({"assay": 1, "stages": [{"normalize": options}],
                   "write": [{"path": "a.jsonl", "text": text, "fields": list(fields)}]}, file)
    return path


def run(folder, path, source):
    out = os.path.join(folder, "out")
    subprocess.run([assay, "run", path, source, "-o", out, "-q", "--fresh", "-j", "1"], check=True)
    with open(os.path.join(out, "report.json")) as file:
        report = json.load(file)
    return report["bytes"] / report["timing"]["cpu_nanoseconds_by_stage"]["normalize"] * 1000


def main():
    with tempfile.TemporaryDirectory() as folder:
        news = os.path.join(folder, "news.jsonl")
        if os.path.exists(NEWS):
            data, name = gzip.open(NEWS).read() * 3, "news-10mb.jsonl.gz three times"
        else:
            data = subprocess.run([sys.executable, os.path.join(here, "repeat_examples.py"), "30000000"], check=True,
                                  capture_output=True).stdout
            name = "Examples/corpus repeated to 30 MB"
        with open(news, "wb") as file:
            file.write(data)
        run(folder, pipeline(folder, "clean", {}, "clean", ["id", "text"]), news)
        clean = os.path.join(folder, "clean.jsonl")
        os.rename(os.path.join(folder, "out/a.jsonl"), clean)
        damaged = os.path.join(folder, "nfd.jsonl")
        with open(clean, encoding="utf-8") as source, open(damaged, "w", encoding="utf-8") as target:
            for line in source:
                record = json.loads(line)
                record["text"] = unicodedata.normalize("NFD", record["text"]).replace(" ", " \u00a0")
                target.write(json.dumps(record, ensure_ascii=False) + "\n")
        everything = {each: "true" for each in ("quotes", "dashes", "punctuation", "digits", "hyphenation")}
        rows = [("clean text", {}, clean), ("the corpus as it is", {}, news), ("clean text, all options on", everything, clean),
                ("every blank doubled and all letters decomposed (NFD)", {}, damaged)]
        plans = [(title, pipeline(folder, f"p{index}", options), source) for index, (title, options, source) in enumerate(rows)]
        best = [0.0] * len(plans)
        for _ in range(7):
            for index, (_, path, source) in enumerate(plans):
                best[index] = max(best[index], run(folder, path, source))
    lines = ["## Normalization", "", f"Measured {time.strftime('%Y-%m-%d')} by `python3 Benchmarks/normalize.py .build/release/assay`, {name}.", "",
             "| text | MB/s a core |", "| --- | --- |"]
    lines += [f"| {title} | {speed:.0f} |" for (title, _, _), speed in zip(plans, best)]
    section = "\n".join(lines) + "\n"
    print(section)
    path = os.path.join(here, "TEXT.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    pattern = re.compile(r"## Normalization\n.*?(?=\n## |\Z)", re.S)
    if pattern.search(text):
        text = pattern.sub(lambda _: section, text)
    else:
        text = text.replace("\n## Language\n", "\n" + section + "\n## Language\n", 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


main()
