"""Writes texts in charsets that fit their languages, without saying which, and counts how many are read exactly.

    python3 Benchmarks/charsets.py path/to/assay

Texts come from the corpora in ../shared/data (nothing of them is kept). Prints the table of Benchmarks/TEXT.md.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from mojibake import NER, read_clean, sentences_of_tsv

# Language, charset as Python names it, charset as the table names it.
CELLS = [
    ("ru", "cp1251", "windows-1251"), ("ru", "koi8-r", "KOI8-R"), ("ru", "iso8859-5", "ISO-8859-5"),
    ("uk", "cp1251", "windows-1251"), ("uk", "koi8-u", "KOI8-U"), ("bg", "cp1251", "windows-1251"),
    ("fr", "cp1252", "windows-1252"), ("fr", "iso8859-15", "ISO-8859-15"), ("de", "cp1252", "windows-1252"),
    ("es", "cp1252", "windows-1252"), ("pt", "cp1252", "windows-1252"), ("sv", "cp1252", "windows-1252"),
    ("fi", "cp1252", "windows-1252"), ("da", "cp1252", "windows-1252"), ("pl", "cp1250", "windows-1250"),
    ("pl", "iso8859-2", "ISO-8859-2"), ("cs", "cp1250", "windows-1250"), ("cs", "iso8859-2", "ISO-8859-2"),
    ("hu", "cp1250", "windows-1250"), ("hu", "iso8859-2", "ISO-8859-2"), ("el", "cp1253", "windows-1253"),
    ("el", "iso8859-7", "ISO-8859-7"), ("tr", "cp1254", "windows-1254"), ("he", "cp1255", "windows-1255"),
    ("he", "iso8859-8", "ISO-8859-8"), ("ar", "cp1256", "windows-1256"), ("ar", "iso8859-6", "ISO-8859-6"),
    ("lv", "cp1257", "windows-1257"), ("ja", "cp932", "Shift_JIS"), ("ja", "euc-jp", "EUC-JP"),
    ("ja", "iso2022-jp", "ISO-2022-JP"), ("ko", "cp949", "EUC-KR"), ("zh", "gb18030", "GB18030"),
    ("zh-Hant", "big5", "Big5"), ("zh", "utf-16-le", "UTF-16LE, no mark"), ("ru", "utf-16-be", "UTF-16BE, no mark"),
    ("en", "utf-16-le", "UTF-16LE, no mark"), ("ko", "utf-32-le", "UTF-32LE, no mark"),
]
SIZES = [120, 500, 3000]
PER_CELL = 40
# Characters that Python and ICU place differently in the Japanese, Korean and Chinese charsets.
UNLIKE = set("～〜−－∥‖¢￠£￡¬￢—―‾￣¥\\~·・⋯…′″°´‥『』┴│┤─├")


def choose_texts(texts: list[str], codec: str, size: int, choose: random.Random) -> list[tuple[str, bytes]]:
    """Texts of about this many characters, as far as the charset can write them, with their bytes."""
    chosen: list[tuple[str, bytes]] = []
    for _ in range(2000):
        if len(chosen) == PER_CELL:
            break
        start = choose.randrange(len(texts))
        text = ""
        while len(text) < size and start < len(texts):
            text += texts[start] + "\n"
            start += 1
        text = "".join(c for c in text[:size] if c not in UNLIKE)
        data = text.encode(codec, "ignore")
        kept = data.decode(codec)
        is_plain = all(byte < 0x80 for byte in data) and not codec.startswith(("utf", "iso2022"))
        if len(kept) >= 0.98 * len(text) and not is_plain and len(kept) >= 0.9 * size:
            chosen.append((kept, data))
    return chosen


def main() -> None:
    """Writes all files, runs assay once, and prints right, wrong and failed in percent."""
    assay = str(Path(sys.argv[1]).resolve())
    sentences, _ = read_clean()
    sentences["zh-Hant"] = [s.replace(" ", "") for s in sentences_of_tsv(NER / "zh-gsd-train.tsv.gz")]
    choose = random.Random(11)
    counts: Counter[tuple[int, int, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "in").mkdir()
        expected: dict[str, tuple[int, int, str]] = {}
        for number, (language, codec, _name) in enumerate(CELLS):
            for size in SIZES:
                for text, data in choose_texts(sentences.get(language, []), codec, size, choose):
                    name = f"{len(expected)}.txt"
                    (work / "in" / name).write_bytes(data)
                    expected[name] = (number, size, text)
        (work / "p.yaml").write_text(
            "assay: 1\nread: { paths: in/**, text: { title: none } }\nstages: ["
            "{ filter: { keep: { length: { min: 1 } } } }]\nwrite: [out.jsonl]\n"
        )
        subprocess.run([assay, "run", "p.yaml", "-o", "out", "-q", "--fresh"], cwd=work, check=False)
        for line in (work / "out" / "out.jsonl").read_text(encoding="utf-8").split("\n"):
            if line:
                record = json.loads(line)
                number, size, text = expected[record["id"]]
                counts[number, size, "right" if record["text"] == text else "wrong"] += 1
        for number, size, _ in expected.values():
            counts[number, size, "all"] += 1
    heads = [f"{size} characters" for size in SIZES]
    print("| charset | language | " + " | ".join(heads) + " |")
    print("| --- | --- |" + " --- |" * len(heads))
    sums: Counter[tuple[int, str]] = Counter()
    for number, (language, _codec, name) in enumerate(CELLS):
        row = []
        for size in SIZES:
            total, right, wrong = (counts[number, size, kind] for kind in ("all", "right", "wrong"))
            for kind in ("all", "right", "wrong"):
                sums[size, kind] += counts[number, size, kind]
            row.append(f"{100 * right / total:.0f} / {100 * wrong / total:.0f}" if total else "–")
        print(f"| {name} | {language} | " + " | ".join(row) + " |")
    row = [
        f"{100 * sums[size, 'right'] / sums[size, 'all']:.1f} / {100 * sums[size, 'wrong'] / sums[size, 'all']:.1f}"
        for size in SIZES
    ]
    print("| all | | " + " | ".join(row) + " |")
    print(f"\nPercent right / percent read wrongly; the others failed. {len(expected)} texts.")


if __name__ == "__main__":
    main()
