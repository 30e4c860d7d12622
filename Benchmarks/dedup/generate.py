"""Writes a corpus of near-duplicate news: python3 Benchmarks/dedup/generate.py FOLDER --articles 20000 [--seed 1]

FOLDER gets corpus.jsonl {"id","lang","date","publisher","title","text"} and truth.jsonl {"id","cluster","kind","of",
"param","lang","script"}. The texts are invented words in real sentence frames of 23 languages in 17 scripts; nothing is
taken from anywhere. Copies of an article lie within 5,000 articles of it. The same arguments give the same bytes,
whatever the number of jobs. `--bad KIND` writes a corpus of bad input instead.
"""
import argparse
import datetime
import functools
import json
import multiprocessing
import os
import pathlib
import random
from typing import Dict, Iterator, List, Tuple

import badinput
from articles import Article, Site, Writer
from edits import EDITS
from languages import LANGUAGES, Language
from reports import Series
from vocabulary import Vocabulary

BLOCK = 5_000
SITES = 5
# Of every hundred draws; copies are drawn with their original, so articles come out otherwise.
EVENTS = {"single": 60, "copies": 25, "template": 5, "topic": 4, "frame": 3, "intro": 3}
Draft = Tuple[Article, str, dict]


@functools.lru_cache(maxsize=None)
def writer(number: int, size: int) -> Writer:
    """The writer of a language."""
    return Writer(Vocabulary(LANGUAGES[number]), size)


@functools.lru_cache(maxsize=None)
def site(number: int, size: int, place: int) -> Site:
    """A publisher of a language."""
    pen = writer(number, size)
    return Site(pen, f"{pen.vocabulary.names[place]} {pen.language.code.upper()}")


@functools.lru_cache(maxsize=None)
def series(number: int, size: int, place: int) -> Series:
    """A series of reports of a language."""
    return Series(writer(number, size), place)


def framed(article: Article, where: Site) -> Article:
    """The article within its site."""
    return article._replace(head=where.head, foot=where.foot)


def copies(rng: random.Random, pen: Writer, where: List[Site]) -> List[Draft]:
    """An article and edited copies of it."""
    base = pen.article(rng)
    home = rng.choice(where)
    drafts: List[Draft] = [(base, home.name, {"kind": "base", "of": None, "param": None})]
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        kind = rng.choice(list(EDITS))
        other = rng.choice(where)
        edited = EDITS[kind](pen, rng, base, other)
        if edited:
            drafts.append((edited[0], other.name, {"kind": kind, "of": 0, "param": edited[1]}))
    return drafts


def longer(rng: random.Random, pen: Writer, passage: str) -> Article:
    """An article of which a passage, once it stands in it, is a third at most."""
    return pen.article(rng, max(pen.length(rng), 2 * len(passage.encode("utf-8"))))


def topic(rng: random.Random, pen: Writer, where: List[Site]) -> List[Draft]:
    """Stories of one topic: they share a paragraph of background, not more."""
    background = pen.paragraphs(rng, rng.randint(200, 500))[0]
    stories = [longer(rng, pen, background) for _ in range(rng.randint(2, 3))]
    for story in stories:
        story.lines.insert(rng.randint(1, len(story.lines)), background)
    return [(story, rng.choice(where).name, {"kind": "topic", "of": None, "param": None}) for story in stories]


def frames(rng: random.Random, pen: Writer, where: List[Site]) -> List[Draft]:
    """Short stories of one site, with all of its lines around them."""
    home = rng.choice(where)
    stories = [framed(pen.article(rng, rng.randint(500, 1400)), home) for _ in range(rng.randint(2, 5))]
    return [(story, home.name, {"kind": "frame", "of": None, "param": home.name}) for story in stories]


def intro(rng: random.Random, pen: Writer, where: List[Site]) -> List[Draft]:
    """Parts of a series: the first paragraph is the same, the rest is not."""
    first = pen.paragraphs(rng, 400)[0]
    home = rng.choice(where)
    stories = [longer(rng, pen, first) for _ in range(rng.randint(2, 4))]
    for story in stories:
        story.lines.insert(0, first)
    return [(story, home.name, {"kind": "intro", "of": None, "param": None}) for story in stories]


def event(rng: random.Random, size: int) -> Tuple[Language, List[Draft]]:
    """What is written about at once, and the language of it."""
    number = rng.randrange(len(LANGUAGES))
    pen = writer(number, size)
    where = [site(number, size, place) for place in range(SITES)]
    kind = rng.choices(list(EVENTS), list(EVENTS.values()))[0]
    several = {"copies": copies, "topic": topic, "frame": frames, "intro": intro}.get(kind)
    if several:
        return pen.language, several(rng, pen, where)
    if kind == "template":
        place = rng.randrange(12)
        reports = series(number, size, place).reports(rng, rng.randint(3, 7))
        fact = {"kind": "template", "of": None, "param": f"{pen.language.code}-{place}"}
        return pen.language, [(report, where[place % SITES].name, dict(fact)) for report in reports]
    home = rng.choice(where)
    article = pen.article(rng)
    if rng.random() < 0.15:
        article = framed(article, home)
    return pen.language, [(article, home.name, {"kind": "base", "of": None, "param": None})]


def block(task: Tuple[int, int, int, int]) -> Tuple[str, str]:
    """The lines of corpus and truth of one block."""
    seed, number, count, size = task
    rng = random.Random(f"{seed} {number}")
    drafts: List[Tuple[Article, dict, dict]] = []
    while len(drafts) < count:
        language, found = event(rng, size)
        found = found[: count - len(drafts)]
        first = len(drafts)
        day = rng.randrange(360)
        for place, (article, publisher, truth) in enumerate(found):
            together = truth["of"] is not None or (truth["kind"] == "base" and len(found) > 1)
            cluster = first if together else first + place
            later = place if truth["kind"] == "template" else rng.randint(0, 3) if truth["of"] is not None else 0
            date = datetime.date(2025, 1, 1) + datetime.timedelta(days=day + later)
            record = {"lang": language.code, "date": date.isoformat(), "publisher": publisher}
            truth = dict(truth, cluster=cluster, lang=language.code, script=language.script)
            if truth["of"] is not None:
                truth["of"] = first
            drafts.append((article, record, truth))
    order = list(range(len(drafts)))
    rng.shuffle(order)
    names: Dict[int, str] = {draft: f"n{number * BLOCK + place:08d}" for place, draft in enumerate(order)}
    corpus, truths = [], []
    for draft in order:
        article, record, truth = drafts[draft]
        line = {"id": names[draft], **record, "title": article.title, "text": article.text()}
        corpus.append(json.dumps(line, ensure_ascii=False))
        of = None if truth["of"] is None else names[truth["of"]]
        fact = {"id": names[draft], "cluster": f"c{number}-{truth['cluster']}", "kind": truth["kind"], "of": of,
                "param": truth["param"], "lang": truth["lang"], "script": truth["script"]}
        truths.append(json.dumps(fact, ensure_ascii=False))
    return "\n".join(corpus) + "\n", "\n".join(truths) + "\n"


def blocks(articles: int, seed: int, size: int, jobs: int) -> Iterator[Tuple[str, str]]:
    """All blocks, in order."""
    tasks = [(seed, number, min(BLOCK, articles - number * BLOCK), size) for number in range(-(-articles // BLOCK))]
    if jobs <= 1:
        yield from map(block, tasks)
        return
    with multiprocessing.Pool(jobs) as pool:
        yield from pool.imap(block, tasks)


def main() -> None:
    """Writes the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=3_000, help="mean bytes of an article")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--bad", choices=sorted(badinput.KINDS), help="bad input of this kind instead")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    written = (
        badinput.KINDS[options.bad](options.articles, options.seed) if options.bad
        else blocks(options.articles, options.seed, options.size, options.jobs)
    )
    with open(options.folder / "corpus.jsonl", "w", encoding="utf-8") as corpus:
        with open(options.folder / "truth.jsonl", "w", encoding="utf-8") as truth:
            for texts, facts in written:
                corpus.write(texts)
                truth.write(facts)


if __name__ == "__main__":
    main()
