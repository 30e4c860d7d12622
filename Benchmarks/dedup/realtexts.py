"""Paragraphs of real texts by language, each told once, read from ../shared/data; nothing of them is kept here."""
import collections
import gzip
import json
import os
import pathlib
import random
import re
from typing import Dict, Iterator, List, Set, Tuple

SHARED = pathlib.Path(os.environ.get("ASSAY_SHARED", pathlib.Path(__file__).resolve().parents[3] / "shared"))
UNSPACED = {"zh", "ja", "th", "km", "lo", "my", "yue"}
# Serbian and simplified Chinese are translations of other files sentence by sentence, so their words are the same.
SKIPPED = ("sr-set", "zh-gsdsimp", "silver")
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)|(?<=[。！？।።։])\s*")
FEW = 30_000


def sentences(text: str) -> List[str]:
    """The sentences of a paragraph, near enough."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def glue(language: str) -> str:
    """What stands between two words."""
    return "" if language in UNSPACED else " "


def news() -> Iterator[Tuple[str, str]]:
    """Paragraphs of the news corpus, without those of planted copies."""
    folder = SHARED / "data" / "news"
    copies = {line.split("\t")[0] for line in open(folder / "news-10mb.dups.tsv", encoding="utf-8")}
    with gzip.open(folder / "news-10mb.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] not in copies:
                yield from ((record["lang"], part) for part in record["text"].split("\n\n"))


def tagged() -> Iterator[Tuple[str, str]]:
    """Neighbouring sentences of corpora with names, four to a paragraph."""
    for path in sorted((SHARED / "data" / "ner").glob("**/*.tsv.gz")):
        if any(part in str(path) for part in SKIPPED):
            continue
        language = path.name.split("-")[0]
        held: List[str] = []
        for sentence in tagged_sentences(path, language):
            held.append(sentence)
            if len(held) == 4:
                yield language, glue(language).join(held)
                held = []


def tagged_sentences(path: pathlib.Path, language: str) -> Iterator[str]:
    """The sentences of one file."""
    words: List[str] = []
    text = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line and not line.startswith("#"):
                words.append(line.split("\t")[0])
            elif words:
                joined = text or ("" if language == "ko" else glue(language).join(words))
                if len(joined) > 20:
                    yield re.sub(r" ([.,;:!?)])", r"\1", joined)
                words, text = [], ""


def laws() -> Iterator[Tuple[str, str]]:
    """Paragraphs of the small corpus of rights, for languages without news."""
    folder = SHARED / "data" / "dedup"
    kinds = {}
    for line in open(folder / "truth.jsonl", encoding="utf-8"):
        fact = json.loads(line)
        kinds[fact["id"]] = fact["kind"]
    for line in open(folder / "corpus.jsonl", encoding="utf-8"):
        record = json.loads(line)
        if kinds[record["id"]] == "base":
            yield from ((record["lang"], part) for part in record["text"].split("\n\n") if len(part) > 60)


def grams(text: str, language: str) -> Set[int]:
    """Runs of five words, or of ten characters."""
    parts = list(text) if language in UNSPACED else text.lower().split()
    length = 10 if language in UNSPACED else 5
    return {hash(tuple(parts[start : start + length])) for start in range(max(1, len(parts) - length + 1))}


def paragraphs() -> Dict[str, List[str]]:
    """All paragraphs of languages that have enough; what another one says already is left out."""
    result: Dict[str, List[str]] = collections.defaultdict(list)
    seen: Dict[str, Set[int]] = collections.defaultdict(set)
    for source in (news(), tagged(), laws()):
        for language, text in source:
            text = " ".join(text.split())
            if len(text.encode("utf-8")) < 60:
                continue
            own = grams(text, language)
            if len(own & seen[language]) * 10 < len(own):
                result[language].append(text)
            seen[language] |= own
    return {
        language: texts for language, texts in sorted(result.items())
        if sum(len(text.encode("utf-8")) for text in texts) >= FEW
    }


class Source:
    """Real text of one language: new paragraphs as long as there are any, then shuffled sentences of old ones."""

    def __init__(self, language: str, texts: List[str], rng: random.Random) -> None:
        self.language = language
        self.glue = glue(language)
        self.fresh = texts
        rng.shuffle(self.fresh)
        count = len(texts) // 5
        self.sentences = [sentence for text in texts for sentence in sentences(text)]
        # What only serves as the surroundings of an embedded text is told apart from the articles.
        self.spare = [sentence for text in texts[:count] for sentence in sentences(text)]
        self.fresh = texts[count:]
        self.words = [word for sentence in self.sentences[:20_000] for word in self.split(sentence)]
        self.letters = [c for c in "".join(self.words[:5_000]) if c.isalpha()]
        self.next = 0
        self.mean = sum(len(t.encode("utf-8")) for t in self.sentences) / len(self.sentences)

    def split(self, text: str) -> List[str]:
        """Words, or runs of two characters where there are no spaces."""
        return text.split(" ") if self.glue else [text[start : start + 2] for start in range(0, len(text), 2)]

    def paragraph(self, rng: random.Random) -> str:
        """A paragraph that no article has had."""
        if self.next < len(self.fresh):
            self.next += 1
            return self.fresh[self.next - 1]
        return self.glue.join(rng.sample(self.sentences, min(len(self.sentences), rng.randint(2, 4))))

    @property
    def is_used_up(self) -> bool:
        """Whether all of it has been told once."""
        return self.next >= len(self.fresh)

    def body(self, rng: random.Random, size: int) -> List[str]:
        """New paragraphs of about so many bytes; long ones are broken."""
        result: List[str] = []
        have = 0
        while have < size:
            text = self.paragraph(rng)
            if have + len(text.encode("utf-8")) > size * 1.4 and have == 0:
                parts = sentences(text)
                while len(parts) > 1 and len(self.glue.join(parts).encode("utf-8")) > size * 1.4:
                    parts.pop()
                text = self.glue.join(parts)
            result.append(text)
            have += len(text.encode("utf-8"))
        return result

    def filler(self, rng: random.Random, size: int) -> List[str]:
        """Paragraphs of spare sentences, of about so many bytes."""
        count = max(1, round(size / self.mean))
        drawn = rng.sample(self.spare, min(count, len(self.spare)))
        return [self.glue.join(drawn[start : start + 3]) for start in range(0, len(drawn), 3)]

    def title(self, rng: random.Random) -> str:
        """The beginning of a sentence."""
        return self.glue.join(self.split(rng.choice(self.sentences))[: rng.randint(5, 10)])
