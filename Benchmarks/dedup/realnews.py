"""Writes a corpus of edited real articles: python3 Benchmarks/dedup/realnews.py FOLDER --articles 20000 [--seed 1]

The texts come from ../shared/data (or $ASSAY_SHARED), which is not ours: keep what this writes out of every repository.
FOLDER gets corpus.jsonl and truth.jsonl as `generate.py` writes them. Each paragraph is told once while there are any; then
articles are made of shuffled sentences.
"""
import argparse
import datetime
import json
import math
import pathlib
import random
from typing import Dict, List, Optional, Tuple

from realedits import EDITS, Story
from realtexts import Source, paragraphs
from realseries import series

# As often as the note has them, and the kinds that it hasn't.
WEIGHTS = {
    "boiler": 12, "headline": 9, "drop": 9, "trunc": 6, "embed": 5, "words5": 3, "words10": 3, "words20": 3, "words30": 3,
    "ocr": 3, "reorder": 3, "mixed": 6, "punct": 6, "agency": 3, "captions": 3, "update": 5,
}
EVENTS = {"single": 52, "copies": 30, "template": 4, "frame": 4, "quote": 4, "topic": 3, "intro": 3, "digest": 1}
Draft = Tuple[Story, str, dict]


def length(rng: random.Random) -> int:
    """Bytes of an article: 400 to 18,000, most about 2,500."""
    return int(min(18_000, max(400, 2_300 * math.exp(rng.gauss(0, 0.7)))))


def story(source: Source, rng: random.Random, size: Optional[int] = None) -> Story:
    """A new article."""
    return Story(source.title(rng), source.body(rng, size or length(rng)))


def fact(kind: str, of: Optional[int] = None, param: object = None) -> dict:
    """The truth about a draft; `of` counts within its event."""
    return {"kind": kind, "of": of, "param": param}


def copies(source: Source, rng: random.Random) -> List[Draft]:
    """An article, copies and copies of copies."""
    drafts: List[Draft] = [(story(source, rng), source.language, fact("base"))]
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 3, 4, 5, 7))):
        of = rng.randrange(len(drafts)) if rng.random() < 0.25 else 0
        if drafts[of][2]["kind"] in ("trunc", "embed", "words20", "words30", "ocr", "drop"):
            of = 0
        kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        edited = EDITS[kind](source, rng, drafts[of][0])
        if edited and edited[0].size > 250:
            drafts.append((edited[0], source.language, fact(kind, of, edited[1])))
    return drafts


def frame(source: Source, rng: random.Random) -> List[Draft]:
    """Short stories of one site, with all of its lines around them."""
    place = rng.randrange(4)
    own = random.Random(f"{source.language} {place}")
    lines = [source.title(own) for _ in range(own.randint(8, 16))]
    cut = len(lines) // 2
    drafts = []
    for _ in range(rng.randint(2, 4)):
        new = story(source, rng, rng.randint(400, 1500))
        new = new._replace(lines=lines[:cut] + new.lines + lines[cut:])
        drafts.append((new, f"{source.language}{place}", fact("frame", None, f"{source.language}{place}")))
    return drafts


def shared(kind: str, source: Source, rng: random.Random) -> List[Draft]:
    """Different stories with one paragraph in common: a quotation, the background of a topic, an introduction."""
    common = source.paragraph(rng)
    drafts = []
    for _ in range(rng.randint(2, 4)):
        new = story(source, rng, max(length(rng), 2 * len(common.encode("utf-8"))))
        place = 0 if kind == "intro" else rng.randint(1, len(new.lines))
        drafts.append((new._replace(lines=new.lines[:place] + [common] + new.lines[place:]), source.language, fact(kind)))
    return drafts


def digest(source: Source, rng: random.Random) -> List[Draft]:
    """Briefs, and one article that has all of them. It is no copy of any."""
    briefs = [story(source, rng, rng.randint(400, 700)) for _ in range(rng.randint(5, 9))]
    whole = Story(source.title(rng), [line for brief in briefs for line in [brief.title, *brief.lines]])
    return [(draft, source.language, fact("digest")) for draft in [whole, *briefs[: rng.randint(1, 4)]]]


def templates(source: Source, rng: random.Random) -> List[Draft]:
    """Reports of neighbouring days."""
    reports, keep = series(source, rng)
    return [(report, source.language, fact("template", None, keep)) for report in reports]


def event(source: Source, rng: random.Random) -> List[Draft]:
    """What is written about at once."""
    kind = rng.choices(list(EVENTS), list(EVENTS.values()))[0]
    if kind == "single":
        return [(story(source, rng), source.language, fact("base"))]
    several = {"copies": copies, "frame": frame, "digest": digest, "template": templates}.get(kind)
    return several(source, rng) if several else shared(kind, source, rng)


def main() -> None:
    """Writes the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    sources = [Source(language, texts, rng) for language, texts in paragraphs().items()]
    weights = [math.sqrt(len(source.fresh)) for source in sources]
    # Where all is told, sentences come as often in every language.
    again = [float(len(source.sentences)) for source in sources]
    drafts: List[Tuple[Story, str, dict, str]] = []
    dates: List[datetime.date] = []
    events = 0
    while len(drafts) < options.articles:
        left = [weight if not source.is_used_up else 0.0 for source, weight in zip(sources, weights)]
        source = rng.choices(sources, left if any(left) else again)[0]
        first = len(drafts)
        events += 1
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=rng.randrange(300))
        found = event(source, rng)
        for place, (new, publisher, truth) in enumerate(found):
            together = truth["of"] is not None or truth["kind"] == "base"
            truth["cluster"] = f"c{first}" if together else f"c{first + place}"
            truth["of"] = None if truth["of"] is None else first + truth["of"]
            if truth["kind"] == "template":
                truth["param"] = f"s{events} {truth['param']}"
            drafts.append((new, publisher, truth, source.language))
            dates.append(day + datetime.timedelta(days=place if truth["kind"] == "template" else rng.randint(0, 3) if place else 0))
    order = list(range(len(drafts)))
    rng.shuffle(order)
    names: Dict[int, str] = {draft: f"r{place:07d}" for place, draft in enumerate(order)}
    options.folder.mkdir(parents=True, exist_ok=True)
    told = sum(source.is_used_up for source in sources)
    print(f"{len(sources)} languages, {told} of them told to the end; {len(drafts)} articles")
    with open(options.folder / "corpus.jsonl", "w", encoding="utf-8") as corpus:
        with open(options.folder / "truth.jsonl", "w", encoding="utf-8") as truths:
            for draft in order:
                new, publisher, truth, language = drafts[draft]
                of = None if truth["of"] is None else names[truth["of"]]
                record = {"id": names[draft], "lang": language, "date": dates[draft].isoformat(), "publisher": publisher,
                          "title": new.title, "text": "\n\n".join(new.lines)}
                corpus.write(json.dumps(record, ensure_ascii=False) + "\n")
                line = {"id": names[draft], "cluster": truth["cluster"], "kind": truth["kind"], "of": of,
                        "param": truth["param"], "lang": language, "script": language}
                truths.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
