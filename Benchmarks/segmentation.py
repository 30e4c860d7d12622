"""Scores sentence ends against gold sentences in ../shared/data/ner.

usage: python3 Benchmarks/segmentation.py path/to/assay      prints a table
       python3 Benchmarks/segmentation.py --texts FOLDER     writes the texts and their gold ends only

Gold sentences are put back together as running text: eight to a paragraph, one blank between (none in Chinese and
Japanese). A sentence that ends without a final mark is a heading or caption, so a line end follows it, as in an article.
Sentence ends inside a text count, the last one of each paragraph does not: nobody misses it.
"""
import collections
import gzip
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import Dict, Iterable, Iterator, List, Set, Tuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
NER = ROOT.parent / "shared" / "data" / "ner"
if not NER.exists():
    NER = pathlib.Path("/work/shared/data/ner")

# Corpora whose sentences were split with care: treebanks, and others that hold no two sentences in one. Left out are
# scanned newspapers, titles, machine-made corpora, and those whose gold plainly holds several sentences in one (the
# Slavic ones, Romanian, Russian, Ukrainian, Indonesian, Swahili and others).
CORPORA = """
    am-masakhaner bn-banglakit da-ddt de-germeval el-elner en-ewt en-wikigold et-estner fi-turku he-nemo hr-set hu-nerkor
    it-kind ja-gsd kk-kaznerd lv-lumii nb-norne nn-norne pt-bosque sk-snk sn-masakhaner sr-set sv-talbanken tr-wiki
    yo-masakhaner zh-gsd zh-gsdsimp zu-masakhaner
""".split()
UNSPACED = {"zh", "ja"}
LIMIT = 2000
FINAL = ".!?…。！？।॥؟۔։።"
CLOSING = "\"'”’»›“)]}」』）】"
NO_SPACE_BEFORE = set(",.;:!?)]}%»”’…،؛؟।。、！？")
NO_SPACE_AFTER = set("([{«„¿¡“‘")


def sentences(path: pathlib.Path) -> Iterator[str]:
    """The running text of every sentence of a file of tagged tokens."""
    tokens: List[str] = []
    text = None
    language = path.name.split("-")[0]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[len("# text = "):]
            elif not line:
                if tokens:
                    yield text if text is not None else joined(tokens, language)
                tokens, text = [], None
            else:
                tokens.append(line.split("\t")[0])
    if tokens:
        yield text if text is not None else joined(tokens, language)


def joined(tokens: List[str], language: str) -> str:
    """Tokens with blanks where writing has them."""
    if language in UNSPACED:
        return "".join(tokens)
    out = ""
    opened = False
    glue = True
    for token in tokens:
        if token in ("``", "''"):
            token = '"'
        if token == '"' or token == "'":
            opened = opened and out.count(token) % 2 == 1 or (out[-1:] in FINAL and out.count(token) == 0 and bool(out))
            out += token if opened or glue else " " + token
            glue = not opened
            opened = not opened
            continue
        # The raised closing mark of German, Czech and others.
        closes = token == "“" and "„" in out and out.count("„") > out.count("“")
        if glue or closes or (token[0] in NO_SPACE_BEFORE and not (token == "’" and glue)) or re.match(r"^(n't|'[a-z]{1,2})$", token):
            out += token
        else:
            out += " " + token
        glue = token in NO_SPACE_AFTER and not closes
    return out


def whole(pieces: Iterable[str], language: str) -> Iterator[str]:
    """Sentences without fragments.

    What starts with a small letter or a closing mark was cut off the sentence before it; both are left out. A colon or
    semicolon ends no sentence here, whatever the treebank holds; the Greek question mark does.
    """
    blank = "" if language in UNSPACED else " "
    middle = ":," if language == "el" else ":;,"
    ready = ""
    unended = ""
    for piece in pieces:
        piece = re.sub(r"\s+", " ", piece).strip()
        if not piece:
            continue
        if piece[0].islower() or piece[0] in ",.;:!?)]}" or not any(c.isalpha() for c in piece):
            if not unended:
                ready = ""
            continue
        if unended:
            piece = unended + blank + piece
        elif ready:
            yield ready
        ready, unended = ("", piece) if piece[-1] in middle else (piece, "")
    if ready:
        yield ready


def texts(path: pathlib.Path) -> Tuple[str, Set[int]]:
    """Running text and the offsets behind its inner sentence ends, in scalars."""
    language = path.name.split("-")[0]
    blank = "" if language in UNSPACED else " "
    parts: List[str] = []
    ends: Set[int] = set()
    length = 0
    for number, sentence in enumerate(itertools.islice(whole(sentences(path), language), LIMIT)):
        parts.append(sentence)
        length += len(sentence)
        last = sentence.rstrip(CLOSING + " ")[-1:]
        if number % 8 == 7:
            gap = "\n\n"
        else:
            ends.add(length)
            gap = blank if last and last in FINAL + (";" if language == "el" else "") else "\n"
        parts.append(gap)
        length += len(gap)
    return "".join(parts), ends


def score(gold: Set[int], found: Set[int]) -> Tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    right = len(gold & found)
    precision = 100 * right / max(1, len(found))
    recall = 100 * right / max(1, len(gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def files() -> Dict[str, pathlib.Path]:
    """The development part of every corpus."""
    paths = {path.name.split("-dev")[0]: path for path in NER.glob("**/*-dev.tsv.gz")}
    return {name: paths[name] for name in CORPORA if name in paths}


def found_ends(assay: str, rules: str, corpora: Dict[str, Tuple[str, Set[int]]]) -> Dict[str, Set[int]]:
    """What Assay finds: the ends of sentences that no paragraph ends with."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with open(folder / "texts.jsonl", "w", encoding="utf-8") as out:
            for corpus, (text, _) in corpora.items():
                out.write(json.dumps({"id": corpus, "language": corpus.split("-")[0], "text": text}) + "\n")
        (folder / "p.yaml").write_text(
            f"assay: 1\nname: segmentation\nstages: [segment: {{ rules: {rules} }}]\nwrite: [r.jsonl]\n")
        command = [assay, "run", str(folder / "p.yaml"), str(folder / "texts.jsonl"), "-o", name + "/out", "-q"]
        subprocess.run(command, check=True)
        result = {}
        for line in open(folder / "out" / "r.jsonl", encoding="utf-8"):
            record = json.loads(line)
            text = corpora[record["id"]][0]
            spans = record["sentences"]
            result[record["id"]] = {s["end"] for s in spans if not re.match(r"\s*\n\n|\s*$", text[s["end"]:s["end"] + 8])}
        return result


def main() -> None:
    corpora = {name: texts(path) for name, path in files().items()}
    if sys.argv[1] == "--texts":
        folder = pathlib.Path(sys.argv[2])
        folder.mkdir(parents=True, exist_ok=True)
        for name, (text, ends) in corpora.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            (folder / f"{name}.ends").write_text(" ".join(str(len(text[:end].encode())) for end in sorted(ends)))
        return
    ours = found_ends(sys.argv[1], "assay", corpora)
    unicode = found_ends(sys.argv[1], "unicode", corpora)
    print("| corpus | sentence ends | precision | recall | F1 | F1 of ICU's rules alone |")
    print("| --- | --- | --- | --- | --- | --- |")
    by_language: Dict[str, List[Tuple[float, float]]] = collections.defaultdict(list)
    for name, (_, gold) in corpora.items():
        precision, recall, f1 = score(gold, ours[name])
        alone = score(gold, unicode[name])[2]
        by_language[name.split("-")[0]].append((f1, alone))
        print(f"| {name} | {len(gold)} | {precision:.1f} | {recall:.1f} | **{f1:.1f}** | {alone:.1f} |")
    means = [[sum(pair[side] for pair in pairs) / len(pairs) for pairs in by_language.values()] for side in (0, 1)]
    print(f"| **mean of {len(by_language)} languages** | | | | **{sum(means[0]) / len(means[0]):.2f}** | {sum(means[1]) / len(means[1]):.2f} |")


if __name__ == "__main__":
    main()
