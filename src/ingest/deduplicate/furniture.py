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


def furniture(texts: Sequence[Hashes], groups: Sequence[int]) -> list[Flags | None]:
    """Which shingles of each text lie in a passage that its outlet prints in other stories too.

    Args:
        texts: the shingles of each text of one outlet, in reading order.
        groups: texts with the same number are versions of one article and count once.

    Returns:
        one flag a shingle, None for a text without furniture.
    """
    if len(set(groups)) < ARTICLES:
        return [None] * len(texts)
    distinct = [np.unique(text) for text in texts]
    flags = _passages(texts, _frequent(distinct, groups))
    suspects = [at for at, found in enumerate(flags) if found is not None and found.mean() >= _SUSPECT]
    if len(suspects) < 2:
        return flags
    return _passages(texts, _frequent(distinct, _stories(distinct, groups, suspects)))


def _passages(texts: Sequence[Hashes], frequent: Hashes) -> list[Flags | None]:
    if not len(frequent):
        return [None] * len(texts)
    return [_passage(text, frequent) for text in texts]


def _passage(text: Hashes, frequent: Hashes) -> Flags | None:
    """The runs of a text in which every shingle is frequent; short runs are turns of phrase."""
    places = np.searchsorted(frequent, text)
    hits = np.take(frequent, places, mode="clip") == text
    bounds = np.flatnonzero(np.diff(np.concatenate(([False], hits, [False]))))
    starts, ends = bounds[::2], bounds[1::2]
    long = ends - starts >= _PASSAGE
    if not long.any():
        return None
    marks = np.zeros(len(text) + 1, np.int8)
    marks[starts[long]] = 1
    marks[ends[long]] -= 1
    return np.cumsum(marks[:-1], dtype=np.int8).astype(np.bool_)


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
