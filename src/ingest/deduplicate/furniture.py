"""Outlet furniture: passages that an outlet prints in many articles, which say nothing about copying.

Captions of a gallery, appeals to subscribe, lists of related stories: 3.6% of the index, yet
three quarters of the false pairs among 37,554 real articles (docs/families.md). It is found in the
sample alone, so a text is read once and its full shingles need not be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.candidates import candidate_pairs
from ingest.deduplicate.components import components
from ingest.deduplicate.signatures import Hashes

ARTICLES = 3
"""A passage is furniture where an outlet prints it in this many different stories."""

_PASSAGE = 6  # consecutive shingles of a repeated passage: eight words; fewer are turns of phrase
_SUSPECT = 0.4  # share of a text that its outlet repeats: furniture, or one story printed three times
_ONE_STORY = 0.6  # share of the longer of two texts that the other holds: one story

Passages = NDArray[np.int32]
"""Half-open ranges of shingles, one a row: `[[start, end], …]`."""

_NO_PASSAGES = np.empty((0, 2), np.int32)


@dataclass(frozen=True, slots=True)
class Thinned:
    """The sampled shingles of one text in reading order, with their places in it."""

    hashes: Hashes
    places: Passages  # of each, counted in shingles
    length: int  # shingles of the text


def furniture(texts: Sequence[Thinned], groups: Sequence[int]) -> list[Passages]:
    """Which passages of each text its outlet prints in other stories too.

    A passage reaches from the first to the last of sampled shingles in a row that are all repeated.

    Args:
        texts: of one outlet.
        groups: texts with the same number are versions of one article and count once.
    """
    if len(set(groups)) < ARTICLES:
        return [_NO_PASSAGES] * len(texts)
    distinct = [np.unique(text.hashes) for text in texts]
    found = _passages(texts, _frequent(distinct, groups))
    suspects = [at for at, passages in enumerate(found) if _share(passages, texts[at]) >= _SUSPECT]
    if len(suspects) < 2:
        return found
    return _passages(texts, _frequent(distinct, _stories(distinct, groups, suspects)))


def _share(passages: Passages, text: Thinned) -> float:
    return int((passages[:, 1] - passages[:, 0]).sum()) / text.length if text.length else 0.0


def _passages(texts: Sequence[Thinned], frequent: Hashes) -> list[Passages]:
    if not len(frequent):
        return [_NO_PASSAGES] * len(texts)
    return [_repeated(text, frequent) for text in texts]


def _repeated(text: Thinned, frequent: Hashes) -> Passages:
    """The runs of a text in which every sampled shingle is frequent; short runs are turns of phrase."""
    places = np.searchsorted(frequent, text.hashes)
    hits = np.take(frequent, places, mode="clip") == text.hashes
    bounds = np.flatnonzero(np.diff(np.concatenate(([False], hits, [False]))))
    starts, ends = text.places[bounds[::2]], text.places[bounds[1::2] - 1] + 1
    long = ends - starts >= _PASSAGE
    return np.stack((starts[long], ends[long]), axis=1) if long.any() else _NO_PASSAGES


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
    samples = [texts[position] for position in suspects]
    sizes = np.array([max(len(sample), 1) for sample in samples])
    pairs = candidate_pairs(samples, np.zeros(len(samples)), window=np.inf)
    same = pairs.shared >= _ONE_STORY * np.maximum(sizes[pairs.first], sizes[pairs.second])
    edges = [
        (groups[suspects[first]], groups[suspects[second]])
        for first, second in zip(pairs.first[same].tolist(), pairs.second[same].tolist(), strict=True)
    ]
    return components(max(groups) + 1, edges, groups)
