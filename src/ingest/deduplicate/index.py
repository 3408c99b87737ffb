"""The index: what is kept of each text so that copies can be found without reading it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.signatures import (
    LIMIT,
    Figures,
    Flags,
    Hashes,
    Marks,
    Quotations,
    Shingles,
    are_whole,
    batches,
    fingerprints,
    rolled,
    shortened,
    tokens,
)

CLASSES = 32
"""Classes of a sketch: 32 numbers tell whether two texts share more than about half of their words."""

_LOOKED_AT = 8 * CLASSES  # of the smallest hashes of a text, about

NO_SHINGLE = np.uint32(0xFFFFFFFF)
"""Stands in a sketch where a text has no sampled shingle of a class."""

Numbers = NDArray[np.int64]
Sketches = NDArray[np.uint32]
"""One row of `CLASSES` numbers a text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared with others: all its shingles in reading order, figures, quotations."""

    shingles: Marks  # the lower half of each hash: two texts share one by chance once in 4,000 pairs
    places: Numbers  # of the figures: the shingle that begins with the figure's word
    figures: Marks
    quoted: Numbers  # shingles that stand within quotation marks: start, end, start, end …


@dataclass(frozen=True, slots=True)
class Sampled:
    """The sampled shingles of some texts, text after text in reading order; then one number a text."""

    text: Numbers  # place in the batch of the text that each shingle stands in
    shingle: Marks
    place: Numbers  # counted in shingles of the text
    is_thin: Flags  # whether a long text of the same words would be sampled there
    length: Numbers  # shingles of each text
    fingerprint: Hashes  # of all its words
    is_whole: Flags  # whether the sample is all shingles: the text is short
    sketch: Sketches
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    found: Shingles
    figures: Figures
    quotations: Quotations
    fingerprint: Hashes
    is_whole: Flags
    chosen: Numbers  # places of the sampled shingles in the batch
    sketch: Sketches


def readings(texts: Sequence[str]) -> Iterator[Reading]:
    """Texts as they are compared with others."""
    for start, end in batches(texts):
        read = tokens(texts[start:end])
        yield from _readings(rolled(read.words), read.figures, read.quotations)


def sampled(texts: Sequence[str]) -> Sampled:
    """Sample texts; about 700 bytes of shingles for a text of a thousand words."""
    parts = [_batch(texts[start:end]) for start, end in batches(texts)] or [_batch(())]
    counts = np.concatenate([np.diff(part.found.offsets) for part in parts])
    shift = np.cumsum([0, *(len(part.found.hashes) for part in parts)])
    chosen = np.concatenate([part.chosen + at for part, at in zip(parts, shift.tolist(), strict=False)])
    starts = np.cumsum(counts) - counts
    owner = np.searchsorted(starts + counts, chosen, side="right")
    flat = np.concatenate([part.found.hashes[part.chosen] for part in parts])
    return Sampled(
        text=owner,
        shingle=shortened(flat),
        place=chosen - starts[owner],
        is_thin=flat <= LIMIT,
        length=counts,
        fingerprint=np.concatenate([part.fingerprint for part in parts]),
        is_whole=np.concatenate([part.is_whole for part in parts]),
        sketch=np.concatenate([part.sketch for part in parts]),
        readings=tuple(one for part in parts for one in _readings(part.found, part.figures, part.quotations)),
    )


def _batch(texts: Sequence[str]) -> _Batch:
    read = tokens(texts)
    found = rolled(read.words)
    is_whole = are_whole(found)
    is_chosen = (found.hashes <= LIMIT) | np.repeat(is_whole, np.diff(found.offsets))
    return _Batch(
        found,
        read.figures,
        read.quotations,
        fingerprints(read.words),
        is_whole,
        np.flatnonzero(is_chosen),
        _sketches(found),
    )


def _readings(found: Shingles, figures: Figures, quotations: Quotations) -> Iterator[Reading]:
    low = found.hashes.astype(np.uint32)
    bounds = found.offsets.tolist()
    for position, (start, end) in enumerate(pairwise(bounds)):
        yield Reading(low[start:end], *figures.of(position), quotations.of(position))


def _sketches(found: Shingles) -> Sketches:
    """For each text the smallest hash of each class (one-permutation hashing: Li, Owen, Zhang 2012).

    About eight of the smallest hashes are looked at for each class, so a long text and a short one
    give the same number wherever they share the smallest hash.
    """
    counts = np.diff(found.offsets)
    limits = (float(1 << 64) * np.minimum(1, _LOOKED_AT / np.maximum(counts, _LOOKED_AT + 1))).astype(
        np.uint64
    )
    at = np.flatnonzero(found.hashes <= np.repeat(limits, counts))
    hashes = found.hashes[at]
    owner = np.searchsorted(found.offsets[1:], at, side="right")
    cell = owner * CLASSES + (hashes % np.uint64(CLASSES)).astype(np.int64)
    flat = np.full(len(counts) * CLASSES, NO_SHINGLE, np.uint32)
    np.minimum.at(flat, cell, (hashes >> np.uint64(32)).astype(np.uint32))
    return flat.reshape(len(counts), CLASSES)
