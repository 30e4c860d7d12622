"""Scores of groups of documents against a truth: pairs, kinds of edits, scripts, hard negatives, labels of updates.

The truth is a file of {"id","cluster","kind","of","param","lang"} and perhaps "script".
"""
import collections
import json
import pathlib
from typing import Dict, Iterable, List, NamedTuple, Optional

# Kinds that are no copies of anything.
ALONE = ("base", "template", "topic", "frame", "intro", "quote", "digest", "bucket", "short")
Groups = Dict[str, Optional[str]]


class Pairs(NamedTuple):
    """Counts of pairs: of the truth, of the answer, and in both."""

    true: int
    found: int
    both: int

    @property
    def precision(self) -> float:
        """Share of the answered pairs that are right; 1 where none is answered."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that are answered; 1 where there are none."""
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Scores(NamedTuple):
    """All scores of one answer; shares by kind are (share, documents)."""

    pairs: Pairs
    scripts: Dict[str, Pairs]
    found: Dict[str, "tuple[float, int]"]
    merged: Dict[str, "tuple[float, int]"]


def read_truth(folder: pathlib.Path) -> List[dict]:
    """The facts of a corpus."""
    with open(folder / "truth.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_labels(folder: pathlib.Path) -> Dict[str, dict]:
    """What a run says of each document that has a copy, from the file `r.jsonl` in its folder."""
    labelled = {}
    with open(folder / "r.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if "duplicate" in record:
                labelled[record["id"]] = record["duplicate"]
    return labelled


def groups_of(labelled: Dict[str, dict]) -> Groups:
    """The groups of an answer: clusters without the reports that only have their template in common."""
    return {
        name: label["cluster"] for name, label in labelled.items() if label.get("kind") not in ("template", "translation")
    }


def two(counts: Iterable[int]) -> int:
    """Pairs within groups of these sizes."""
    return sum(count * (count - 1) // 2 for count in counts)


def count_pairs(facts: List[dict], groups: Groups) -> Pairs:
    """Pairs of these documents; a document without a group is alone."""
    true: Dict[str, int] = collections.Counter()
    found: Dict[str, int] = collections.Counter()
    both: Dict["tuple[str, str]", int] = collections.Counter()
    for fact in facts:
        true[fact["cluster"]] += 1
        group = groups.get(fact["id"])
        if group is not None:
            found[group] += 1
            both[group, fact["cluster"]] += 1
    return Pairs(two(true.values()), two(found.values()), two(both.values()))


def score(facts: List[dict], groups: Groups) -> Scores:
    """Scores of an answer."""
    by_script: Dict[str, List[dict]] = collections.defaultdict(list)
    clusters: Dict[str, set] = collections.defaultdict(set)
    for fact in facts:
        by_script[fact.get("script") or fact["lang"]].append(fact)
        group = groups.get(fact["id"])
        if group is not None:
            clusters[group].add(fact["cluster"])
    found: Dict[str, List[bool]] = collections.defaultdict(list)
    merged: Dict[str, List[bool]] = collections.defaultdict(list)
    for fact in facts:
        group = groups.get(fact["id"])
        if fact["of"] is not None:
            found[fact["kind"]].append(group is not None and group == groups.get(fact["of"]))
        if fact["kind"] in ALONE:
            merged[fact["kind"]].append(group is not None and len(clusters[group]) > 1)
    return Scores(
        count_pairs(facts, groups),
        {script: count_pairs(some, groups) for script, some in sorted(by_script.items())},
        {kind: (sum(hits) / len(hits), len(hits)) for kind, hits in sorted(found.items())},
        {kind: (sum(hits) / len(hits), len(hits)) for kind, hits in sorted(merged.items())})


def digits(text: str) -> str:
    """The digits of a figure."""
    return "".join(str(int(c)) for c in text if c.isdecimal())


def labels(facts: List[dict], records: Dict[str, dict]) -> Dict[str, "tuple[int, int]"]:
    """What Assay's labels say beside the groups, each as (count, of how many)."""
    result: Dict[str, List[bool]] = collections.defaultdict(list)
    clusters = {fact["id"]: fact["cluster"] for fact in facts}
    series: Dict[str, int] = collections.Counter(
        f"{fact['param']}" for fact in facts if fact["kind"] == "template")
    for fact in facts:
        label = records.get(fact["id"], {})
        role, kind = label.get("role"), label.get("kind")
        if role == "copy":
            result["copies of another article (wrong)"].append(clusters.get(label["kept"]) != fact["cluster"])
        if fact["kind"] == "update" and role != "kept":
            result["updates labelled update"].append(kind == "update")
            if kind == "update" and isinstance(fact["param"], list):
                shown = {digits(figure) for figure in label.get("differs", [])}
                wanted = {digits(figure) for change in fact["param"] for figure in change}
                result["updates whose changed figures are shown"].append(
                    all(any(want.lstrip("0") in show for show in shown) for want in wanted))
        elif role == "copy" and fact["kind"] in ("headline", "punct", "reorder", "boiler", "trunc"):
            result["mere copies labelled update (wrong)"].append(kind == "update")
        elif fact["kind"] == "template" and series[f"{fact['param']}"] > 1:
            result["reports labelled template"].append(kind == "template")
    return {name: (sum(hits), len(hits)) for name, hits in sorted(result.items())}
