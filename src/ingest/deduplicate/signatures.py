"""Shingles: a text as the set of its short word sequences, hashed the same in every process and version.

A token is a word (letters, digits and their marks, without case and typography). Scripts that
write no spaces give one token a character, which covers the two characters behind it as well.
All arithmetic is modulo 2^64 on whole batches of texts, so that a text of a thousand words costs
about a fifth of a millisecond.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]
Flags = NDArray[np.bool_]

WIDTH = 3
"""Tokens in a shingle. A wrong word spoils three of them; with five to a shingle it spoils five."""

SAMPLE = 8
"""One shingle in this many is indexed (FracMinHash: those with the smallest hashes)."""

LIMIT = np.uint64(((1 << 64) - 1) // SAMPLE)
"""The greatest hash that is sampled."""

ALL_BELOW = 250
"""Texts with fewer distinct shingles are indexed whole: a sample of a brief says nothing."""

_BATCH_CHARACTERS = 1 << 20
_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_ASSIGNED = ((0x0, 0x323AF), (0xE0100, 0xE01EF))  # the planes between hold no characters
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shingles:
    """Hashes of several texts in reading order: those of text `i` are `hashes[offsets[i]:offsets[i + 1]]`."""

    hashes: Hashes
    offsets: Offsets

    def of(self, position: int) -> Hashes:
        """The shingles of one text, in reading order."""
        return self.hashes[self.offsets[position] : self.offsets[position + 1]]


def mixed(values: Hashes) -> Hashes:
    """Spread 64-bit values evenly, one to one (finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of texts that are worth hashing together: about a million characters each."""
    start, size = 0, 0
    for position, text in enumerate(texts):
        if size and size + len(text) > _BATCH_CHARACTERS:
            yield start, position
            start, size = position, 0
        size += len(text)
    if start < len(texts):
        yield start, len(texts)


def tokens(texts: Sequence[str]) -> Shingles:
    """One hash a token, in reading order, of all texts of a batch."""
    folded = [_folded(text) for text in texts]
    codes = np.frombuffer("\n".join((*folded, "")).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[codes]
    starts, ends = _token_bounds(kinds)
    text_ends = np.cumsum([len(text) + 1 for text in folded], dtype=np.int64)
    offsets = np.concatenate(([0], np.searchsorted(starts, text_ends)))
    return Shingles(hashes=_word_hashes(codes, starts, ends), offsets=offsets.astype(np.int64))


def shingles(texts: Sequence[str], width: int = WIDTH) -> Shingles:
    """The shingles of each text of a batch, in reading order; a text of fewer tokens has none."""
    return rolled(tokens(texts), width)


def rolled(words: Shingles, width: int = WIDTH) -> Shingles:
    """The shingles over the tokens of a batch."""
    counts = np.maximum(np.diff(words.offsets) - width + 1, 0)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    total = max(len(words.hashes) - width + 1, 0)
    hashes = np.zeros(total, np.uint64)
    for step in range(width):
        hashes = mixed(hashes * np.uint64(_BASE) + words.hashes[step : step + total])
    firsts = np.repeat(words.offsets[:-1] - offsets[:-1], counts) + np.arange(offsets[-1])
    return Shingles(hashes=hashes[firsts], offsets=offsets)


def fingerprint(words: Hashes) -> int:
    """One number for a whole sequence of tokens: equal for equal texts, whatever their typography."""
    places = mixed(np.arange(1, len(words) + 1, dtype=np.uint64))
    return int(mixed(words ^ places).sum(dtype=np.uint64)) ^ len(words)


def distinct(values: "NDArray[Any]") -> "NDArray[Any]":
    """Values in order, each once. Sorting takes a fifth of the time of `np.unique`, which hashes."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def is_sampled(text: Hashes) -> tuple[Flags, bool]:
    """Which shingles stand for a text in the index: a fair sample, or all of a short text; whether all."""
    if len(text) < ALL_BELOW or len(distinct(text)) < ALL_BELOW:
        return np.ones(len(text), np.bool_), True
    return text <= LIMIT, False


def shortened(sampled: Hashes) -> NDArray[np.uint32]:
    """Sampled shingles as 32 bits: half the index, and chance likenesses stay rare.

    Two texts of a hundred sampled shingles share one of them by chance once in 400,000 pairs, two never.
    """
    spread = np.where(sampled <= LIMIT, sampled * np.uint64(SAMPLE), sampled) >> np.uint64(32)
    return spread.astype(np.uint32)


def hashed(text: str) -> int:
    """64 bits of a text, the same in every process and version.

    >>> hashed("a") == hashed("a") != hashed("b")
    True
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point: 0 separates words, 1 belongs to a word, 2 is a token of its own."""
    kinds = np.zeros(0x110000, np.uint8)
    for first, last in _ASSIGNED:
        kinds[first : last + 1] = [_is_of_word(chr(code)) for code in range(first, last + 1)]
    for first, last in _UNSPACED:
        kinds[first : last + 1] *= 2
    return kinds


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _token_bounds(kinds: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Where each token begins and ends; a character of an unspaced script reaches over the next two."""
    before = np.concatenate((np.zeros(1, np.uint8), kinds[:-1]))
    after = np.concatenate((kinds[1:], np.zeros(1, np.uint8)))
    own = kinds == 2
    starts = np.flatnonzero(own | ((kinds == 1) & (before != 1)))
    ends = np.flatnonzero(own | ((kinds == 1) & (after != 1))) + 1
    second = own[starts] & (np.take(kinds, ends, mode="clip") == 2)
    third = second & (np.take(kinds, ends + 1, mode="clip") == 2)
    return starts, ends + second + third


def _word_hashes(codes: NDArray[np.uint32], starts: Offsets, ends: Offsets) -> Hashes:
    """A polynomial hash of each slice, by differences of one running sum."""
    powers, inverses = _powers(len(codes))
    weighed = mixed(codes.astype(np.uint64) + np.uint64(1)) * powers[: len(codes)]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(weighed, dtype=np.uint64)))
    return mixed((sums[ends] - sums[starts]) * inverses[starts])


_POWER_CACHE: dict[str, tuple[Hashes, Hashes]] = {}


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, at least `count` of each."""
    known = _POWER_CACHE.get("powers")
    if known is None or len(known[0]) < count:
        size = max(count, _BATCH_CHARACTERS * 2)
        known = (_running_product(_BASE, size), _running_product(_INVERSE, size))
        _POWER_CACHE["powers"] = known
    return known


def _running_product(base: int, size: int) -> Hashes:
    factors = np.full(size, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)
