"""Articles of the generator: headline, dateline, paragraphs with figures, quotations and captions."""
import math
import random
from typing import List, NamedTuple, Optional, Tuple

from vocabulary import Vocabulary, fill


class Article(NamedTuple):
    """An article in parts; `lines` are paragraphs of the article, `head` and `foot` belong to the site around it."""

    title: str
    byline: str
    lines: List[str]
    head: Tuple[str, ...] = ()
    foot: Tuple[str, ...] = ()

    def text(self) -> str:
        """All of it but the title."""
        body = [self.byline] if self.byline else []
        return "\n\n".join([*self.head, *body, *self.lines, *self.foot])


class Writer:
    """Writes articles of one language."""

    def __init__(self, vocabulary: Vocabulary, size: int) -> None:
        self.vocabulary = vocabulary
        self.language = vocabulary.language
        self.size = size
        rng = random.Random("average")
        sample = vocabulary.draw(rng, 3000)
        self.word_bytes = len(self.language.glue.join(sample).encode("utf-8")) / 3000

    def sentence(self, words: List[str]) -> str:
        """Words as a sentence."""
        text = self.language.glue.join(words)
        if self.vocabulary.capital:
            text = text[:1].upper() + text[1:]
        return text + self.language.stop

    def paragraphs(self, rng: random.Random, size: int) -> List[str]:
        """New paragraphs of about `size` bytes of UTF-8."""
        language, vocabulary = self.language, self.vocabulary
        words = vocabulary.draw(rng, max(8, int(size / self.word_bytes * 0.8)))
        gap = language.glue and " "
        result: List[str] = []
        position = 0
        while position < len(words):
            sentences = []
            for _ in range(rng.randint(2, 5)):
                length = rng.randint(7, 22)
                draw = rng.random()
                if draw < 0.22:
                    sentences.append(fill(vocabulary, rng, rng.choice(language.frames)))
                    position += 3
                elif draw < 0.32:
                    quote = language.glue.join(words[position : position + length])
                    sentences.append(fill(vocabulary, rng, language.said.replace("{Q}", quote)))
                    position += length
                else:
                    sentences.append(self.sentence(words[position : position + length]))
                    position += length
                if position >= len(words):
                    break
            result.append(gap.join(sentences).strip())
        return result

    def length(self, rng: random.Random) -> int:
        """Sizes of articles are spread like logarithms of normal numbers; the mean is what was asked for."""
        return max(500, int(self.size * math.exp(rng.gauss(-0.08, 0.4))))

    def title(self, rng: random.Random) -> str:
        """A headline."""
        return self.sentence(self.vocabulary.draw(rng, rng.randint(5, 10))).strip(self.language.stop + " ")

    def article(self, rng: random.Random, size: Optional[int] = None) -> Article:
        """A new article."""
        language, vocabulary = self.language, self.vocabulary
        lines = self.paragraphs(rng, size or self.length(rng))
        if rng.random() < 0.5:
            lines[0] = fill(vocabulary, rng, language.dateline) + lines[0]
        byline = fill(vocabulary, rng, language.byline) if rng.random() < 0.5 else ""
        for _ in range(rng.choice((0, 0, 1, 2))):
            lines.insert(rng.randint(1, len(lines)), fill(vocabulary, rng, language.caption))
        return Article(self.title(rng), byline, lines)


class Site:
    """The lines that a publisher puts around every article."""

    def __init__(self, writer: Writer, name: str) -> None:
        rng = random.Random(f"site {name}")
        language = writer.language
        own = [writer.title(rng) for _ in range(rng.randint(3, 7))]
        notices = [f"{notice} {name}" for notice in language.site]
        self.name = name
        self.head = tuple(own[: len(own) // 2] + notices[:1])
        self.foot = tuple(notices[1:] + own[len(own) // 2 :])
