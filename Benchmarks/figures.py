"""Strict score of figures on the number cases: span overlap, value or bounds, type and currency code.

usage: python3 Benchmarks/figures.py ASSAY [--cases FILE] [--list LANGUAGE[/KIND]]

Without --list it prints tables for Benchmarks/ACCURACY.md; with it, the mistakes of one language. A case of kind `number` marks every number
of its text, so every figure found there that is no ordinal counts; the cases of another kind mark that kind only, so only figures of that kind count.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT.parent / "shared" / "data" / "numbers" / "recognizers-dev.jsonl"
TEMPERATURES = {"celsius", "fahrenheit", "kelvin", "generic", "temperature"}
HEDGE_LOW, HEDGE_HIGH = {"atLeast", "moreThan"}, {"atMost", "lessThan"}
# A country code or an area and groups of digits joined by hyphens.
PHONES = re.compile(r"\+\d+(?:-\d+){2,}(?:/\d+)?")
# The indefinite article, which the source reads as 1 in some languages and cases.
ARTICLES = {
    "de": "ein eine einem einen einer eines", "en": "a an one", "es": "un una uno", "fr": "un une", "it": "un uno una un'",
    "nl": "een één", "pt": "um uma", "sv": "en ett", "tr": "bir", "hi": "एक",
}


def annotated(assay, cases):
    """Figures and dates by case id, from one run over all cases, each with its declared language."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "p.yaml").write_text("assay: 1\nstages: [dates, numbers]\nwrite: [{ path: r.jsonl, only: all }]\n")
        (place / "in.jsonl").write_text(
            "".join(json.dumps({"id": c["id"], "text": c["text"], "language": c["lang"]}) + "\n" for c in cases))
        subprocess.run([assay, "run", "p.yaml", "in.jsonl", "-o", "out", "-q", "--fresh"], check=True, cwd=place)
        return {r["id"]: r for r in map(json.loads, open(place / "out/r.jsonl", encoding="utf-8"))}


def number(figure, field="value"):
    """A field of a figure as a number, None where it has none."""
    return float(figure[field]) if figure.get(field) is not None else None


def bounds(figure):
    """Low and high of a range, or of a figure with a hedge that bounds it; None for any other."""
    if "value" not in figure:
        low, high = number(figure, "low"), number(figure, "high")
        return (low, high) if (low, high) != (None, None) else None
    if figure.get("modifier") in HEDGE_LOW:
        return (number(figure), None)
    if figure.get("modifier") in HEDGE_HIGH:
        return (None, number(figure))
    return None


def counts_as(kind, figure):
    """Whether a figure found is of the kind that a case marks."""
    found = figure.get("kind")
    if kind == "number":
        return found != "ordinal"
    if kind == "range":
        return bounds(figure) is not None
    if kind == "dimension":
        return found == "measure" and figure.get("unit") not in TEMPERATURES
    if kind == "temperature":
        return found == "measure" and figure.get("unit") in TEMPERATURES
    return found == kind


def equal(a, b):
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= 1e-9 * max(1, abs(b))


def matches(kind, item, figure):
    """Whether a figure that overlaps an item has its value or bounds and, where the source gives one, its currency."""
    if kind == "range":
        found = bounds(figure)
        return equal(found[0], item["low"]) and equal(found[1], item["high"])
    if item.get("currencyISO") and figure.get("currency") != item["currencyISO"]:
        return False
    if equal(number(figure), item["value"]):
        return True
    # The source counts cents in cents, we in dollars.
    if kind == "currency" and "value" in figure and equal(number(figure) * 100, item["value"]):
        return True
    # One range is two numbers for the source.
    return "value" not in figure and any(equal(number(figure, f), item["value"]) for f in ("low", "high"))


def convention(case, item, record):
    """The name of the convention by which an item is left out, None for one that counts."""
    if case["kind"] == "range" and item.get("low") is not None and item.get("low") == item.get("high"):
        return "an exact number ('is equal to 20') read as a range of one"
    if item.get("optional"):
        return "marked optional by the source (a unit without number, 'next', 2^5)"
    text = item["text"]
    if item["value"] == 1 and text.lower() in ARTICLES.get(case["lang"].split("-")[0], "").split():
        return "an article read as 1"
    if case["kind"] == "number":
        if re.search(r"(?<!\d)\d{1,3}(\.\d{1,3}){3}(?!\d)", case["text"]):
            return "an IP address split into numbers"
        if any(d["start"] < item["end"] and item["start"] < d["end"] for d in record.get("dates", [])):
            return "a date split into numbers"
        if any(m.start() < item["end"] and item["start"] < m.end() for m in PHONES.finditer(case["text"])):
            return "a phone number split into numbers"
        if re.fullmatch(r"[0\uff10]{2,}", text):
            return "a code of zeros read as 0"
    if case["kind"] == "ordinal" and any(
            d["start"] < item["end"] and item["start"] < d["end"] for d in record.get("dates", [])):
        return "the day of a date read as an ordinal"
    return None


def overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def score(cases, records):
    """Counts of right, missed and false figures by (language, kind), conventions left out, and the mistakes."""
    counts, left, mistakes = collections.defaultdict(collections.Counter), collections.Counter(), []
    for case in cases:
        record, kind = records[case["id"]], case["kind"]
        found = [q for q in record.get("quantities", []) if counts_as(kind, q)]
        counter, used = counts[case["lang"], kind], set()
        for item in case["expect"]:
            near = [i for i, q in enumerate(found) if overlap(q, item)]
            why = convention(case, item, record)
            if why:
                left[why] += 1
                used.update(near)
                continue
            right = [i for i in near if matches(kind, item, found[i])]
            counter["right" if right else "missed"] += 1
            used.update(right[:1])
            if not right:
                mistakes.append((case, "missed", item, [q for q in record.get("quantities", []) if overlap(q, item)]))
        for index, figure in enumerate(found):
            if index not in used and kind == "number" and not case["expect"] and (
                    figure.get("unit") or figure.get("currency")):
                left["a number with a unit, unmarked in a case that marks nothing"] += 1
            elif index not in used:
                counter["false"] += 1
                mistakes.append((case, "false", figure, []))
    return counts, left, mistakes


def f1(counter):
    return 2 * counter["right"] / max(1, 2 * counter["right"] + counter["missed"] + counter["false"])


def total(counts, wanted):
    result = collections.Counter()
    for key, counter in counts.items():
        if wanted(key):
            result.update(counter)
    return result


def table(title, names, counts, position):
    print(f"| {title} | items | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    rows = [(name, total(counts, lambda key: name in ("all", key[position]))) for name in names]
    for name, c in sorted(rows, key=lambda row: -f1(row[1])):
        precision, recall = c["right"] / max(1, c["right"] + c["false"]), c["right"] / max(1, c["right"] + c["missed"])
        print(f"| {name} | {c['right'] + c['missed']} | {precision:.1%} | {recall:.1%} | {f1(c):.1%} |")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--cases", default=CASES)
    parser.add_argument("--list", metavar="LANGUAGE[/KIND]")
    options = parser.parse_args()
    cases = [json.loads(line) for line in open(options.cases, encoding="utf-8")]
    counts, left, mistakes = score(cases, annotated(str(pathlib.Path(options.assay).resolve()), cases))
    if options.list:
        language, _, kind = options.list.partition("/")
        for case, what, item, near in mistakes:
            if case["lang"] == language and kind in ("", case["kind"]):
                shown = {k: item[k] for k in ("text", "value", "low", "high", "currencyISO", "kind", "modifier", "unit", "currency") if item.get(k) is not None}
                got = [{k: q[k] for k in ("text", "value", "low", "high", "kind", "modifier", "unit", "currency") if k in q} for q in near]
                print(case["id"], what, shown, *(["got", got] if what == "missed" else []), "in:", case["text"][:160], sep=" ")
    print("## Number cases (recognizers-dev.jsonl), strict\n\nSpan overlap, value or bounds, type; the currency's code where the source gives it.\n")
    table("language", ["all", *sorted({key[0] for key in counts})], counts, 0)
    table("kind", sorted({key[1] for key in counts}), counts, 1)
    print("Left out, because the source's convention is not ours:\n\n| convention | items |\n| --- | --- |")
    for why, count in left.most_common():
        print(f"| {why} | {count} |")
    print()


if __name__ == "__main__":
    main()
