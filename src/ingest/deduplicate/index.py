"""The index: what is kept of each text so that copies can be found without reading it again."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.corpus import Corpus
from ingest.deduplicate.furniture import Passages, Thinned, furniture
from ingest.deduplicate.signatures import (
    LIMIT,
    Flags,
    Hashes,
    batches,
    fingerprint,
    is_sampled,
    rolled,
    shingles,
    shortened,
    tokens,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One text in the index: about 700 bytes at a thousand words."""

    fingerprint: int  # of all its words
    length: int  # shingles in reading order
    sample: NDArray[np.uint32]  # sampled distinct shingles outside furniture
    thin: int  # how many a long text of the same words would have: all of them unless the text is short
    is_whole: bool  # whether the sample is all shingles: the text is short
    furniture: Passages


def signatures(corpus: Corpus) -> list[Signature]:
    """The signature of each text, outlet by outlet: an outlet's texts together show its furniture."""
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(corpus.rows):
        by_source[row.source].append(position)
    found: dict[int, Signature] = {}
    for source in sorted(by_source):
        found.update(_of_outlet(corpus, by_source[source]))
    return [found[position] for position in range(len(corpus.rows))]


def read_shingles(corpus: Corpus, positions: list[int], index: list[Signature]) -> list[Hashes]:
    """The shingles of some texts in reading order, without their furniture."""
    texts = corpus.read(positions)
    kept: list[Hashes] = []
    for start, end in batches(texts):
        batch = shingles(texts[start:end])
        for place in range(end - start):
            text = batch.of(place)
            passages = index[positions[start + place]].furniture
            kept.append(text[_outside(passages, np.arange(len(text)))] if len(passages) else text)
    return kept


def _of_outlet(corpus: Corpus, positions: list[int]) -> Iterator[tuple[int, Signature]]:
    numbers = {
        group: number for number, group in enumerate(sorted({corpus.rows[at].group for at in positions}))
    }
    groups = [numbers[corpus.rows[position].group] for position in positions]
    prints, thinned, wholes = _hashed(corpus.read(positions))
    for position, words, text, is_whole, passages in zip(
        positions, prints, thinned, wholes, furniture(thinned, groups), strict=True
    ):
        kept = text.hashes[_outside(passages, text.places)] if len(passages) else text.hashes
        sample = shortened(kept)
        thin = len(np.unique(kept[kept <= LIMIT])) if is_whole else len(sample)
        yield position, Signature(words, text.length, sample, thin, is_whole, passages)


def _hashed(texts: list[str]) -> tuple[list[int], list[Thinned], list[bool]]:
    """Fingerprint, sampled shingles, and whether they are all, of each text."""
    prints: list[int] = []
    thinned: list[Thinned] = []
    wholes: list[bool] = []
    for start, end in batches(texts):
        words = tokens(texts[start:end])
        batch = rolled(words)
        for place in range(end - start):
            text = batch.of(place)
            chosen, is_whole = is_sampled(text)
            places = np.flatnonzero(chosen).astype(np.int32)
            prints.append(fingerprint(words.of(place)))
            thinned.append(Thinned(text[places], places, len(text)))
            wholes.append(is_whole)
    return prints, thinned, wholes


def _outside(passages: Passages, places: "np.ndarray[tuple[int], np.dtype[np.integer]]") -> Flags:
    """Which places lie in no passage."""
    within = np.searchsorted(passages[:, 0], places, side="right") - 1
    outside: Flags = (within < 0) | (places >= passages[np.maximum(within, 0), 1])
    return outside
