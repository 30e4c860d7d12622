"""Invented words of a language, drawn with the frequencies of Zipf's law, and figures, names and dates in its forms."""
import random
from typing import Dict, List, Tuple

from languages import HAN, Language

SIZE = 40_000
TABLE = 1 << 18
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニノハヒフマミムメモラリルレロン"
DATES = {"Han": "{m}{d}日", "Kana": "{m}{d}日", "Hangul": "{m} {d}일", "es": "{d} de {m}", "de": "{d}. {m}", "en": "{d} {m}"}


def syllables(text: str) -> List[str]:
    """The parts of a blank-separated list; `-` is the empty one."""
    return ["" if part == "-" else part for part in text.split()] or [""]


class Vocabulary:
    """Words of one language with their frequencies; the same for every seed of a corpus."""

    def __init__(self, language: Language) -> None:
        self.language = language
        rng = random.Random(f"vocabulary {language.code}")
        little = language.words.split()
        words = dict.fromkeys(little)
        while len(words) < SIZE:
            words.setdefault(self.invent(rng, len(words)))
        self.words = list(words)
        self.content = self.words[len(little) :]
        # Little words take what they take in real text; the rest falls with its rank.
        weights = [1.0 / (rank + 3) for rank in range(len(self.words))]
        total = sum(weights)
        # Each word as often as its share of the table says; drawing is then one look, and the rarest come once.
        self.table = [word for word, weight in zip(self.words, weights) for _ in range(max(1, round(weight / total * TABLE)))]
        capital = language.script in ("Latin", "Cyrillic", "Greek", "Armenian")
        names = [word for word in self.content[200:6200] if len(word) > 3 or language.glue == ""]
        self.names = [name.capitalize() if capital else name for name in names]
        self.months = language.months.split()
        self.capital = capital

    def invent(self, rng: random.Random, known: int) -> str:
        """A word that nobody speaks; frequent ones are shorter."""
        language = self.language
        if language.script in ("Han", "Kana"):
            if language.script == "Kana" and rng.random() < 0.3:
                return "".join(rng.choices(KATAKANA, k=rng.randint(2, 5)))
            return "".join(rng.choices(HAN, k=rng.choice((1, 2, 2, 2, 3) if known < 2000 else (2, 2, 3, 3))))
        if language.script == "Hangul":
            blocks = [chr(0xAC00 + rng.randrange(19) * 588 + rng.randrange(21) * 28 + rng.choice((0, 0, 0, 1, 4, 8, 16, 21)))
                      for _ in range(rng.choice((1, 2, 2, 3)))]
            return "".join(blocks) + rng.choice(("", "은", "는", "이", "가", "을", "를", "에", "의", "로"))
        onsets, vowels, codas = (syllables(part) for part in (language.onsets, language.vowels, language.codas))
        count = rng.choice((1, 2, 2, 3) if known < 2000 else (2, 2, 3, 3, 4))
        return "".join(rng.choice(onsets) + rng.choice(vowels) + rng.choice(codas) for _ in range(count))

    def draw(self, rng: random.Random, count: int) -> List[str]:
        """Running words."""
        return rng.choices(self.table, k=count)

    def count(self, rng: random.Random) -> str:
        """A whole number between 3 and some millions, small ones more often."""
        digits = rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7))
        value = rng.randint(3, 9) if digits == 1 else rng.randint(10 ** (digits - 1), 10**digits - 1)
        return f"{value:,}".replace(",", self.language.thousands) if value > 9999 else str(value)

    def decimal(self, rng: random.Random) -> str:
        """A number with a fraction."""
        return f"{rng.randint(2, 999)}{self.language.point}{rng.randint(1, 99)}"

    def person(self, rng: random.Random) -> str:
        """A name of two words."""
        return self.language.glue.join(rng.choices(self.names, k=2))

    def date(self, rng: random.Random) -> str:
        """A day of the year as the language writes it."""
        if not self.months:
            return f"{rng.randint(1, 28)}/{rng.randint(1, 12)}"
        form = DATES.get(self.language.code) or DATES.get(self.language.script) or "{d} {m}"
        return form.format(d=rng.randint(1, 28), m=rng.choice(self.months))

    def slot(self, rng: random.Random, kind: str) -> str:
        """What fills a slot of a frame."""
        if kind == "W":
            return rng.choice(self.content) if rng.random() < 0.3 else self.draw(rng, 1)[0]
        if kind == "N":
            return self.count(rng)
        if kind == "F":
            return self.decimal(rng)
        if kind == "P":
            return str(rng.randint(2, 98)) if rng.random() < 0.6 else f"{rng.randint(1, 98)}{self.language.point}{rng.randint(1, 9)}"
        if kind == "D":
            return self.date(rng)
        if kind == "Y":
            return str(rng.randint(1920, 1965))
        if kind == "L":
            return rng.choice(self.names)
        if kind == "A":
            return self.person(rng)
        if kind == "X":
            return self.names[rng.randrange(40)]
        if kind in "QT":
            return self.language.glue.join(self.draw(rng, rng.randint(6, 16)))
        raise ValueError(kind)


Frame = List[Tuple[str, str]]
PARSED: Dict[str, Frame] = {}


def parse(frame: str) -> Frame:
    """A frame as text and the slot behind it, the last with none."""
    if frame not in PARSED:
        parts = []
        for piece in frame.split("{"):
            head, closed, tail = piece.partition("}")
            if closed and parts:
                parts[-1] = (parts[-1][0], head)
                parts.append((tail, ""))
            else:
                parts.append((piece, ""))
        PARSED[frame] = parts
    return PARSED[frame]


def fill(vocabulary: Vocabulary, rng: random.Random, frame: str) -> str:
    """A frame with its slots filled."""
    result = []
    for text, kind in parse(frame):
        result.append(text)
        if kind:
            result.append(vocabulary.slot(rng, kind))
    return "".join(result)
