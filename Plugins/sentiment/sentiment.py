"""Scores the tone of news by lists of words: a stage for Assay, and an example of one in Python.

    python3 sentiment.py --try 'This is not good, it is terrible.'
    python3 sentiment.py --language uk --try 'Це дуже добре.'
"""

import os
import re
import sys
from itertools import compress
from typing import Dict, List, NamedTuple, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
# In Assay's repository assay_stage lies next door. Elsewhere it is installed, or a copy stands beside this file; both go first.
sys.path.append(os.path.join(HERE, "..", "python"))

from assay_stage import BadOption, Document, Options, run  # noqa: E402

LANGUAGES = ("en", "uk", "de")
#: A negation reaches so many words on, and what strengthens a word so many.
NEGATION_WINDOW = 3
STRENGTH_WINDOW = 2
#: "Not good" is less than "bad".
NEGATED = -0.5
#: No word is longer; what is, is no word but a link or a script without blanks.
LONGEST_WORD = 40
MOST_REMEMBERED = 300_000

CLAUSE_END = re.compile(r"[.,;:!?…()\n]|\s[–—-]\s")
AROUND_WORDS = re.compile(r"^\W+|\W+$")


class Entry(NamedTuple):
    """What the list says about a word as it stands in a text, and where the word is between quotes and commas."""

    role: str  # "tone", "not" or "strength"
    weight: float
    lead: int
    length: int
    closes: bool  # a clause ends behind it


class Lexicon(dict):
    """Words as they stand in texts, with case and punctuation folded once and then remembered: look-ups are look-ups of a dict."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: Dict[str, tuple] = {}
        self.inflected: Dict[str, tuple] = {}
        self.stems: Dict[str, tuple] = {}
        self.endings: frozenset = frozenset()

    def read(self, path: str, threshold: float) -> "Lexicon":
        """Adds the words of a list; a later list goes before an earlier one."""
        with open(path, encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                line = line.strip()
                if not line or line.startswith("#"):
                    continue
                word, _, what = line.partition("\t")
                if word == "@endings":
                    self.endings = frozenset(what.split())
                    continue
                try:
                    self._insert(fold(word), rule(what, threshold))
                except ValueError:
                    wanted = "a word, a tab, and a weight from -1 to 1, 'not' or a factor such as x1.5 expected"
                    raise BadOption("words", f"{path}, line {number}: {wanted}") from None
        return self

    def _insert(self, word: str, found: tuple) -> None:
        for table in (self.whole, self.inflected, self.stems):
            table.pop(word.rstrip("~*"), None)
        table = {"~": self.inflected, "*": self.stems}.get(word[-1], self.whole)
        table[word.rstrip("~*")] = found

    def _rule(self, word: str) -> Optional[tuple]:
        """The rule of the longest part of the word that has one, so that an exception may stand beside a stem."""
        for cut in range(len(word), 1, -1):
            stem, ending = word[:cut], word[cut:]
            if not ending and stem in self.whole:
                return self.whole[stem]
            if stem in self.inflected and (not ending or ending in self.endings):
                return self.inflected[stem]
            if stem in self.stems:
                return self.stems[stem]
        return None

    def __missing__(self, token: str) -> Optional[Entry]:
        if len(token) > LONGEST_WORD:
            return None
        word = AROUND_WORDS.sub("", token)
        found = self._rule(fold(word))
        entry = None
        if found is not None and found[1] != 0:
            lead = token.index(word)
            entry = Entry(found[0], found[1], lead, len(word), CLAUSE_END.search(token, lead + len(word)) is not None)
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[token] = entry
        return entry


def fold(word: str) -> str:
    """One form of the apostrophe, small letters."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


def rule(what: str, threshold: float) -> tuple:
    """What the second column of a list says: a weight, ``not``, or a factor such as ``x1.5``."""
    if what == "not":
        return ("not", NEGATED)
    if what.startswith("x"):
        return ("strength", float(what[1:]))
    weight = float(what)
    if not -1 <= weight <= 1:
        raise ValueError(what)
    return ("tone", weight if abs(weight) >= threshold else 0)


def lower(text: str) -> str:
    """Small letters, each in its place: a few letters have small forms of two characters, and keep their own."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find(text: str, token: str, position: int) -> int:
    """Where the token next stands between blanks."""
    while True:
        position = text.index(token, position)
        end = position + len(token)
        if (position == 0 or text[position - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return position
        position += 1


def score(doc: Document, lexicon: Lexicon) -> None:
    """Marks the words with a tone, and sets the tone of the document."""
    text = lower(doc.text)
    tokens = text.split()
    entries = list(map(lexicon.__getitem__, tokens))
    hits: List[list] = []  # index of the word, start, end, weight, negated
    strength = negation = (-9, 0, 1.0)  # index, end and weight of the last such word
    position = 0
    # `compress` picks the few words that have an entry without a step of Python for each of the others.
    for index in compress(range(len(tokens)), entries):
        role, weight, lead, length, closes = entries[index]
        position = find(text, tokens[index], position)
        start = position + lead
        position = end = start + length
        if role == "strength":
            strength = (index, end, weight)
        elif role == "not":
            negation = (index, end, weight)
            # "Es verbesserte sich nicht.": at the end of a clause the negation belongs to what stands before it.
            if closes and hits and not hits[-1][4] and reaches(hits[-1][0], hits[-1][2], index, start, NEGATION_WINDOW, text):
                hits[-1][3:] = [hits[-1][3] * NEGATED, True]
        else:
            if reaches(strength[0], strength[1], index, start, STRENGTH_WINDOW, text):
                weight = max(-1.0, min(1.0, round(weight * strength[2], 3)))
            negated = reaches(negation[0], negation[1], index, start, NEGATION_WINDOW, text)
            hits.append([index, start, end, weight * NEGATED if negated else weight, negated])
    if not hits:
        return
    total = size = 0.0
    for _, start, end, weight, _ in hits:
        doc.add("tone-words", start, end, polarity="positive" if weight > 0 else "negative", weight=weight)
        total += weight
        size += abs(weight)
    doc.set("tone", round(total / (size + 1), 3))


def reaches(earlier: int, end: int, index: int, start: int, window: int, text: str) -> bool:
    """Whether the earlier word, which ends at ``end``, stands so near, and in the same clause."""
    return index - earlier <= window and CLAUSE_END.search(text, end, start) is None


def setup(options: Options) -> Dict[str, Lexicon]:
    threshold = options.get("threshold", 0)
    lexicons = {name: Lexicon().read(os.path.join(HERE, "words", f"{name}.tsv"), threshold) for name in LANGUAGES}
    if options.get("words"):
        for lexicon in lexicons.values():
            lexicon.read(options["words"], threshold)
    return lexicons


def stage(docs: List[Document], lexicons: Dict[str, Lexicon]) -> None:
    for doc in docs:
        # Assay sends documents in the languages of plugin.yaml alone; --try may leave the language out.
        score(doc, lexicons[(doc.language or "en").split("-")[0]])


if __name__ == "__main__":
    run(stage, setup)
