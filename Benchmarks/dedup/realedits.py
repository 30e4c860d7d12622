"""Edits of real articles, as `notes/dedup.md` of the shared folder lists them."""
import random
import re
import unicodedata
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

from realtexts import Source, sentences

FIGURE = re.compile(r"(?<![\w.,])\d(?:[\d.,]*\d)?(?![\w])")


class Story(NamedTuple):
    """Headline and paragraphs."""

    title: str
    lines: List[str]

    @property
    def size(self) -> int:
        """Bytes of the paragraphs."""
        return sum(len(line.encode("utf-8")) for line in self.lines)


Edited = Optional[Tuple[Story, object]]


def boiler(source: Source, rng: random.Random, story: Story) -> Edited:
    """Links to other articles between the paragraphs, notices before and behind."""
    lines = list(story.lines)
    for _ in range(rng.randint(1, 4)):
        lines.insert(rng.randint(0, len(lines)), rng.choice(("Read also: ", "» ", "▪ ", "+++ ")) + source.title(rng))
    return story._replace(lines=lines), None


def headline(source: Source, rng: random.Random, story: Story) -> Edited:
    """Another headline."""
    return story._replace(title=source.title(rng)), None


def drop(source: Source, rng: random.Random, story: Story) -> Edited:
    """Ten to forty per cent of the paragraphs left out, or of the sentences where there are few paragraphs."""
    parts = story.lines if len(story.lines) > 4 else [part for line in story.lines for part in sentences(line)]
    if len(parts) < 3:
        return None
    share = rng.uniform(0.1, 0.4)
    gone = set(rng.sample(range(len(parts)), max(1, int(len(parts) * share))))
    return story._replace(lines=[part for index, part in enumerate(parts) if index not in gone]), round(share, 2)


def trunc(source: Source, rng: random.Random, story: Story) -> Edited:
    """The first 40 to 85 per cent."""
    share = rng.uniform(0.4, 0.85)
    text = "\n\n".join(story.lines)
    return story._replace(lines=(text[: int(len(text) * share)] + rng.choice(("", "…"))).split("\n\n")), round(share, 2)


def embed(source: Source, rng: random.Random, story: Story) -> Edited:
    """The whole text as 30 to 60 per cent of a longer article."""
    share = rng.uniform(0.3, 0.6)
    around = source.filler(rng, int(story.size / share - story.size))
    have = sum(len(line.encode("utf-8")) for line in around)
    if story.size / (story.size + have) > 0.65:
        return None
    place = rng.randint(0, len(around))
    return Story(source.title(rng), around[:place] + story.lines + around[place:]), round(share, 2)


def words(share: float) -> "Callable[[Source, random.Random, Story], Edited]":
    """This share of the words is replaced, now and then left out or swapped; of the characters where there are no spaces."""

    def edit(source: Source, rng: random.Random, story: Story) -> Edited:
        lines = []
        for line in story.lines:
            parts = line.split(" ") if source.glue else list(line)
            for index in range(len(parts)):
                if rng.random() >= share:
                    continue
                draw = rng.random()
                if draw < 0.8:
                    parts[index] = rng.choice(source.words if source.glue else source.letters)
                elif draw < 0.9:
                    parts[index] = ""
                elif index:
                    parts[index - 1], parts[index] = parts[index], parts[index - 1]
            lines.append(source.glue.join(part for part in parts if part))
        return story._replace(lines=lines), share

    return edit


def ocr(source: Source, rng: random.Random, story: Story) -> Edited:
    """Four characters of a hundred misread."""
    lines = []
    for line in story.lines:
        letters = list(line)
        for index, letter in enumerate(letters):
            if rng.random() < 0.04 and not letter.isspace():
                way = rng.random()
                letters[index] = "" if way < 0.2 else letter + rng.choice(source.letters) if way < 0.4 else rng.choice(source.letters)
        lines.append("".join(letters))
    return story._replace(lines=lines), 0.04


def reorder(source: Source, rng: random.Random, story: Story) -> Edited:
    """The paragraphs in another order."""
    return (story._replace(lines=rng.sample(story.lines, len(story.lines))), None) if len(story.lines) > 2 else None


def mixed(source: Source, rng: random.Random, story: Story) -> Edited:
    """Two to four edits at once."""
    chosen = rng.sample(["headline", "boiler", "drop", "words8", "captions", "agency", "punct"], rng.randint(2, 4))
    edited = story
    for name in chosen:
        found = (words(0.08) if name == "words8" else EDITS[name])(source, rng, edited)
        edited = found[0] if found else edited
    return edited, "+".join(chosen)


def punct(source: Source, rng: random.Random, story: Story) -> Edited:
    """Other quotation marks and blanks, decomposed letters."""
    marks = str.maketrans({'"': "“", "“": '"', "”": '"', "«": "„", "»": "“", "’": "'", "–": "-"})
    lines = [line.translate(marks) for line in story.lines]
    if rng.random() < 0.5:
        lines = [unicodedata.normalize("NFD", line) for line in lines]
    if rng.random() < 0.5:
        lines = [line.replace(" ", "\u00a0") for line in lines]
    return story._replace(lines=lines), None


def agency(source: Source, rng: random.Random, story: Story) -> Edited:
    """A place and an agency before the text."""
    lead = f"{rng.choice(source.words).upper()} ({rng.choice(('AP', 'dpa', 'AFP', 'Reuters', 'EFE'))}) – "
    return Story(source.title(rng), [lead + story.lines[0], *story.lines[1:]]), None


def captions(source: Source, rng: random.Random, story: Story) -> Edited:
    """Lines about pictures."""
    lines = list(story.lines)
    for _ in range(rng.randint(1, 3)):
        sentence = source.glue.join(source.split(rng.choice(source.spare))[:15])
        lines.insert(rng.randint(0, len(lines)), f"{sentence} (Foto: {source.title(rng)[:20]})")
    return story._replace(lines=lines), None


def update(source: Source, rng: random.Random, story: Story) -> Edited:
    """One to three figures are others, at most a quarter of all."""
    found = [(index, match) for index, line in enumerate(story.lines) for match in FIGURE.finditer(line)]
    # Years and days may be parts of dates, which are not compared.
    usable = [pair for pair in found if not re.fullmatch(r"\d\d?|1[89]\d\d|20[0-3]\d", pair[1].group())]
    if len(found) < 4 or not usable:
        return None
    lines = list(story.lines)
    changed = []
    count = min(len(usable), rng.randint(1, max(1, min(3, len(found) // 4))))
    for index, match in sorted(rng.sample(usable, count), key=lambda pair: (pair[0], pair[1].start()), reverse=True):
        old = new = match.group()
        while new == old:
            new = "".join(str(rng.randint(1, 9)) if c.isdigit() else c for c in old)
        lines[index] = lines[index][: match.start()] + new + lines[index][match.end() :]
        changed.append([old, new])
    return story._replace(lines=lines), changed


EDITS: "Dict[str, Callable[[Source, random.Random, Story], Edited]]" = {
    "boiler": boiler, "headline": headline, "drop": drop, "trunc": trunc, "embed": embed, "words5": words(0.05),
    "words10": words(0.1), "words20": words(0.2), "words30": words(0.3), "ocr": ocr, "reorder": reorder, "mixed": mixed,
    "punct": punct, "agency": agency, "captions": captions, "update": update,
}
