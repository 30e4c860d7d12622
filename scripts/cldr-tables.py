#!/usr/bin/env python3
"""Writes the unit and currency names of language packs from the CLDR data inside ICU.

usage: python3 scripts/cldr-tables.py [CODE ...]        (all packs with a modifiers.tsv, or the named ones)

Writes Sources/Stages/Languages/CODE/cldr-units.tsv and cldr-currencies.tsv, and root/conversions.tsv without arguments.
The files are generated: corrections and further forms belong into units.tsv and currencies.tsv, which win.
"""

import ctypes
import ctypes.util
import fractions
import pathlib
import re
import sys
from typing import Dict, Iterator, List, Optional, Tuple

LANGUAGES = pathlib.Path(__file__).resolve().parent.parent / "Sources" / "Stages" / "Languages"

# Locales whose names a pack takes, where they are not just its own.
LOCALES = {"nb": ["no"], "sr": ["sr", "sr_Latn"], "zh": ["zh", "zh_Hant"]}

# Languages without Latin letters of their own: Latin symbols stand in `root`.
UNSPACED = {"ja", "zh", "ko", "th"}

# Languages whose unit words carry particles: they are matched byte for byte.
GLUED = {"ko"}

# Unit names that ICU spells in an older way than CLDR's identifiers of today.
RENAMED = {"metric-ton": "tonne"}

# What news never counts in, or what is read elsewhere (percent, per mille), or stays open without its substance.
SKIPPED = {
    "percent", "permille", "permyriad", "part-per-million", "karat", "generic", "item", "mole", "dot", "em", "day-person",
    "week-person", "month-person", "year-person", "dessert-spoon", "dessert-spoon-imperial", "dram", "jigger", "pinch",
    "drop", "gallon-imperial", "quart-imperial", "fluid-ounce-imperial", "foodcalorie", "point", "solar-mass",
    "solar-radius", "solar-luminosity", "earth-mass", "dalton", "arc-minute", "arc-second", "revolution", "furlong",
    "fathom", "picometer", "newton-meter", "pound-force-foot", "pound-force", "dot-per-inch", "dot-per-centimeter",
    "pixel-per-inch", "pixel-per-centimeter", "ofhg", "inch-ofhg", "millimeter-ofhg", "meter-per-square-second",
    "milligram-ofglucose-per-deciliter", "milligram-per-deciliter", "millimole-per-liter", "cup-metric", "pint-metric",
    "therm-us", "electronvolt", "british-thermal-unit", "barrel-imperial", "grain", "dunam-person", "slug", "g-force",
}

DURATIONS = {"nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century", "night", "fortnight"}

# Short forms that are words of the language, too.
NO_SHORT = {"wo.", "min", "pie", "mes", "des", "ano", "med", "sat", "god", "dan", "dag", "uge", "uur", "mnd", "son", "ora", "oră", "luni", "zile", "zi", "any", "h.", "pol", "pol.", "car", "fot", "bar", "pt.", "gal", "ann", "and", "ara", "dia", "dies"}


# Units of one letter that are hardly words or abbreviations of their own in the languages that write them so.
ONE_LETTER = {"м", "т", "л", "ч", "г", "מ"}


class Bundle:
    """A resource bundle of ICU, read through its C interface."""

    _uc = ctypes.CDLL(ctypes.util.find_library("icuuc") or "libicuuc.so")
    version = (ctypes.util.find_library("icuuc") or "").rsplit(".", 1)[-1]

    @classmethod
    def _call(cls, name: str, result: object, *arguments: object) -> object:
        function = getattr(cls._uc, f"{name}_{cls.version}")
        function.restype = result
        return function(*arguments)

    def __init__(self, handle: Optional[int]) -> None:
        self.handle = handle

    @classmethod
    def open(cls, package: str, locale: str) -> "Bundle":
        """Opens a bundle such as `unit` for a locale; an exception where ICU has none."""
        status = ctypes.c_int(0)
        path = f"icudt{cls.version}l{package}".encode() if package else None
        handle = cls._call("ures_open", ctypes.c_void_p, path, locale.encode(), ctypes.byref(status))
        if status.value > 0 or not handle:
            raise SystemExit(f"ICU has no bundle {package} for {locale}: status {status.value}")
        return cls(handle)

    def key(self, name: str) -> Optional["Bundle"]:
        status = ctypes.c_int(0)
        handle = self._call("ures_getByKeyWithFallback", ctypes.c_void_p, ctypes.c_void_p(self.handle), name.encode(),
                            None, ctypes.byref(status))
        return Bundle(handle) if status.value <= 0 and handle else None

    def children(self) -> Iterator[Tuple[str, "Bundle"]]:
        size = self._call("ures_getSize", ctypes.c_int, ctypes.c_void_p(self.handle))
        for index in range(size):
            status = ctypes.c_int(0)
            handle = self._call("ures_getByIndex", ctypes.c_void_p, ctypes.c_void_p(self.handle), index, None,
                                ctypes.byref(status))
            if status.value > 0:
                continue
            key = self._call("ures_getKey", ctypes.c_char_p, ctypes.c_void_p(handle))
            yield (key or b"").decode(), Bundle(handle)

    @property
    def string(self) -> Optional[str]:
        status = ctypes.c_int(0)
        length = ctypes.c_int(0)
        chars = self._call("ures_getString", ctypes.c_void_p, ctypes.c_void_p(self.handle), ctypes.byref(length),
                           ctypes.byref(status))
        if status.value > 0 or not chars:
            return None
        return ctypes.string_at(chars, length.value * 2).decode("utf-16-le")

    def strings(self, path: Tuple[str, ...] = ()) -> Iterator[Tuple[Tuple[str, ...], str]]:
        """All strings below, with their paths of keys."""
        text = self.string
        if text is not None:
            yield path, text
            return
        for key, child in self.children():
            yield from child.strings(path + (key,))


def bare(pattern: str) -> Optional[str]:
    """The name in a pattern such as `{0} kilometers`; nothing where the number stands behind it or inside."""
    if "{0}" not in pattern:
        return None
    before, behind = pattern.split("{0}", 1)
    if before.strip(" \u00a0\u200e\u200f") or "{" in behind:
        return None
    return behind.replace("\u00a0", " ").replace("\u200f", "").replace("\u200e", "").strip(" -\u2011") or None


def unit_rows(locales: List[str], code: str) -> List[Tuple[str, str, str, List[str]]]:
    """Rows of unit, kind, case and forms."""
    forms: Dict[str, List[str]] = {}
    owners: Dict[str, str] = {}
    for locale in locales:
        bundle = Bundle.open("-unit", locale)
        ids = []
        for group, table in Bundle.open("-unit", "en").key("units").children():
            if group in ("compound", "coordinate", "concentr"):
                continue
            ids += [(group, name) for name, _ in table.children()]
        for section in ("units", "unitsShort"):
            units = bundle.key(section)
            for group, name in ids:
                unit = RENAMED.get(name, name)
                if name in SKIPPED or units is None:
                    continue
                table = units.key(group)
                entry = table.key(name) if table else None
                if entry is None:
                    continue
                for path, text in entry.strings():
                    if path and path[-1] in ("gender", "per", "dnam"):
                        continue
                    form = bare(text)
                    if not form or not keeps(form, section, code):
                        continue
                    form = form.lower() if section == "units" else form
                    if owners.setdefault(form, unit) == unit and form not in forms.setdefault(unit, []):
                        forms[unit].append(form)
    rows = []
    for unit, names in forms.items():
        kind = "duration" if unit in DURATIONS else "measure"
        # Signs such as ² are no words, so forms with them are matched byte for byte.
        signs = [name for name in names if code in GLUED or re.search(r"[^\w\s.'’-]|[²³]", name)]
        words = [name for name in names if name not in signs]
        rows += [(unit, kind, case, part) for case, part in (("any", words), ("exact", signs)) if part]
    return rows


def keeps(form: str, section: str, code: str) -> bool:
    """Whether a form may stand in a pack: whole names do; short ones only where they are no Latin symbol."""
    if re.search(r"[|\t]", form) or not any(char.isalpha() for char in form):
        return False
    if code in UNSPACED and form.isascii():
        return False
    if len(form.strip(".")) == 1 and code not in {"ja", "zh", "ko"}:
        return form in ONE_LETTER
    if section == "units":
        return len(form) > 1 or not form.isascii()
    if form.lower() in NO_SHORT or code == "en":
        return False
    is_latin = all(ord(char) < 0x250 for char in form)
    return len(form) >= 3 and (form.endswith(".") or not form.isascii()) if is_latin else True


CURRENCIES = """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR
ZMW ATS BEF DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL NLG PTE SIT SKK SUR""".split()

# How the adjective of a currency's name is inflected: kanadischer Dollar, 5 Millionen kanadischen Dollar.
INFLECTED = {"de": (r"^(?!schweizer)([\w-]+[^e\W])(er|e|es) ", r"\1en ")}


def currency_rows(locales: List[str]) -> List[Tuple[str, List[str]]]:
    """Rows of code and names."""
    rows: Dict[str, List[str]] = {}
    owners: Dict[str, str] = {}
    for locale in locales:
        bundle = Bundle.open("-curr", locale)
        names, plurals = bundle.key("Currencies"), bundle.key("CurrencyPlurals")
        for code in CURRENCIES:
            found: List[str] = []
            entry = names.key(code) if names else None
            if entry is not None:
                found += [text for path, text in entry.strings()][1:]
            entry = plurals.key(code) if plurals else None
            if entry is not None:
                found += [text for _, text in entry.strings()]
            for name in found:
                name = name.replace("\u00a0", " ").lower().strip()
                if locale in INFLECTED:
                    ending, other = INFLECTED[locale]
                    found += [form for form in [re.sub(ending, other, name)] if form not in found and form != name]
                plain = bool(re.search(r"[|\t(){}]|\d", name)) or len(name) < 2 or name.upper() == code
                if not plain and owners.setdefault(name, code) == code and name not in rows.setdefault(code, []):
                    rows[code].append(name)
    return [(code, names) for code, names in rows.items() if names]


def provenance(locales: List[str], what: str) -> str:
    cldr = Bundle.open("", "root").key("Version")
    versions = Bundle.open("", "supplementalData").key("cldrVersion")
    version = versions.string if versions else (cldr.string if cldr else "?")
    return (f"# {what}, from CLDR {version} in ICU {Bundle.version}, locale {', '.join(locales)} (Unicode License v3).\n"
            "# Generated by scripts/cldr-tables.py; hand-written forms stand in the file without `cldr-` and win.\n")


def conversions() -> List[str]:
    """Rows of unit, base unit, factor and offset, where both are finite decimals."""
    units = Bundle.open("", "units")
    constants: Dict[str, fractions.Fraction] = {}
    raw = {key: child.string or "" for key, child in units.key("unitConstants").children()}

    def value(text: str) -> fractions.Fraction:
        above, _, below = text.replace(" ", "").partition("/")

        def product(part: str) -> fractions.Fraction:
            result = fractions.Fraction(1)
            for item in part.split("*"):
                name, _, power = item.partition("^")
                number = constants.get(name)
                if number is None:
                    number = value(raw[name]) if name in raw else fractions.Fraction(name)
                result *= number ** int(power or 1)
            return result

        return product(above) / product(below) if below else product(above)

    def digits(number: fractions.Fraction) -> Optional[str]:
        for places in range(0, 19):
            scaled = number * 10 ** places
            if scaled.denominator == 1:
                text = str(abs(scaled.numerator)).rjust(places + 1, "0")
                text = text if places == 0 else f"{text[:-places]}.{text[-places:]}"
                return ("-" if scaled < 0 else "") + text
        return None

    rows = []
    for name, entry in units.key("convertUnits").children():
        fields = {path[0]: text for path, text in entry.strings()}
        try:
            factor, offset = value(fields.get("factor", "1")), value(fields.get("offset", "0"))
        except (ValueError, KeyError, ZeroDivisionError):
            continue
        name = RENAMED.get(name, name)
        if digits(factor) and digits(offset) and name.islower():
            rows.append(f"{name}\t{fields['target']}\t{digits(factor)}\t{digits(offset)}")
    return rows


def main(codes: List[str]) -> None:
    chosen = codes or sorted(path.parent.name for path in LANGUAGES.glob("*/modifiers.tsv"))
    for code in chosen:
        locales = LOCALES.get(code, [code.replace("-", "_")])
        lines = [provenance(locales, "Unit names"), "unit\tkind\tcase\tforms\n"]
        lines += [f"{unit}\t{kind}\t{case}\t{'|'.join(forms)}\n" for unit, kind, case, forms in unit_rows(locales, code)]
        (LANGUAGES / code / "cldr-units.tsv").write_text("".join(lines), encoding="utf-8")
        lines = [provenance(locales, "Currency names"), "currency\trole\tparts\tforms\n"]
        lines += [f"{currency}\tname\t\t{'|'.join(names)}\n" for currency, names in currency_rows(locales)]
        (LANGUAGES / code / "cldr-currencies.tsv").write_text("".join(lines), encoding="utf-8")
    if not codes:
        head = provenance(["root"], "What a unit is in base units: value * factor + offset")
        text = head + "unit\tbase\tfactor\toffset\n" + "\n".join(conversions()) + "\n"
        (LANGUAGES / "root" / "conversions.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
