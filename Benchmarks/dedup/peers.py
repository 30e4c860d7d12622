"""Runs one peer over a corpus: python peers.py TOOL default|best CORPUS OUT, within an environment that has the tool.

Writes {"id": group} for all documents that have a group, as JSON. `default` are the settings of the tool's own
documentation; `best` are the ones that serve this kind of corpus best: short shingles and a low threshold, as for Assay,
and shingles of characters for scripts without spaces where the tool lets its caller make them.
"""
import json
import re
import sys
import tempfile
from typing import Dict, Iterator, List, Tuple

WORD = re.compile(r"\w+")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def articles(path: str) -> Iterator[Tuple[str, str]]:
    """Ids and texts, headline included, as a user of these tools has them."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["title"] + "\n" + record["text"]


def shingles(text: str, best: bool) -> List[str]:
    """Distinct shingles: five words; at best two words, or five characters where a script has no spaces."""
    words = WORD.findall(text.lower())
    length = 5
    if best:
        length = 2
        if 2 * len(UNSPACED.findall(text)) > len(text) / 2:
            letters = "".join(words)
            return list({letters[start : start + 5] for start in range(max(1, len(letters) - 4))})
    return list({" ".join(words[start : start + length]) for start in range(max(1, len(words) - length + 1))})


class Union:
    """Disjoint sets of numbers."""

    def __init__(self) -> None:
        self.parents: Dict[int, int] = {}

    def root(self, member: int) -> int:
        """The name of the set."""
        while self.parents.get(member, member) != member:
            self.parents[member] = self.parents.get(self.parents[member], self.parents[member])
            member = self.parents[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Makes one set of two."""
        self.parents[self.root(one)] = self.root(other)

    def groups(self, names: List[str]) -> Dict[str, str]:
        """The set of every document; those alone have one of their own."""
        return {name: str(self.root(number)) for number, name in enumerate(names)}


def datasketch(path: str, best: bool) -> Dict[str, str]:
    """MinHash and MinHashLSH; at best with threshold 0.4 and every candidate checked by the estimate."""
    from datasketch import MinHash, MinHashLSH

    threshold = 0.4 if best else 0.7
    index = MinHashLSH(threshold=threshold, num_perm=128)
    names, sketches, union = [], [], Union()
    for number, (name, text) in enumerate(articles(path)):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode("utf-8") for shingle in shingles(text, best)])
        for other in index.query(sketch):
            if not best or sketch.jaccard(sketches[other]) >= threshold:
                union.join(number, other)
        index.insert(number, sketch)
        names.append(name)
        sketches.append(sketch if best else None)
    return union.groups(names)


def rensa(path: str, best: bool) -> Dict[str, str]:
    """RMinHash and its LSH: 16 bands of 8, at best 32 bands of 4 and every candidate checked by the estimate."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.4 if best else 0.7, num_perm=128, num_bands=32 if best else 16)
    names, sketches, union = [], [], Union()
    for number, (name, text) in enumerate(articles(path)):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(shingles(text, best))
        for other in index.query(sketch):
            if not best or sketch.jaccard(sketches[other]) >= 0.4:
                union.join(number, other)
        index.insert(number, sketch)
        names.append(name)
        sketches.append(sketch)
    return union.groups(names)


def text_dedup(path: str, best: bool) -> Dict[str, str]:
    """`text_dedup.minhash`: five words at 0.7 and 256 permutations; at best two words at 0.4. It makes its own words."""
    import os

    os.environ["HF_DATASETS_OFFLINE"] = "1"
    from text_dedup import minhash

    with tempfile.TemporaryDirectory() as folder:
        rows = f"{folder}/rows.jsonl"
        names = []
        with open(rows, "w", encoding="utf-8") as out:
            for name, text in articles(path):
                names.append(name)
                out.write(json.dumps({"text": text}) + "\n")
        options = ["--ngram", "2", "--threshold", "0.4"] if best else ["--ngram", "5", "--threshold", "0.7"]
        minhash.main(
            ["--path", "json", "--data_files", rows, "--split", "train", "--cache_dir", f"{folder}/cache", "--output",
             f"{folder}/out", "--column", "text", "--batch_size", "10000", "--num_perm", "256", "--hash_func", "xxh3",
             "--num_proc", "1", "--min_length", "1", *options],
            standalone_mode=False)
        return {name: str(minhash.uf.find(number)) for number, name in enumerate(names)}


def datatrove(path: str, best: bool) -> Dict[str, str]:
    """The three MinHash steps at their defaults; at best two words, 32 buckets of 4, and figures left as they are."""
    import struct

    from datatrove.data import Document
    from datatrove.pipeline.dedup import minhash
    from datatrove.utils.text import TextNormConfig

    config = minhash.MinhashConfig()
    if best:
        norm = TextNormConfig(norm_numbers=False)
        config = minhash.MinhashConfig(n_grams=2, num_buckets=32, hashes_per_bucket=4, norm_config=norm)
    names: List[str] = []

    def documents() -> Iterator[Document]:
        for name, text in articles(path):
            names.append(name)
            yield Document(text=text, id=name)

    with tempfile.TemporaryDirectory() as folder:
        minhash.MinhashDedupSignature(f"{folder}/signatures", config=config).run(documents())
        for bucket in range(config.num_buckets):
            minhash.MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config).run(
                None, bucket, config.num_buckets)
        minhash.MinhashDedupCluster(f"{folder}/buckets", f"{folder}/clusters", config=config, save_cluster_id=True).run()
        with open(f"{folder}/clusters/000000.clusters", "rb") as pairs:
            return {names[number]: str(group) for number, group in struct.iter_unpack("<II", pairs.read())}


TOOLS = {"datasketch": datasketch, "rensa": rensa, "text-dedup": text_dedup, "datatrove": datatrove}

if __name__ == "__main__":
    tool, setting, corpus, out = sys.argv[1:]
    answer = TOOLS[tool](corpus, setting == "best")
    with open(out, "w", encoding="utf-8") as file:
        json.dump(answer, file)
