"""Corpora of bad input: empty and one-word articles, copies without end, one huge article, everything in one bucket."""
import json
import random
from typing import Callable, Dict, Iterator, List, Tuple

from articles import Writer
from languages import LANGUAGES
from vocabulary import Vocabulary

Lines = Iterator[Tuple[str, str]]


def lines(number: int, text: str, cluster: str, kind: str) -> Tuple[str, str]:
    """The two lines of an article."""
    name = f"b{number:08d}"
    fact = {"id": name, "cluster": cluster, "kind": kind, "of": None, "param": None, "lang": "en", "script": "Latin"}
    record = {"id": name, "lang": "en", "date": "2025-01-01", "publisher": "Bad", "title": "", "text": text}
    return json.dumps(record, ensure_ascii=False) + "\n", json.dumps(fact) + "\n"


def english() -> Writer:
    """Bad input is written in English."""
    return Writer(Vocabulary(LANGUAGES[0]), 3_000)


def short(count: int, seed: int) -> Lines:
    """Empty articles, blanks, single signs, and single words that are no copies unless they are the same."""
    rng = random.Random(seed)
    words = english().vocabulary.content
    for number in range(count):
        text = rng.choice(("", " ", "…", "\u00a0\n", "WORD", "WORD", "WORD WORD"))
        while "WORD" in text:
            text = text.replace("WORD", rng.choice(words), 1)
        yield lines(number, text, f"word {text}" if text.strip(" …\u00a0\n") else f"c{number}", "short")


def same(count: int, seed: int) -> Lines:
    """One article, over and over."""
    text = english().article(random.Random(seed)).text()
    for number in range(count):
        yield lines(number, text, "c0", "exact")


def huge(count: int, seed: int) -> Lines:
    """One article of 100 MB among ordinary ones; it holds the first of them."""
    rng, pen = random.Random(seed), english()
    first = pen.article(rng).text()
    yield lines(0, first, "c0", "base")
    yield lines(1, first + "\n\n" + "\n\n".join(pen.paragraphs(rng, 100_000_000)), "c0", "embed")
    for number in range(2, count):
        yield lines(number, pen.article(rng).text(), f"c{number}", "base")


def bucket(count: int, seed: int) -> Lines:
    """Articles that share a third of their text, so that all of them meet in the same buckets, and no two are copies."""
    rng, pen = random.Random(seed), english()
    common = pen.paragraphs(rng, 1_200)
    for number in range(count):
        own: List[str] = pen.paragraphs(rng, 2_300)
        yield lines(number, "\n\n".join(common + own), f"c{number}", "bucket")


KINDS: Dict[str, Callable[[int, int], Lines]] = {"short": short, "same": same, "huge": huge, "bucket": bucket}
