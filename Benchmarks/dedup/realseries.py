"""Reports of a series over real text: the same sentences with other figures, tables of names and figures, lists of cases."""
import random
import re
from typing import Callable, List, Tuple

from realedits import Story
from realtexts import Source


def figure(rng: random.Random) -> str:
    """A figure of any size."""
    return rng.choice((str(rng.randint(1, 60)), f"{rng.randint(1, 99)}.{rng.randint(0, 9)}", str(rng.randint(100, 9000))))


def prose(source: Source, rng: random.Random, keep: float, days: int) -> List[List[str]]:
    """Running text with six to twenty-five figures; so many of the day before's stay."""
    body = re.sub(r"\d[\d.,]*", "", " ¶ ".join(source.body(rng, rng.randint(700, 2500))))
    parts = source.split(body)
    places = sorted(rng.sample(range(1, len(parts)), min(len(parts) // 6, rng.randint(6, 25))))
    figures = [figure(rng) for _ in places]
    reports = []
    for _ in range(days):
        figures = [old if rng.random() < keep else figure(rng) for old in figures]
        new = list(parts)
        for place, value in zip(places, figures):
            new[place] += f" {value} "
        reports.append([line.strip() for line in source.glue.join(new).split("¶") if line.strip()])
    return reports


def table(source: Source, rng: random.Random, keep: float, days: int) -> List[List[str]]:
    """Markets or weather: names with a figure or two, small ones, of which some are the same by chance, and a sentence of the day."""
    names = [word for word in rng.sample(source.words, min(200, len(source.words))) if len(word) > 1][: rng.randint(8, 20)]
    low = rng.choice((2, 10, 100, 1000))
    last = [rng.randint(low, low * 9) for _ in names]
    head, foot = source.body(rng, 500), source.body(rng, 400)
    reports = []
    for _ in range(days):
        last = [value if rng.random() < keep else max(1, value + rng.randint(-low, low)) for value in last]
        rows = [f"{name} {value} ({rng.choice('+-')}{rng.randint(0, 4)},{rng.randint(0, 9)} %)" for name, value in zip(names, last)]
        reports.append(head + rows + ([rng.choice(source.sentences)] if rng.random() < 0.5 else []) + foot)
    return reports


def cases(source: Source, rng: random.Random, keep: float, days: int) -> List[List[str]]:
    """Court, sport or election lists: the same phrases with other names and figures in every line."""
    phrases = [source.split(rng.choice(source.sentences))[:12] for _ in range(rng.randint(2, 4))]
    head = source.body(rng, 400)
    reports = []
    for _ in range(days):
        rows = []
        for _ in range(rng.randint(8, 14)):
            phrase = list(rng.choice(phrases))
            for _ in range(rng.randint(1, 3)):
                phrase[rng.randrange(len(phrase))] = rng.choice(source.words)
            rows.append(source.glue.join(phrase) + f" {rng.randint(1, 90)}:{rng.randint(1, 90)}")
        reports.append(head + rows)
    return reports


KINDS: List[Callable[[Source, random.Random, float, int], List[List[str]]]] = [prose, prose, table, cases]


def series(source: Source, rng: random.Random) -> Tuple[List[Story], str]:
    """Reports of one series, and what they are: the kind and the share of figures that stay from day to day."""
    keep = rng.choice((0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6))
    kind = rng.choice(KINDS)
    title = source.title(rng)
    return [Story(title, lines) for lines in kind(source, rng, keep, rng.randint(2, 6))], f"{kind.__name__} {keep}"
