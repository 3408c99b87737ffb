"""The index: what is kept of each text so that copies can be found without reading it again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.signatures import (
    LIMIT,
    Flags,
    Hashes,
    batches,
    fingerprint,
    is_sampled,
    rolled,
    shortened,
    tokens,
)

CLASSES = 32
"""Classes of a sketch: 32 numbers tell whether two texts share more than about half of their words."""

NO_SHINGLE = np.uint32(0xFFFFFFFF)
"""Stands in a sketch where a text has no sampled shingle of a class."""

Numbers = NDArray[np.int64]
Marks = NDArray[np.uint32]
Sketches = NDArray[np.uint32]
"""One row of `CLASSES` numbers a text."""


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


def sampled(texts: Sequence[str]) -> Sampled:
    """Sample texts; about 700 bytes of shingles for a text of a thousand words."""
    lengths, prints, wholes = [], [], []
    hashes: list[Hashes] = [np.empty(0, np.uint64)]
    places: list[Numbers] = [np.empty(0, np.int64)]
    for start, end in batches(texts):
        words = tokens(texts[start:end])
        batch = rolled(words)
        for at in range(end - start):
            text = batch.of(at)
            chosen, is_whole = is_sampled(text)
            places.append(np.flatnonzero(chosen))
            hashes.append(text[chosen])
            lengths.append(len(text))
            prints.append(fingerprint(words.of(at)))
            wholes.append(is_whole)
    owner = np.repeat(np.arange(len(lengths)), [len(kept) for kept in hashes[1:]])
    flat = np.concatenate(hashes)
    shingle = shortened(flat)
    return Sampled(
        text=owner,
        shingle=shingle,
        place=np.concatenate(places),
        is_thin=flat <= LIMIT,
        length=np.array(lengths, np.int64),
        fingerprint=np.array(prints, np.uint64),
        is_whole=np.array(wholes, np.bool_),
        sketch=_sketches(owner, flat, len(lengths)),
    )


def _sketches(owner: Numbers, hashes: Hashes, count: int) -> Sketches:
    """For each text the smallest hash of each class (one-permutation hashing: Li, Owen, Zhang 2012).

    A sample holds a text's smallest hashes, so a long text and a short one give the same numbers
    wherever a long one gives one at all.
    """
    cell = owner * CLASSES + (hashes % np.uint64(CLASSES)).astype(np.int64)
    value = (hashes >> np.uint64(32)).astype(np.uint32)
    order = np.lexsort((value, cell))
    cell, value = cell[order], value[order]
    is_first = np.ones(len(cell), np.bool_)
    is_first[1:] = cell[1:] != cell[:-1]
    flat = np.full(count * CLASSES, NO_SHINGLE, np.uint32)
    flat[cell[is_first]] = value[is_first]
    return flat.reshape(count, CLASSES)
