"""Strict score on the seed articles: quantities, traps, dates and names of ../shared/seeds/expected.json.

usage: python3 Benchmarks/seeds.py ASSAY

A quantity counts where value or bounds, modifier, kind, unit and counted thing are all right; a trap where no figure lies on it; a date where its
words and its EDTF value are right. A name, as the whole stage `entities` finds it without options, counts once an article, with its words and its type;
adjectives of countries, which lists tag as MISC with the country's ref, are not held against it. Items marked optional are neither rewarded nor punished. Says so and ends where the articles are not there.
"""
import collections
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
# The articles carry no publication date; a day is given so that relative dates have a value to hold against.
PUBLISHED = "2024-06-14"


def value_of(date):
    """The EDTF value that the kind and words of an expected date mean on the day of publication."""
    day = datetime.date.fromisoformat(PUBLISHED)
    names = "January February March April May June July August September October November December".split()
    named = next((i for i, name in enumerate(names, 1) if name in date["surface"]), None)
    if date["kind"] == "relative-year":
        return str(day.year - (1 if "last" in date["surface"] else 0))
    if date["kind"] == "relative-month":
        return f"{day.year - 1}-{named:02d}"
    if date["kind"] == "relative-week":
        monday = day + datetime.timedelta(7 - day.weekday())
        return f"{monday}/{monday + datetime.timedelta(6)}"
    years = [x for x in date["surface"].split() if x.isdigit()]
    # A month without a year is the nearest one.
    first = lambda y: abs((datetime.date(y, named, 15) - day).days)
    year = int(years[0]) if years else min((day.year - 1, day.year, day.year + 1), key=first)
    return f"{year}-{named:02d}-11/{year}-{named:02d}-20" if date["kind"] == "month-part" else f"{year}-{named:02d}"


def records(assay, articles):
    """The annotated article of each seed number."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "p.yaml").write_text(
            "assay: 1\nstages: [normalize, language, segment, dates, numbers, entities]\nwrite: [{ path: r.jsonl, only: all }]\n")
        with open(place / "in.jsonl", "w", encoding="utf-8") as out:
            for number, name in articles.items():
                text = (SEEDS / name).read_text(encoding="utf-8")
                out.write(json.dumps({"id": number, "text": text, "published": PUBLISHED}) + "\n")
        subprocess.run([assay, "run", "p.yaml", "in.jsonl", "-o", "out", "-q", "--fresh"], check=True, cwd=place)
        return {r["id"]: r for r in map(json.loads, open(place / "out/r.jsonl", encoding="utf-8"))}


def lines(text):
    """Start of each line of a text by its 1-based number, blank lines counted."""
    starts, position, number = {}, 0, 0
    for line in text.split("\n"):
        number += 1
        starts[number] = position
        position += len(line) + 1
    starts[number + 1] = position
    return starts


def place(text, starts, item):
    """Where the words of an item lie."""
    start, end = starts[item["line"]], starts[item["line"] + 1]
    position = start - 1
    for _ in range(item.get("nth", 1)):
        position = text.find(item["surface"], position + 1, end)
    assert position >= 0, f"{item['surface']!r} is not in line {item['line']}"
    return position, position + len(item["surface"])


def over(spans, start, end):
    return [x for x in spans if x["start"] < end and x["end"] > start]


def wrong_fields(item, found):
    """The fields of a figure that differ from those expected."""
    wrong = []
    fuzzy = item["mod"] == "fuzzy"
    for key in ("value", "low", "high"):
        # Stating bounds for a fuzzy figure is not wrong.
        if fuzzy and key != "value" and item[key] is None:
            continue
        if found.get(key) != item[key]:
            wrong.append(f"{key} {found.get(key)} for {item[key]}")
    if found.get("modifier") != item["mod"]:
        wrong.append(f"modifier {found.get('modifier')} for {item['mod']}")
    if found.get("kind") != item["kind"]:
        wrong.append(f"kind {found.get('kind')} for {item['kind']}")
    if item["unit"] and item["kind"] != "percent" and found.get("unit") != item["unit"]:
        wrong.append(f"unit {found.get('unit')} for {item['unit']}")
    thing = (found.get("of") or {}).get("text", "")
    if item["counted"] and item["counted"].lower() not in thing.lower():
        wrong.append(f"thing {thing!r} for {item['counted']!r}")
    return wrong


def is_right(date, item, start, end):
    """Whether a date has the words and value expected; where its words say more ("end of"), its days must lie in those expected."""
    if (date["start"], date["end"]) == (start, end):
        return date["value"] == value_of(item)
    wider = date["start"] <= start and date["end"] >= end
    return wider and all(x.startswith(value_of(item)) for x in date["value"].split("/"))


def names(expected, found, misses):
    """Right, found and expected names of all articles."""
    right, got, wanted = 0, 0, 0
    for number, record in found.items():
        want = {tuple(name) for name in expected["entities"][number]}
        have = {
            (x["text"], x["type"]) for x in record.get("entities", [])
            if not (x["type"] == "MISC" and x.get("ref", "").startswith("iso3166:"))
        }
        right, got, wanted = right + len(want & have), got + len(have), wanted + len(want)
        misses += [f"names: article {number}, {text!r} {kind}: not found" for text, kind in sorted(want - have)]
        misses += [f"names: article {number}, {text!r} {kind}: none" for text, kind in sorted(have - want)]
    return right, got, wanted


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not (SEEDS / "expected.json").exists():
        print("Seed articles: ../shared/seeds is not there; left out.")
        return
    expected = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    found = records(str(pathlib.Path(sys.argv[1]).resolve()), expected["articles"])
    starts = {number: lines(record["text"]) for number, record in found.items()}
    count, misses = collections.Counter(), []

    def at(item):
        number = str(item["seed"])
        return found[number], *place(found[number]["text"], starts[number], item)

    def tell(part, item, why):
        count[part, "all"] += 1
        if why is None:
            count[part, "right"] += 1
        else:
            misses.append(f"{part}: article {item['seed']}, line {item['line']}, {item['surface']!r}: {why}")

    for item in expected["quantities"]:
        record, start, end = at(item)
        figures = over(record.get("quantities", []), start, end)
        best = min((wrong_fields(item, x) for x in figures), key=len, default=["not found"])
        if not item["optional"]:
            tell("quantities", item, "; ".join(best) or None)
    for item in expected["not_quantities"]:
        record, start, end = at(item)
        figures = over(record.get("quantities", []), start, end)
        tell("traps", item, f"found as {figures[0]['text']!r}" if figures else None)
    for item in expected["dates"]:
        record, start, end = at(item)
        dates = over(record.get("dates", []), start, end)
        right = any(is_right(x, item, start, end) for x in dates)
        told = ", ".join(f"{x['text']!r} = {x['value']}" for x in dates) or "not found"
        tell("dates", item, None if right else f"{told} for {value_of(item)}")
    named = [(d["seed"], *at(d)[1:]) for d in expected["dates"]]
    for number, record in found.items():
        for date in record.get("dates", []):
            if not any(seed == int(number) and a < date["end"] and b > date["start"] for seed, a, b in named):
                count["other dates", "all"] += 1
                misses.append(f"other dates: article {number}, {date['text']!r} = {date['value']}")
        wanted = [at(q)[1:] for q in expected["quantities"] if q["seed"] == int(number)]
        for figure in record.get("quantities", []):
            if not any(a < figure["end"] and b > figure["start"] for a, b in wanted):
                count["other figures", "all"] += 1
                misses.append(f"other figures: article {number}, {figure['text']!r} {figure.get('kind')}")
    right, got, wanted = names(expected, found, misses)
    print("| seed articles | of | right |\n| --- | --: | --: |")
    for part in ("quantities", "traps", "dates"):
        print(f"| {part} | {count[part, 'all']} | {count[part, 'right']} |")
    print(f"| names | {wanted} | {right} |")
    print(f"\nNames: recall {right / wanted:.3f}, precision {right / max(got, 1):.3f}.")
    print(f"\nNot asked for: {count['other figures', 'all']} figures, {count['other dates', 'all']} dates.\n")
    for miss in misses:
        print("- " + miss)


if __name__ == "__main__":
    main()
