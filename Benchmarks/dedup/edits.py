"""Edits that make a copy, an update or a disguise of an article, as agencies, papers and crawlers make them."""
import random
import re
import unicodedata
from typing import Dict, List, Optional, Tuple

from articles import Article, Site, Writer
from vocabulary import fill

FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
Edited = Optional[Tuple[Article, object]]


def headline(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """The same text under another headline."""
    return article._replace(title=writer.title(rng)), None


def trunc(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """The beginning of the text, cut anywhere between two words or behind a paragraph."""
    share = rng.uniform(0.4, 0.85)
    text = "\n\n".join(article.lines)
    end = int(len(text) * share)
    stop = text.rfind(" " if writer.language.glue else "\n\n" if rng.random() < 0.5 else "", 0, end)
    cut = text[: stop if stop > end // 2 else end]
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return article._replace(lines=(cut + rng.choice(("", "…", " [...]"))).split("\n\n")), round(share, 2)


def embed(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """The whole text inside a longer article."""
    share = rng.uniform(0.4, 1.3)
    extra = writer.paragraphs(rng, int(len("".join(article.lines).encode("utf-8")) * share))
    place = rng.randint(0, len(extra))
    return article._replace(title=writer.title(rng), lines=extra[:place] + article.lines + extra[place:]), round(share, 2)


def words(writer: Writer, rng: random.Random, article: Article, site: Site, share: float) -> Edited:
    """Words replaced by others; figures stay."""
    draw = writer.vocabulary.draw
    lines = []
    for line in article.lines:
        if writer.language.glue:
            tokens = line.split(" ")
            for index, token in enumerate(tokens):
                if rng.random() < share and not any(c.isdigit() for c in token):
                    tail = token[-1] if token and not token[-1].isalpha() else ""
                    tokens[index] = draw(rng, 1)[0] + tail
            lines.append(" ".join(tokens))
        else:
            width = max(2, round(writer.word_bytes / 3))
            pieces = [line[start : start + width] for start in range(0, len(line), width)]
            for index, piece in enumerate(pieces):
                if rng.random() < share and all(c.isalpha() for c in piece):
                    pieces[index] = draw(rng, 1)[0]
            lines.append("".join(pieces))
    return article._replace(lines=lines), share


def words5(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """One word in twenty is another one."""
    return words(writer, rng, article, site, 0.05)


def words10(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """One word in ten is another one."""
    return words(writer, rng, article, site, 0.10)


def captions(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """Other captions, and the words between quotation marks are others."""
    language, vocabulary = writer.language, writer.vocabulary
    opening, closing = language.quotes
    quote = re.compile(f"{re.escape(opening)}([^{re.escape(closing)}]+){re.escape(closing)}")
    start = language.caption.split("{")[0]
    lines = [line for line in article.lines if not line.startswith(start)]

    def other(match: "re.Match[str]") -> str:
        """Half of the quotations are replaced."""
        if rng.random() < 0.5:
            return match.group()
        return opening + fill(vocabulary, rng, "{Q}") + closing

    lines = [quote.sub(other, line) for line in lines]
    for _ in range(rng.randint(1, 4)):
        lines.insert(rng.randint(0, len(lines)), fill(vocabulary, rng, language.caption))
    return article._replace(lines=lines), None


def punct(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """Other quotation marks, dashes and blanks, decomposed letters, another charset's habits."""
    table: Dict[str, str] = {}
    ways = rng.sample(("quotes", "dashes", "blanks", "decomposed", "wide", "paragraphs"), 3)
    if "quotes" in ways:
        marks = rng.choice(('""', "“”", "«»", "„“"))
        table.update({"“": marks[0], "”": marks[1], "«": marks[0], "»": marks[1], "„": marks[0], "’": "'"})
    if "dashes" in ways:
        table.update({"–": "-", "…": "...", "՝": ","})
    if "wide" in ways and writer.language.script in ("Han", "Kana"):
        table.update({",": "，", ":": "：", "：": ":"})
    lines = [line.translate(str.maketrans(table)) for line in article.lines]
    if "blanks" in ways:
        lines = [line.replace(" ", "\u00a0", 7) for line in lines]
    if "decomposed" in ways:
        lines = [unicodedata.normalize("NFD", line) for line in lines]
    if "paragraphs" in ways:
        lines = ["\n".join(lines)]
    return article._replace(lines=lines), "+".join(sorted(ways))


def reorder(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """The same paragraphs in another order."""
    if len(article.lines) < 3:
        return None
    return article._replace(lines=rng.sample(article.lines, len(article.lines))), None


def boiler(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """The frame of a site around the text, and links to other articles in it."""
    lines = list(article.lines)
    for _ in range(rng.randint(1, 4)):
        lines.insert(rng.randint(1, len(lines)), fill(writer.vocabulary, rng, writer.language.also))
    return article._replace(lines=lines, head=site.head, foot=site.foot), site.name


def insert(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """New paragraphs between the old ones, up to a half of the old text."""
    share = rng.uniform(0.1, 0.5)
    lines = list(article.lines)
    for line in writer.paragraphs(rng, int(len("".join(lines).encode("utf-8")) * share)):
        lines.insert(rng.randint(0, len(lines)), line)
    return article._replace(lines=lines), round(share, 2)


def typo(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """Letters doubled, dropped, swapped or replaced in one word of thirty."""
    lines = []
    for line in article.lines:
        letters = list(line)
        for index in range(1, len(letters) - 1):
            if rng.random() < 0.006 and letters[index].isalpha() and letters[index + 1].isalpha():
                way = rng.randrange(4)
                if way == 0:
                    letters[index] *= 2
                elif way == 1:
                    letters[index] = ""
                elif way == 2:
                    letters[index], letters[index + 1] = letters[index + 1], letters[index]
                else:
                    letters[index] = rng.choice(line.replace(" ", "") or "x")
                    if not letters[index].isalpha():
                        letters[index] = letters[index + 1]
        lines.append("".join(letters))
    return article._replace(lines=lines), None


def agency(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """Another agency, place and day before the text, another name under the headline."""
    language, vocabulary = writer.language, writer.vocabulary
    lines = list(article.lines)
    # A dateline ends with its dash or bracket; all that stands before it goes.
    for end in (" – ", "】", "电 ", ") "):
        head, found, tail = lines[0].partition(end)
        if found and len(head) < 60:
            lines[0] = tail
            break
    lines[0] = fill(vocabulary, rng, language.dateline) + lines[0]
    return article._replace(title=writer.title(rng), byline=fill(vocabulary, rng, language.byline), lines=lines), None


def update(writer: Writer, rng: random.Random, article: Article, site: Site) -> Edited:
    """One to three figures are others, at most a fifth of them; the rest is the same but for a new headline."""
    found: List[Tuple[int, "re.Match[str]"]] = [
        (index, match) for index, line in enumerate(article.lines) for match in FIGURE.finditer(line)
        if sum(c.isdigit() for c in match.group()) > 2  # Shorter ones may be days.
    ]
    if len(found) < 6:
        return None
    lines = list(article.lines)
    known = {match.group() for _, match in found}
    changed = []
    chosen = sorted(rng.sample(range(len(found)), rng.randint(1, max(1, min(3, len(found) // 5)))), reverse=True)
    for place in chosen:
        index, match = found[place]
        old = new = match.group()
        for _ in range(20):
            digits = [str(rng.randint(1, 9)) if c.isdigit() else c for c in old]
            new = "".join(digits)
            if new not in known:
                break
        known.add(new)
        lines[index] = lines[index][: match.start()] + new + lines[index][match.end() :]
        changed.append([old, new])
    title = writer.title(rng) if rng.random() < 0.5 else article.title
    return article._replace(title=title, lines=lines), changed


EDITS = {
    "headline": headline, "trunc": trunc, "embed": embed, "words5": words5, "words10": words10, "captions": captions,
    "punct": punct, "reorder": reorder, "boiler": boiler, "insert": insert, "typo": typo, "agency": agency, "update": update,
}
