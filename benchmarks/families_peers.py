"""One peer on one file of generated articles: `python families_peers.py NAME FILE`; prints one JSON object.

Run by `families.py` with the Python of an environment that has the peers. Each finds pairs in its usual way,
with the threshold that did best on the development sets (docs/families.md), and joins them to clusters.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import pyarrow.parquet as pq

PERMUTATIONS = 128
GRAM = 5
THRESHOLD = 0.4
COSINE = 0.5
_BLOCK = 1_000
_WORD = re.compile(r"\w+")

Pairs = Iterator[tuple[int, int]]


def grams(text: str) -> list[str]:
    """Five words each."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1))]


def datasketch(texts: Sequence[str]) -> Pairs:
    """MinHash and its banded index, as its guide shows."""
    library: Any = import_module("datasketch")
    index = library.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for at, text in enumerate(texts):
        mark = library.MinHash(num_perm=PERMUTATIONS)
        mark.update_batch([gram.encode() for gram in set(grams(text))])
        yield from ((int(other), at) for other in index.query(mark))
        index.insert(str(at), mark)


def rensa(texts: Sequence[str]) -> Pairs:
    """The same method in Rust."""
    library: Any = import_module("rensa")
    index = library.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    for at, text in enumerate(texts):
        mark = library.RMinHash(num_perm=PERMUTATIONS, seed=42)
        mark.update(grams(text))
        yield from ((int(other), at) for other in index.query(mark))
        index.insert(at, mark)


def tf_idf(texts: Sequence[str]) -> Pairs:
    """Cosine of all pairs, block by block."""
    library: Any = import_module("sklearn.feature_extraction.text")
    vectors = library.TfidfVectorizer(sublinear_tf=True, max_df=0.1, min_df=2).fit_transform(texts)
    for start in range(0, vectors.shape[0], _BLOCK):
        alike = (vectors[start : start + _BLOCK] @ vectors.T).tocoo()
        for row, column, cosine in zip(
            alike.row.tolist(), alike.col.tolist(), alike.data.tolist(), strict=True
        ):
            if cosine >= COSINE and column > start + row:
                yield start + row, column


PEERS: dict[str, Callable[[Sequence[str]], Pairs]] = {
    "datasketch": datasketch,
    "rensa": rensa,
    "tf-idf": tf_idf,
}


def clusters(count: int, pairs: Pairs) -> list[int]:
    """Connected components, named by their smallest member."""
    parent = list(range(count))

    def name(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        first, second = sorted((name(one), name(other)))
        parent[second] = first
    return [name(item) for item in range(count)]


def quality(found: Sequence[Any], truth: Sequence[Any]) -> dict[str, float]:
    """Pairwise precision and recall in percent."""

    def pairs(counts: "Counter[Any]") -> int:
        return sum(size * (size - 1) // 2 for size in counts.values())

    both = pairs(Counter(zip(found, truth, strict=True)))
    return {
        "precision": round(100 * both / max(1, pairs(Counter(found))), 2),
        "recall": round(100 * both / max(1, pairs(Counter(truth))), 2),
    }


def peak_mb() -> int:
    """The most memory that this process ever held; `ru_maxrss` would count the one that started it."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Measure and print."""
    name, file = sys.argv[1:]
    table = pq.read_table(file, columns=["text", "family"]).to_pydict()
    begun, cpu = perf_counter(), process_time()
    found = clusters(len(table["text"]), PEERS[name](table["text"]))
    result = {"method": name, "articles": len(found), "seconds": round(perf_counter() - begun, 1)}
    result |= {"cpu": round(process_time() - cpu, 1), "peak_mb": peak_mb()}
    print(json.dumps(result | quality(found, table["family"])))


if __name__ == "__main__":
    main()
