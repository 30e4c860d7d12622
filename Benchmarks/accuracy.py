"""Scores figures, languages and duplicates; usage: python3 Benchmarks/accuracy.py path/to/assay"""
import collections
import csv
import datetime
import gzip
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

ASSAY = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


def run(pipeline, paths, folder):
    """Runs a pipeline over paths and gives the records."""
    file = pathlib.Path(folder) / "p.yaml"
    file.write_text("assay: 1\n" + pipeline + "\nwrite: [{ path: r.jsonl, only: all }]\n")
    command = [ASSAY, "run", str(file), *map(str, paths), "-o", f"{folder}/out", "-q", "--fresh"]
    subprocess.run(command, check=True, cwd=ROOT)
    return [json.loads(line) for line in open(f"{folder}/out/r.jsonl", encoding="utf-8")]


CHAIN = "stages: [normalize, language, segment, dates, numbers]"


def examples():
    """Every figure of Examples/expected.tsv: found with the right value, the right hedge; rows of kind none: left out."""
    with tempfile.TemporaryDirectory() as folder:
        records = {r["id"]: r for r in run(CHAIN, ["Examples/corpus"], folder)}
    score = collections.defaultdict(lambda: collections.Counter())
    for row in csv.DictReader(open(ROOT / "Examples/expected.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        record = records.get(row["path"]) or records.get(row["path"].split("#")[-1])
        if record is None or "text" not in record:
            continue
        language = record.get("language", "und").split("-")[0]
        place = record["text"].find(row["text"], max(0, int(row["start"]) - 8))
        found = [q for q in record.get("quantities", []) if q["start"] < place + len(row["text"]) and q["end"] > place]
        group = score[language]
        if row["kind"] == "none":
            group["none"] += 1
            group["false"] += bool(found)
            continue
        group["all"] += 1
        for quantity in found:
            expected = row["value"]
            if ".." in expected:
                low, high = expected.split("..")
                right = (not low or quantity.get("low") == float(low)) and (not high or quantity.get("high") == float(high))
            elif expected:
                value = quantity.get("value")
                right = value is not None and abs(value - float(expected)) <= 1e-9 * max(1, abs(float(expected)))
            else:
                right = "value" not in quantity
            if right:
                group["value"] += 1
                group["hedge"] += (quantity.get("modifier") or "") == row["modifier"]
                break
    print("## Figures of the example corpus (Examples/expected.tsv)\n")
    print("| language | figures | right value | of these right hedge | no figures | found all the same |\n| --- | --- | --- | --- | --- | --- |")
    for language, group in sorted(score.items(), key=lambda item: -item[1]["all"]):
        print(f"| {language} | {group['all']} | {group['value'] / max(1, group['all']):.1%} | {group['hedge'] / max(1, group['value']):.1%} | {group['none']} | {group['false']} |")
    print()


def languages(path):
    """Detected language against the label of the source."""
    right = wrong = unknown = 0
    with tempfile.TemporaryDirectory() as folder:
        given = pathlib.Path(folder) / "in.jsonl"
        labels = {}
        with open(given, "w", encoding="utf-8") as out:
            for line in gzip.open(path, "rt", encoding="utf-8"):
                record = json.loads(line)
                labels[record["id"]] = record.pop("lang")
                out.write(json.dumps(record) + "\n")
        for record in run("stages: [normalize, language]", [given], folder):
            found = record.get("language", "und").split("-")[0]
            right += found == labels[record["id"]]
            unknown += found == "und"
            wrong += found not in (labels[record["id"]], "und")
    print(f"## Language of news articles (news-10mb, ten languages)\n\nright {right}, wrong {wrong}, und {unknown}\n")


def duplicates(folder_in):
    """Pairs in one cluster against the truth; templates and related documents are no copies."""
    truth = collections.defaultdict(list)
    for line in open(folder_in / "truth.jsonl", encoding="utf-8"):
        record = json.loads(line)
        truth[record["cluster"]].append(record["id"])
    with tempfile.TemporaryDirectory() as folder:
        records = run("stages: [normalize, numbers, deduplicate]", [folder_in / "corpus.jsonl"], folder)
    clusters = collections.defaultdict(list)
    for record in records:
        duplicate = record.get("duplicate")
        if duplicate and duplicate["role"] != "related":
            clusters[duplicate["cluster"]].append(record["id"])
    pairs = lambda groups: {pair for ids in groups.values() for pair in itertools.combinations(sorted(ids), 2)}
    expected, found = pairs(truth), pairs(clusters)
    both = len(expected & found)
    precision, recall = both / max(1, len(found)), both / max(1, len(expected))
    print(f"## Duplicates (shared/data/dedup, pairs in one cluster)\n\nprecision {precision:.3f}, recall {recall:.3f}, "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}\n")


print(f"# Accuracy\n\nMeasured {datetime.date.today()} by `make accuracy`.\n")
examples()
if SHARED.exists():
    languages(SHARED / "news" / "news-10mb.jsonl.gz")
    duplicates(SHARED / "dedup")
else:
    print("Development data is not here; put it into ../shared/data (numbers, news, dedup) to score on it as well.")
