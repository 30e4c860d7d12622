#!/usr/bin/env python3
"""Collects the training text of the language model: one line a sentence, `language TAB source TAB text`.

Two kinds of sources, both with licences that allow a model to be handed on (Documentation/LanguageModel.md lists them):
the free corpora of ../shared/data/ner (train files only), and the translations in gettext catalogues of some Debian
packages under the LGPL, MIT and PostgreSQL licences, as they lie in /usr/share/locale. Sorted input, no chance:
the same files give the same bytes.

    scripts/language_corpus.py ../shared/data/ner /usr/share/locale > corpus.tsv
"""
import glob
import gzip
import os
import re
import struct
import sys
from typing import Dict, Iterator, List, Optional, Tuple

# Corpora in the root and in silver/ of the data folder; nc/ and unclear/ must not be trained on.
CORPORA = {
    "da-ddt": "da", "de-germeval": "de", "de-smartdata": "de", "en-ewt": "en",
    "en-wikigold": "en", "et-estner": "et", "fi-turku": "fi", "fr-europeana": "fr", "hr-set": "hr",
    "hu-nerkor": "hu", "id-nergrit": "id", "id-nerp": "id", "ja-gsd": "ja", "ja-stockmark": "ja", "kk-kaznerd": "kk",
    "lv-lumii": "lv", "nb-norne": "nb", "nl-europeana": "nl", "nn-norne": "nn", "pt-bosque": "pt", "ro-ronec": "ro",
    "ru-factrueval": "ru", "sk-snk": "sk", "sr-set": "sr-Latn", "sv-talbanken": "sv", "sv-webbnyheter": "sv",
    "tr-wiki": "tr", "zh-gsd": "zh-Hant", "zh-gsdsimp": "zh-Hans", "silver/de-wikiann": "de",
    "silver/en-wikiann": "en", "silver/es-wikiann": "es",
    "silver/fr-wikiann": "fr", "silver/nl-wikiann": "nl", "silver/pl-wikiann": "pl", "silver/pt-wikiann": "pt",
    "silver/ru-wikiann": "ru",
}

# Catalogues whose licence is LGPL, MIT or PostgreSQL.
DOMAINS = (
    "appstream at-spi2-core avahi gdk-pixbuf glib20 gnutls30 gsettings-desktop-schemas gstreamer-1.0 "
    "gtk20 gtk20-properties libc polkit-1 systemd xkeyboard-config plpgsql-15 postgres-15 psql-15 pg_dump-15 "
    "pg_basebackup-15 pg_ctl-15 pgscripts-15 initdb-15 libpq5-15"
).split()

# Folder below the locale folder -> language.
LOCALES = {
    "zh_CN": "zh-Hans", "zh_TW": "zh-Hant", "zh_HK": "zh-Hant", "pt_BR": "pt", "pt_PT": "pt", "sr": "sr-Cyrl",
    "sr@latin": "sr-Latn", "ca@valencia": "ca",
}
LOCALES.update((code, code) for code in (
    "af ast az be bg bs ca cs cy da de el eo es et eu fi fr ga gl hr hu id is it ja kk ky lt lv mk mn ms nb nl nn "
    "oc pl pt ro ru sk sl sq sv tg tr uk vi"
).split())

# Letters that a language is written in, where its catalogues also hold text in others.
CYRILLIC = {"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr-Cyrl", "tg", "uk"}
HAN = {"ja", "zh-Hans", "zh-Hant"}
LEFT_OUT = {"el"}  # its script decides

MOST_BYTES = 1_500_000
MOST_FROM_A_CATALOGUE = 120_000

SERBIAN = dict(zip("абвгдђежзијклљмнњопрстћуфхцчџш", (
    "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š").split()))
TO_CYRILLIC = sorted(((latin, cyrillic) for cyrillic, latin in SERBIAN.items()), key=lambda pair: (-len(pair[0]), pair))


def serbian_cyrillic(text: str) -> Optional[str]:
    """The text in Serbian Cyrillic; None where it has letters that Serbian does not have."""
    if re.search(r"[qwxyQWXY]", text):
        return None
    for latin, cyrillic in TO_CYRILLIC:
        text = text.replace(latin, cyrillic)
        text = text.replace(latin.capitalize(), cyrillic.upper()).replace(latin.upper(), cyrillic.upper())
    return text


def sentences(path: str, spaced: bool) -> Iterator[str]:
    """The sentences of a file of tokens, as running text."""
    tokens: List[str] = []
    text = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line:
                tokens.append(line.split("\t")[0])
            else:
                if tokens:
                    joined = re.sub(r" ([.,;:!?%)\]»”’])", r"\1", (" " if spaced else "").join(tokens))
                    yield text or joined
                tokens, text = [], None


def messages(path: str) -> Iterator[Tuple[str, str]]:
    """Pairs of message and translation of a gettext catalogue."""
    with open(path, "rb") as file:
        data = file.read()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, originals, translations = struct.unpack(order + "3I", data[8:20])
    charset = "utf-8"
    for index in range(count):
        pair = []
        for table in (originals, translations):
            length, offset = struct.unpack(order + "2I", data[table + 8 * index:table + 8 * index + 8])
            pair.append(data[offset:offset + length])
        if not pair[0]:
            found = re.search(rb"charset=([\w-]+)", pair[1])
            charset = found.group(1).decode() if found else charset
            continue
        try:
            yield pair[0].split(b"\0")[0].decode(charset), pair[1].split(b"\0")[0].decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue


def cleaned(message: str, translation: str, language: str) -> Optional[str]:
    """The running text of a translation, without commands, formats and words left in English; None if too little."""
    text = re.sub(r"[_&](?=\w)", "", translation)
    text = re.sub(r"<[^>]*>|%[-+ #0-9.*$lhzjt]*[a-zA-Z]|\{[^}]*\}", " ", text)
    kept = []
    english = set(re.findall(r"[a-z]+", message.lower()))
    for word in text.split():
        bare = word.strip(".,;:!?()\"'«»„“”‘’")
        if not bare or re.search(r"[/_=<>{}$@\\|*#`+0-9]|--|^-|\w\.\w", bare):
            continue
        if bare.lower() in english and len(bare) >= 4:
            continue
        if language in CYRILLIC and re.search(r"[A-Za-z]", bare):
            continue
        if language in HAN:
            bare = word = re.sub(r"[A-Za-z]+", "", bare)
        if bare.isupper() and len(bare) > 1 and bare.isascii():
            continue
        kept.append(word)
    text = ("" if language in HAN else " ").join(kept)
    enough = len(text) >= 6 if language in HAN else len(kept) >= 3
    return text if enough else None


def corpus_lines(root: str) -> Iterator[Tuple[str, str, str]]:
    for name, language in sorted(CORPORA.items()):
        spaced = not (language in HAN)
        for text in sentences(os.path.join(root, name + "-train.tsv.gz"), spaced):
            yield language, name, text
            if language == "sr-Latn":
                cyrillic = serbian_cyrillic(text)
                if cyrillic:
                    yield "sr-Cyrl", name, cyrillic


def catalogue_lines(root: str) -> Iterator[Tuple[str, str, str]]:
    for folder, language in sorted(LOCALES.items()):
        if language in LEFT_OUT:
            continue
        for domain in DOMAINS:
            for path in sorted(glob.glob(os.path.join(glob.escape(os.path.join(root, folder)), "LC_MESSAGES",
                                                      domain + ".mo"))):
                size = 0
                for message, translation in messages(path):
                    if message == translation or size > MOST_FROM_A_CATALOGUE:
                        continue
                    text = cleaned(message, translation, language)
                    if text:
                        size += len(text.encode())
                        yield language, domain, text


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: language_corpus.py NER-FOLDER LOCALE-FOLDER > corpus.tsv")
    sizes: Dict[str, int] = {}
    seen = set()
    out = sys.stdout.buffer
    for lines in (corpus_lines(sys.argv[1]), catalogue_lines(sys.argv[2])):
        for language, source, text in lines:
            text = " ".join(text.split())
            if (language, text) in seen or sizes.get(language, 0) > MOST_BYTES:
                continue
            seen.add((language, text))
            sizes[language] = sizes.get(language, 0) + len(text.encode())
            out.write(f"{language}\t{source}\t{text}\n".encode())
    for language, size in sorted(sizes.items()):
        print(f"{language}\t{size}", file=sys.stderr)


if __name__ == "__main__":
    main()
