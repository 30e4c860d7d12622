"""Writes stories in ten languages, or scores what deduplicate found of them.

    python3 Benchmarks/dedup/translations.py write FOLDER [--stories 400] [--seed 1]
    python3 Benchmarks/dedup/translations.py parallel FOLDER [--seed 1]
    python3 Benchmarks/dedup/translations.py score ASSAY FOLDER [--stages "normalize, language, dates, numbers, entities"] [--wrong N]

A story is written in one to six languages: other sentences left out, figures in each language's way, now and then rounded or in
words, up to three days later. Around them are others that must not be taken for translations: tomorrow's report of the same event
with part of the figures changed (`next`), another event of the same place and day (`place`), stories that repeat the same official
statistics (`statistics`), and daily weather reports. `score` counts pairs of articles of two languages in one cluster, and
separately each article labelled `translation` with its kept one. `parallel` makes six stories of eight sentences each in 28
languages instead, from the sentences of Benchmarks/parallel.tsv.
"""
import argparse
import collections
import datetime
import functools
import itertools
import json
import pathlib
import random
import re
import subprocess
import tempfile

from articles import Writer
from languages import LANGUAGES as INVENTED
from vocabulary import Vocabulary
from translation_frames import (BACKGROUND, FACTS, LANGUAGES, PERSONS, PLACES, SERIES, SERIES_FACTS, STORIES)

GROUPING = {"en": ",", "de": ".", "fr": "\u202f", "es": ".", "uk": "\u00a0", "ru": "\u00a0", "pl": "\u00a0", "zh": "", "ar": ",", "tr": "."}
MILLION = {"en": "million", "de": "Millionen", "fr": "millions", "es": "millones", "uk": "млн", "ru": "млн", "pl": "mln", "ar": "مليون", "tr": "milyon"}
EURO = {"en": "{} euros", "de": "{} Euro", "fr": "{} d'euros", "es": "{} de euros", "uk": "{} євро", "ru": "{} евро", "pl": "{} euro", "zh": "{}欧元", "ar": "{} يورو", "tr": "{} avro"}
PERCENT = {"en": "{}%", "de": "{} Prozent", "fr": "{}\u00a0%", "es": "{} %", "uk": "{}%", "ru": "{}%", "pl": "{} proc.", "zh": "{}%", "ar": "{}%", "tr": "yüzde {}"}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
DAY = {"en": "{d} {m}", "de": "{d}. {m}", "fr": "{d} {m}", "es": "{d} de {m}", "uk": "{d} {m}", "ru": "{d} {m}", "pl": "{d} {m}", "ar": "{d} {m}", "tr": "{d} {m}"}
WORDS = {12: "twelve zwölf douze doce дванадцять двенадцать dwanaście 十二 - on~iki",
         20: "twenty zwanzig vingt veinte двадцять двадцать dwadzieścia 二十 عشرين yirmi",
         25: "twenty-five fünfundzwanzig vingt-cinq veinticinco двадцять~п’ять двадцать~пять dwadzieścia~pięć 二十五 - yirmi~beş",
         30: "thirty dreißig trente treinta тридцять тридцать trzydzieści 三十 ثلاثين otuz",
         40: "forty vierzig quarante cuarenta сорок сорок czterdzieści 四十 أربعين kırk",
         50: "fifty fünfzig cinquante cincuenta п’ятдесят пятьдесят pięćdziesiąt 五十 خمسين elli"}
SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")


def mark(language):
    """The decimal mark of a language."""
    return "." if language in ("en", "zh", "ar") else ","


def tenths(value, language):
    """A value in tenths as a decimal."""
    whole, rest = divmod(value, 10)
    return f"{whole}{mark(language)}{rest}" if rest else str(whole)


def grouped(value, language):
    """A whole number with the separators of a language."""
    if value < 10_000 and language in ("es", "pl", "zh"):
        return str(value)
    return f"{value:,}".replace(",", GROUPING[language])


def millions(value, language):
    """`value` is in tenths of a million."""
    return f"{value * 10}万" if language == "zh" else f"{tenths(value, language)} {MILLION[language]}"


def figure(rng, kind, value, language):
    """A figure as a language writes it, at times in words or in digits of its own."""
    if kind == "int":
        words = WORDS.get(value)
        if words and rng.random() < 0.5:
            word = words.split()[LANGUAGES.index(language)].replace("~", " ")
            if word != "-":
                return word
        if language == "zh" and value >= 10_000 and value % 1000 == 0:
            return f"{tenths(value // 1000, language)}万"
        text = grouped(value, language)
        return text.translate({0x30 + d: 0x660 + d for d in range(10)} | {0x2C: 0x66C}) if language == "ar" and rng.random() < 0.3 else text
    if kind == "percent":
        return PERCENT[language].format(tenths(value, language))
    if kind == "decimal":
        return tenths(value, language)
    if kind == "million":
        return millions(value, language)
    if language == "zh":
        return EURO[language].format(f"{value * 100}万")
    return EURO[language].format(f"{grouped(value, language)} {MILLION[language]}")


class Event:
    """What happened: figures, place, person, day."""

    def __init__(self, rng, kind, facts, day, place=None):
        self.kind, self.day = kind, day
        self.place = place if place is not None else rng.randrange(len(PLACES))
        self.person = rng.randrange(len(PERSONS))
        self.values = {name: (unit, rng.randint(low, high)) for name, unit, low, high in facts}
        # Reporters like round figures.
        for name, (unit, value) in self.values.items():
            if unit == "int" and value > 1000 and rng.random() < 0.5:
                self.values[name] = (unit, round(value, -2))

    def next_day(self, rng, facts):
        """The report of the day after: some of the figures changed."""
        other = Event(rng, self.kind, facts, self.day + datetime.timedelta(days=rng.randint(1, 3)), self.place)
        other.person = self.person
        changed = rng.uniform(0.3, 0.7)
        for name, value in self.values.items():
            if rng.random() > changed:
                other.values[name] = value
        return other

    def fill(self, rng, sentence, language):
        place = LANGUAGES.index(language)

        def text(match):
            name, kind = match.groups()
            if name == "place":
                return PLACES[self.place][place]
            if name == "person":
                return PERSONS[self.person][place]
            if kind == "day":
                if language == "zh":
                    return f"{self.day.month}月{self.day.day}日"
                return DAY[language].format(d=self.day.day, m=MONTHS[language].split()[self.day.month - 1])
            return figure(rng, kind, self.values[name][1], language)
        filled = SLOT.sub(text, sentence)
        return filled[0].upper() + filled[1:]


@functools.lru_cache(maxsize=None)
def writer(language):
    """Writes sentences of invented words, without figures."""
    return Writer(Vocabulary(next(l for l in INVENTED if l.code == language)), 1000)


def story(rng, event, language, background=None):
    """One article: most of the sentences, in order, now and then two of them exchanged, among sentences of its own.

    Those are invented words: two articles of one language would else be reports of one series.
    """
    sentences = STORIES[event.kind][language]
    left_out = set(rng.sample(range(1, len(sentences)), rng.choice((0, 0, 1, 1, 2))))
    lines = [event.fill(rng, s, language) for i, s in enumerate(sentences) if i not in left_out]
    if rng.random() < 0.3:
        place = rng.randrange(1, len(lines) - 1)
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
    if background:
        lines.insert(rng.randint(1, len(lines)), background.fill(rng, BACKGROUND[language], language))
    if rng.random() < 0.1:
        event = rounded(event)
        lines[0] = event.fill(rng, sentences[0], language)
    pen = writer(language)
    for _ in range(rng.randint(5, 10)):
        lines.insert(rng.randint(1, len(lines)), pen.sentence(pen.vocabulary.draw(rng, rng.randint(8, 20))))
    half = len(lines) // 2
    between = "" if language == "zh" else " "
    return between.join(lines[:half]) + "\n\n" + between.join(lines[half:])


def rounded(event):
    """The event as told by somebody who rounds."""
    copy = Event.__new__(Event)
    copy.__dict__.update(event.__dict__)
    copy.values = {k: (u, round(v, -1) if u == "int" and v > 100 else v) for k, (u, v) in event.values.items()}
    return copy


def write(folder, stories, seed):
    """Writes stories and what must not be taken for their translations."""
    rng = random.Random(seed)
    out, number = [], 0
    start = datetime.date(2024, 1, 1)
    background = Event(rng, "", [("x", "million", 110, 900), ("y", "percent", 410, 890), ("z", "euro", 21000, 98000)], start)

    def add(event, languages, kind, text):
        nonlocal number
        number += 1
        for language in languages:
            published = event.day + datetime.timedelta(days=rng.choice((0, 0, 0, 1, 2, 3)))
            out.append(({"date": published.isoformat(), "lang": language, "text": text(language)}, {"story": number, "kind": kind, "lang": language}))

    for _ in range(stories):
        kind = rng.choice(list(STORIES))
        event = Event(rng, kind, FACTS[kind], start + datetime.timedelta(days=rng.randrange(120)))
        repeats = background if rng.random() < 0.15 else None
        languages = rng.sample(LANGUAGES, rng.choice((1, 1, 1, 2, 2, 3, 4, 6)))
        add(event, languages, "statistics" if repeats else "story", lambda l: story(rng, event, l, repeats))
        if rng.random() < 0.3:
            later = event.next_day(rng, FACTS[kind])
            add(later, rng.sample(LANGUAGES, rng.choice((1, 1, 2, 3))), "next", lambda l: story(rng, later, l))
        if rng.random() < 0.2:
            other = rng.choice([k for k in STORIES if k != kind])
            beside = Event(rng, other, FACTS[other], event.day, event.place)
            add(beside, rng.sample(LANGUAGES, rng.choice((1, 2))), "place", lambda l: story(rng, beside, l))
    for _ in range(stories // 4):
        event = Event(rng, "weather", SERIES_FACTS["weather"], start + datetime.timedelta(days=rng.randrange(120)))
        add(event, rng.sample(LANGUAGES, rng.choice((1, 1, 2, 3))), "weather", lambda l: event.fill(rng, SERIES["weather"][l], l))
    save(rng, folder, out)


def parallel(folder, seed):
    """Stories of the sentences that stand in every language, the same ones in the same order."""
    rng = random.Random(seed)
    sentences = collections.defaultdict(dict)
    table = pathlib.Path(__file__).resolve().parent.parent / "parallel.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.count("\t") != 2 or line.startswith("#"):
            continue
        number, language, text = line.split("\t")
        if language not in ("=", "language"):
            sentences[number][language] = text
    numbers = sorted(sentences)
    rng.shuffle(numbers)
    out = []
    for number in range(0, len(numbers), 8):
        chosen = numbers[number:number + 8]
        for language in sentences[chosen[0]]:
            published = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(4))
            text = (" " if language not in ("zh", "ja") else "").join(sentences[n][language] for n in chosen)
            out.append(({"date": published.isoformat(), "lang": language, "text": text}, {"story": number, "kind": "story", "lang": language}))
    save(rng, folder, out)


def save(rng, folder, out):
    rng.shuffle(out)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "corpus.jsonl", "w", encoding="utf-8") as corpus, open(folder / "truth.jsonl", "w", encoding="utf-8") as truth:
        for index, (record, fact) in enumerate(out):
            name = f"t{index:06d}"
            corpus.write(json.dumps({"id": name, **record}, ensure_ascii=False) + "\n")
            truth.write(json.dumps({"id": name, **fact}, ensure_ascii=False) + "\n")


def label(assay, corpus, stages):
    """What deduplicate says of each article, by id."""
    with tempfile.TemporaryDirectory() as scratch:
        pipeline = pathlib.Path(scratch) / "pipeline.yaml"
        pipeline.write_text(
            "assay: 1\nname: translations\nread: x\n"
            f"stages: [{stages}, deduplicate]\nwrite:\n  - {{ path: out.jsonl, text: none, fields: [id, language, duplicate] }}\n",
            encoding="utf-8")
        subprocess.run([assay, "run", pipeline, corpus, "-o", f"{scratch}/out"], check=True, stdout=subprocess.DEVNULL)
        with open(f"{scratch}/out/out.jsonl", encoding="utf-8") as lines:
            return {r["id"]: r for r in map(json.loads, lines)}


def score(assay, folder, stages, show):
    """Prints how many pairs and labels are right, and examples of those that are not."""
    truth = {r["id"]: r for r in map(json.loads, open(folder / "truth.jsonl", encoding="utf-8"))}
    texts = {r["id"]: r["text"] for r in map(json.loads, open(folder / "corpus.jsonl", encoding="utf-8"))}
    found = label(assay, folder / "corpus.jsonl", stages)
    by_story, by_cluster = collections.defaultdict(list), collections.defaultdict(list)
    for name, fact in truth.items():
        by_story[fact["story"]].append(name)
        duplicate = found[name].get("duplicate")
        if duplicate and (duplicate.get("kind") != "template"):
            by_cluster[duplicate["cluster"]].append(name)

    def pairs(groups):
        return {(a, b) for group in groups.values() for a, b in itertools.combinations(sorted(group), 2)
                if truth[a]["lang"] != truth[b]["lang"]}
    expected, answered = pairs(by_story), pairs(by_cluster)
    right = expected & answered
    labelled = [(name, r["duplicate"]["kept"]) for name, r in found.items() if (r.get("duplicate") or {}).get("kind") == "translation"]
    wrong = [(a, b) for a, b in labelled if truth[a]["story"] != truth[b]["story"]]
    same = sum(found[a]["language"] == found[b]["language"] for a, b in labelled)
    print(f"{len(truth)} articles, {len(expected)} pairs of translations; labelled {len(labelled)}")
    print(f"pairs in one cluster: precision {len(right) / max(1, len(answered)):.3f}, recall {len(right) / max(1, len(expected)):.3f}")
    print(f"labels: precision {1 - len(wrong) / max(1, len(labelled)):.3f}; of one language {same}")
    for kind in ("story", "statistics", "next", "place", "weather"):
        all_ = {p for p in expected if truth[p[0]]["kind"] == kind}
        false = {p for p in answered - expected if kind in (truth[p[0]]["kind"], truth[p[1]]["kind"])}
        print(f"  {kind}: recall {len(all_ & answered) / max(1, len(all_)):.3f} of {len(all_)}; false pairs {len(false)}")
    print("recall by language:", ", ".join(
        f"{l} {len([p for p in right if l in (truth[p[0]]['lang'], truth[p[1]]['lang'])]) / max(1, len([p for p in expected if l in (truth[p[0]]['lang'], truth[p[1]]['lang'])])):.2f}"
        for l in sorted({f["lang"] for f in truth.values()})))
    for a, b in list(wrong)[:show]:
        print("\nWRONG", truth[a], truth[b], found[a]["duplicate"].get("shares"), found[a]["duplicate"]["similarity"])
        print(texts[a], "\n--\n", texts[b])
    missed = sorted(expected - answered)
    for a, b in missed[:show]:
        print("\nMISSED", truth[a], found[a].get("language"), truth[b], found[b].get("language"), found[a].get("duplicate"), found[b].get("duplicate"))
        print(texts[a], "\n--\n", texts[b])


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write")
    writing.add_argument("folder", type=pathlib.Path)
    writing.add_argument("--stories", type=int, default=400)
    writing.add_argument("--seed", type=int, default=1)
    sentences = commands.add_parser("parallel")
    sentences.add_argument("folder", type=pathlib.Path)
    sentences.add_argument("--seed", type=int, default=1)
    scoring = commands.add_parser("score")
    scoring.add_argument("assay")
    scoring.add_argument("folder", type=pathlib.Path)
    scoring.add_argument("--stages", default="normalize, language, dates, numbers, entities")
    scoring.add_argument("--wrong", type=int, default=0, help="how many wrong and missed pairs to print")
    arguments = parser.parse_args()
    if arguments.command == "write":
        write(arguments.folder, arguments.stories, arguments.seed)
    elif arguments.command == "parallel":
        parallel(arguments.folder, arguments.seed)
    else:
        score(arguments.assay, arguments.folder, arguments.stages, arguments.wrong)


if __name__ == "__main__":
    main()
