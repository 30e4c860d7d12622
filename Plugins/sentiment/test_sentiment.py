"""Tests of the parts of sentiment.py that a pipeline file can't reach: python3 -m unittest discover -s Plugins/sentiment"""

import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import sentiment  # noqa: E402
from assay_stage import BadOption, Document, Options  # noqa: E402

LEXICONS = sentiment.setup(Options())


def words(text: str, lexicon: sentiment.Lexicon) -> list:
    """What the stage marks, as (start, end, weight)."""
    doc = Document({"id": "a"}, text, Options(), None)
    sentiment.score(doc, lexicon)
    layer = doc._answer().get("layers", {}).get("tone-words", {"start": [], "end": [], "weight": []})
    return list(zip(layer["start"], layer["end"], layer["weight"]))


def slow_words(text: str, lexicon: sentiment.Lexicon) -> list:
    """The obvious way to find the places: walk over the characters and cut at blanks."""
    found = []
    start = 0
    for end in range(len(text) + 1):
        if end == len(text) or text[end].isspace():
            token = sentiment.lower(text[start:end])
            entry = lexicon[token] if token else None
            if entry is not None and entry.role == "tone":
                found.append((start + entry.lead, start + entry.lead + entry.length))
            start = end + 1
    return found


class Places(unittest.TestCase):
    def test_words_are_marked_where_they_stand_in_any_text(self):
        pieces = ["good", "bad", "Good,", "goodbad", "(bad)", "“GOOD”", "not", "very", "İ", "😀", " ", "\n", "\u00a0", "\t", "war.", "a"]
        chance = random.Random(7)
        marked = 0
        for _ in range(2000):
            text = "".join(chance.choice(pieces) + chance.choice(["", " ", " ", "\n"]) for _ in range(chance.randrange(12)))
            places = [place[:2] for place in words(text, LEXICONS["en"])]
            self.assertEqual(places, slow_words(text, LEXICONS["en"]), repr(text))
            marked += len(places)
        self.assertGreater(marked, 1000)

    def test_letters_that_grow_when_they_get_small_move_nothing(self):
        self.assertEqual(words("İİİ Good", LEXICONS["en"]), [(4, 8, 0.6)])

    def test_a_huge_word_is_not_remembered(self):
        before = len(LEXICONS["en"])
        self.assertEqual(words("good" * 100_000, LEXICONS["en"]), [])
        self.assertEqual(len(LEXICONS["en"]), before)


class Lists(unittest.TestCase):
    def lexicon(self, text: str, threshold: float = 0) -> sentiment.Lexicon:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "words.tsv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return sentiment.Lexicon().read(path, threshold)

    def test_the_longest_entry_that_fits_wins(self):
        lexicon = self.lexicon("@endings\tа ом\nугод~\t0.5\nугодом\t0\nугодовс*\t-0.5\n")
        self.assertEqual(words("угода угодом угодовського угодник", lexicon), [(0, 5, 0.5), (13, 25, -0.5)])

    def test_apostrophes_of_all_kinds_are_one(self):
        lexicon = self.lexicon("здоров'я\t0.6\n")
        self.assertEqual([place[2] for place in words("здоров'я здоров’я здоровʼя", lexicon)], [0.6, 0.6, 0.6])

    def test_words_below_the_threshold_are_not_counted(self):
        self.assertEqual(words("good bad", self.lexicon("good\t0.3\nbad\t-0.6\n", 0.5)), [(5, 8, -0.6)])

    def test_a_line_that_is_no_entry_is_named(self):
        for line in ("good", "good 0.5", "good\t2", "good\tnan", "good\tmany", "good\t0.5\tand more", "good\tx"):
            with self.assertRaisesRegex(BadOption, r"words\.tsv, line 2: ", msg=line):
                self.lexicon("# Words\n" + line + "\n")

    def test_the_lists_have_words_enough_and_no_word_twice(self):
        for language in sentiment.LANGUAGES:
            with open(os.path.join(sentiment.HERE, "words", f"{language}.tsv"), encoding="utf-8") as file:
                entries = [line.split("\t")[0].rstrip("~*") for line in file if not line.startswith(("#", "@"))]
            self.assertGreater(len(entries), 300)
            self.assertEqual(sorted(entries), sorted(set(entries)), language)


if __name__ == "__main__":
    unittest.main()
