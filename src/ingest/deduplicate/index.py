"""The index: what is kept of each text so that copies can be found without reading it again."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.corpus import Corpus
from ingest.deduplicate.furniture import furniture
from ingest.deduplicate.signatures import Hashes, batches, fingerprint, rolled, sampled, shingles, tokens


@dataclass(frozen=True, slots=True)
class Signature:
    """One text in the index: about 2 kB at a thousand words."""

    fingerprint: int  # of all its words
    length: int  # shingles in reading order
    sample: Hashes  # sampled distinct shingles outside furniture
    furniture: NDArray[np.uint8] | None  # one bit a shingle, None where there is no furniture


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
        kept.extend(
            _without(batch.of(place), index[positions[start + place]].furniture)
            for place in range(end - start)
        )
    return kept


def _of_outlet(corpus: Corpus, positions: list[int]) -> dict[int, Signature]:
    ordered, prints = _hashed(corpus.read(positions))
    numbers = {
        group: number for number, group in enumerate(sorted({corpus.rows[at].group for at in positions}))
    }
    groups = [numbers[corpus.rows[position].group] for position in positions]
    found = {}
    for position, text, words, flags in zip(
        positions, ordered, prints, furniture(ordered, groups), strict=True
    ):
        bits = None if flags is None else np.packbits(flags)
        found[position] = Signature(words, len(text), sampled(np.unique(_without(text, bits))), bits)
    return found


def _hashed(texts: list[str]) -> tuple[list[Hashes], list[int]]:
    ordered: list[Hashes] = []
    prints: list[int] = []
    for start, end in batches(texts):
        words = tokens(texts[start:end])
        batch = rolled(words)
        ordered.extend(batch.of(place) for place in range(end - start))
        prints.extend(fingerprint(words.of(place)) for place in range(end - start))
    return ordered, prints


def _without(text: Hashes, bits: NDArray[np.uint8] | None) -> Hashes:
    return text if bits is None else text[~np.unpackbits(bits, count=len(text)).astype(np.bool_)]
