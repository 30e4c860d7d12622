"""What the scorers of figures share: running Assay over sentences, and reading and comparing expected figures.

An expected figure is written as a value (`12000`, `2/3`), bounds (`15..20`) or `~` (no value is named: dozens), and then in any order words of a
hedge (`approx`, `atLeast`, `atMost`, `moreThan`, `lessThan`, `fuzzy`), a kind (`cardinal`, `percent`, …), a currency code, a unit of CLDR,
a change (`up`, `down`) and `per:UNIT`. Figures of a sentence are separated by ` ; `.
"""
import dataclasses
import json
import pathlib
import subprocess
import tempfile
from typing import Dict, List, Optional, Tuple

KINDS = {"cardinal", "ordinal", "percent", "fraction", "multiplier", "currency", "measure", "duration", "age"}
HEDGES = {"approx", "atLeast", "atMost", "moreThan", "lessThan", "fuzzy"}


@dataclasses.dataclass
class Expected:
    """One figure as a careful reader writes it down."""

    value: Optional[float] = None
    low: Optional[float] = None
    high: Optional[float] = None
    is_fuzzy: bool = False
    words: Dict[str, str] = dataclasses.field(default_factory=dict)

    @staticmethod
    def read(text: str) -> "Expected":
        """The figure that a cell such as `15..20 percent up` writes down."""
        number, *words = text.split()
        figure = Expected()
        if number == "~":
            figure.is_fuzzy = True
        elif ".." in number:
            figure.low, figure.high = (float(x) if x else None for x in number.split(".."))
        elif "/" in number:
            top, bottom = number.split("/")
            figure.value = float(top) / float(bottom)
        else:
            figure.value = float(number)
        for word in words:
            if word in HEDGES:
                figure.words["modifier"] = word
            elif word in KINDS:
                figure.words["kind"] = word
            elif word in ("up", "down"):
                figure.words["change"] = word
            elif word.startswith("per:"):
                figure.words["per"] = word[4:]
            else:
                figure.words["currency" if word.isupper() and len(word) == 3 else "unit"] = word
        return figure

    def has_value_of(self, found: dict) -> bool:
        """Whether a figure found has this value or these bounds."""
        if self.is_fuzzy:
            return "value" not in found and found.get("modifier") == "fuzzy"
        if self.value is not None:
            return _equal(found.get("value"), self.value)
        return "value" not in found and _equal(found.get("low"), self.low) and _equal(found.get("high"), self.high)

    def wrong(self, found: dict, fields: Tuple[str, ...] = ("modifier", "kind", "unit", "currency", "change", "per")) -> List[str]:
        """The fields in which a figure found differs. A change, unit or rate counts only where one is expected; a hedge always."""
        result = []
        for field in fields:
            want, have = self.words.get(field), found.get(field)
            if field == "currency" and have is None:
                have = (found.get("candidates") or [None])[0]
            if (want is not None or field == "modifier") and not (self.is_fuzzy and field == "modifier") and want != have:
                result.append(f"{field} {have}")
        return result


def _equal(a: Optional[float], b: Optional[float]) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-9 * max(1, abs(b))


def rows(path: pathlib.Path) -> List[List[str]]:
    """The cells of a table without its comments and its line of names."""
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def annotate(assay: str, items: List[Tuple[str, str]], keep_rejected: bool = False) -> List[dict]:
    """The records of (language, text) pairs, in order, from one run of `dates` and `numbers`."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        numbers = "numbers: { keep-rejected: true }" if keep_rejected else "numbers"
        (place / "p.yaml").write_text(f"assay: 1\nstages:\n  - dates\n  - {numbers}\nwrite: [{{ path: r.jsonl, only: all }}]\n")
        lines = [json.dumps({"id": str(i), "language": l, "text": t}, ensure_ascii=False) for i, (l, t) in enumerate(items)]
        (place / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([assay, "run", "p.yaml", "in.jsonl", "-o", "out", "-q", "--fresh"], check=True, cwd=place)
        records = {r["id"]: r for r in map(json.loads, open(place / "out/r.jsonl", encoding="utf-8"))}
    return [records[str(i)] for i in range(len(items))]


def shown(figure: dict) -> str:
    """A figure found, on one line."""
    value = figure["value"] if "value" in figure else f"{figure.get('low', '')}..{figure.get('high', '')}"
    fields = [str(figure[x]) for x in ("modifier", "kind", "unit", "currency", "change", "per", "reason") if x in figure]
    thing = (figure.get("of") or {}).get("text")
    return f"[{figure['text']}] {value} {' '.join(fields)}" + (f" of {thing}" if thing else "")
