"""Reports written from one template: the same sentences every day, with other figures, names and dates.

They are the hard part of the corpus: alike in nearly all words, and not one of them a copy of another.
"""
import random
from typing import List, Tuple

from articles import Article, Writer
from vocabulary import parse

KINDS = ["weather", "market", "sport", "obituary"]
SLOTS = ["{N}", "{N}", "{F}", "{P}", "{L}"]
FIGURES = "NFP"


class Series:
    """A series of reports; languages without written templates, and the higher places, have invented ones."""

    def __init__(self, writer: Writer, place: int) -> None:
        self.writer = writer
        rng = random.Random(f"series {writer.language.code} {place}")
        written = [writer.language.reports[kind] for kind in KINDS if kind in writer.language.reports]
        self.sentences = written[place] if place < len(written) else self.invented(rng)
        self.place = rng.choice(writer.vocabulary.names)
        self.name = writer.title(rng)

    def invented(self, rng: random.Random) -> List[str]:
        """Sentences with six or more figures among them; fewer would tell nothing."""
        sentences: List[str] = []
        length = rng.randint(6, 12)
        while len(sentences) < length or sum(s.count("{" + kind) for s in sentences for kind in FIGURES) < 6:
            sentences.append(self.invent(rng))
        return sentences

    def invent(self, rng: random.Random) -> str:
        """A sentence with up to three slots."""
        words = self.writer.vocabulary.draw(rng, rng.randint(10, 20))
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            slot = rng.choice(SLOTS)
            words.insert(rng.randint(1, len(words)), slot if self.writer.language.glue else f" {slot} ")
        return self.writer.sentence(words)

    def reports(self, rng: random.Random, count: int) -> List[Article]:
        """Reports of neighbouring days; at most three in ten figures of one are those of the one before."""
        result: List[Article] = []
        last: List[str] = []
        stay = rng.choice((0.0, 0.1, 0.2, 0.3))
        for _ in range(count):
            lines, last = self.report(rng, last, stay)
            gap = self.writer.language.glue and " "
            paragraphs = [gap.join(lines[start : start + 2]) for start in range(0, len(lines), 2)]
            result.append(Article(f"{self.name} {self.place}", "", paragraphs))
        return result

    def report(self, rng: random.Random, last: List[str], stay: float) -> Tuple[List[str], List[str]]:
        """The sentences of one report, and its figures."""
        figures: List[str] = []
        same = set(rng.sample(range(len(last)), int(len(last) * stay)))
        lines = []
        for sentence in self.sentences:
            text = ""
            for fixed, kind in parse(sentence):
                text += fixed
                if kind and kind in FIGURES:
                    place = len(figures)
                    figures.append(last[place] if place in same else self.writer.vocabulary.slot(rng, kind))
                    text += figures[-1]
                elif kind:
                    text += self.writer.vocabulary.slot(rng, kind)
            lines.append(text)
        return lines, figures
