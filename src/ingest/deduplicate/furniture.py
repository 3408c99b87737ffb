"""Outlet furniture: passages that an outlet prints in many articles, which say nothing about copying.

Captions of a gallery, appeals to subscribe, lists of related stories: 3.6% of the index, yet
three quarters of the false pairs among 37,554 real articles (docs/families.md).
"""

from collections.abc import Sequence

import numpy as np

from ingest.deduplicate.candidates import candidate_pairs
from ingest.deduplicate.components import components
from ingest.deduplicate.signatures import Flags, Hashes, sampled

ARTICLES = 3
"""A passage is furniture where an outlet prints it in this many different stories."""

_PASSAGE = 6  # consecutive repeated shingles: eight words; fewer are turns of phrase
_SUSPECT = 0.4  # share of a text that its outlet repeats: furniture, or one story printed three times
_ONE_STORY = 0.6  # share of the longer of two texts that the other holds: one story


def repeated(texts: Sequence[Hashes], groups: Sequence[int]) -> Hashes:
    """The shingles that stand in three or more different stories of one outlet, sorted.

    Args:
        texts: the distinct shingles of each text of the outlet.
        groups: texts with the same number are versions of one article and count once.
    """
    if len(texts) < ARTICLES:
        return np.empty(0, np.uint64)
    frequent = _frequent(texts, groups)
    shares = [np.isin(text, frequent, assume_unique=True).mean() if len(text) else 0.0 for text in texts]
    suspects = [position for position, share in enumerate(shares) if share >= _SUSPECT]
    if len(suspects) < 2 or not len(frequent):
        return frequent
    return _frequent(texts, _stories(texts, groups, suspects))


def furniture(text: Hashes, repeated_shingles: Hashes) -> Flags:
    """Which shingles of a text (in reading order) lie in a passage that its outlet repeats."""
    if not len(repeated_shingles) or not len(text):
        return np.zeros(len(text), np.bool_)
    places = np.searchsorted(repeated_shingles, text)
    hits = np.take(repeated_shingles, places, mode="clip") == text
    edges = np.flatnonzero(np.diff(np.concatenate(([0], hits.astype(np.int8), [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < _PASSAGE:
            hits[start:end] = False
    return hits


def _frequent(texts: Sequence[Hashes], groups: Sequence[int]) -> Hashes:
    owners = np.repeat(np.asarray(groups, np.int64), [len(text) for text in texts])
    hashes = np.concatenate(texts)
    if len(set(groups)) < len(texts):
        order = np.lexsort((owners, hashes))
        hashes, owners = hashes[order], owners[order]
        is_first = np.ones(len(hashes), np.bool_)
        is_first[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
        hashes = hashes[is_first]
    else:
        hashes = np.sort(hashes)
    here = hashes[: 1 - ARTICLES]
    return np.unique(here[here == hashes[ARTICLES - 1 :]])


def _stories(texts: Sequence[Hashes], groups: Sequence[int], suspects: Sequence[int]) -> list[int]:
    """The groups, with those made one whose texts are nearly the same: updates, pages of one story."""
    samples = [sampled(texts[position]) for position in suspects]
    sizes = np.array([max(len(sample), 1) for sample in samples])
    pairs = candidate_pairs(samples, np.zeros(len(samples)), window=np.inf)
    same = pairs.shared >= _ONE_STORY * np.maximum(sizes[pairs.first], sizes[pairs.second])
    edges = [
        (groups[suspects[first]], groups[suspects[second]])
        for first, second in zip(pairs.first[same].tolist(), pairs.second[same].tolist(), strict=True)
    ]
    return components(max(groups) + 1, edges, groups)
