"""Shingles: a text as the sequence of its short word sequences, hashed the same in every process and version.

A token is a word (letters, digits and their marks, without case and typography). Scripts that
write no spaces give one token a character, which covers the two characters behind it as well.
All arithmetic is modulo 2^64 on whole batches of texts, so that a text of a thousand words costs
about a tenth of a millisecond.
"""

import re
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
Marks = NDArray[np.uint32]
Flags = NDArray[np.bool_]

WIDTH = 3
"""Tokens in a shingle. A wrong word spoils three of them; with five to a shingle it spoils five."""

SAMPLE = 8
"""One shingle in this many is indexed (FracMinHash: those with the smallest hashes)."""

LIMIT = np.uint64(((1 << 64) - 1) // SAMPLE)
"""The greatest hash that is sampled."""

ALL_BELOW = 250
"""Texts with fewer distinct shingles are indexed whole: a sample of a brief says nothing."""

_BATCH_CHARACTERS = 1 << 18  # what a batch works on stays in the processor's cache
_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_ASSIGNED = ((0x0, 0x323AF), (0xE0100, 0xE01EF))  # the planes between hold no characters
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
_SEPARATES, _OF_WORD, _ALONE, _DIGIT, _QUOTE = 0, 1, 2, 3, 4  # odd: of a word
_BLOCK = 256
_WORDS = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_NEW_LINE = ord("\n")
_JOINS_DIGITS = (ord("."), ord(","))
_QUOTES = tuple(map(ord, '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f'))
_OPEN_ALWAYS = tuple(map(ord, "\u300c\u300e"))
_OPEN_BEFORE_ANYTHING = tuple(map(ord, "\u201c\u201e\u201f\u00ab"))
_BEFORE_OPENING = tuple(map(ord, "\n\r\t ([\u2013\u2014\u3000"))


@dataclass(frozen=True, slots=True)
class Shingles:
    """Hashes of several texts in reading order: those of text `i` are `hashes[offsets[i]:offsets[i + 1]]`."""

    hashes: Hashes
    offsets: Offsets

    def of(self, position: int) -> Hashes:
        """The hashes of one text, in reading order."""
        return self.hashes[self.offsets[position] : self.offsets[position + 1]]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of several texts in reading order: `12.5` and `1,000` are one figure each."""

    marks: Marks  # hash of each
    places: Offsets  # the token that each begins in, counted within its text
    offsets: Offsets

    def of(self, position: int) -> tuple[Offsets, Marks]:
        """Places and hashes of the figures of one text."""
        within = slice(self.offsets[position], self.offsets[position + 1])
        return self.places[within], self.marks[within]


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of several texts in reading order, without those of fewer than three words."""

    bounds: Offsets  # one row each: its first shingle and the one behind its last, counted within its text
    offsets: Offsets

    def of(self, position: int) -> Offsets:
        """Bounds of those of one text, each start with its end behind it."""
        return self.bounds[self.offsets[position] : self.offsets[position + 1]].ravel()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, the figures and the quotations of a batch of texts."""

    words: Shingles
    figures: Figures
    quotations: Quotations


def mixed(values: Hashes) -> Hashes:
    """Spread 64-bit values evenly, one to one (finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of texts that are worth hashing together."""
    start, size = 0, 0
    for position, text in enumerate(texts):
        if size and size + len(text) > _BATCH_CHARACTERS:
            yield start, position
            start, size = position, 0
        size += len(text)
    if start < len(texts):
        yield start, len(texts)


def tokens(texts: Sequence[str]) -> Tokens:
    """One hash a token, in reading order, of all texts of a batch; and their figures."""
    composed = [_composed(text) for text in texts]
    codes = np.frombuffer("\n".join((*composed, "")).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[codes]
    starts, ends = _token_bounds(kinds)
    ends_of_texts = np.cumsum([len(text) + 1 for text in composed], dtype=np.int64)
    offsets = _offsets(starts, ends_of_texts)
    sums = _running_sums(codes)
    words = Shingles(_slice_hashes(sums, starts, ends), offsets)
    first, last = _figure_bounds(codes, kinds)
    of_figures = _offsets(first, ends_of_texts)
    places = np.searchsorted(starts, first, side="right") - 1
    places -= np.repeat(offsets[:-1], np.diff(of_figures))
    marks = _slice_hashes(sums, first, last).astype(np.uint32)
    quotations = _quotations(codes, kinds, starts, ends_of_texts)
    return Tokens(words, Figures(marks, places, of_figures), quotations)


def shingles(texts: Sequence[str], width: int = WIDTH) -> Shingles:
    """The shingles of each text of a batch, in reading order; a text of fewer tokens has none."""
    return rolled(tokens(texts).words, width)


def rolled(words: Shingles, width: int = WIDTH) -> Shingles:
    """The shingles over the tokens of a batch."""
    counts = np.maximum(np.diff(words.offsets) - width + 1, 0)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    total = max(len(words.hashes) - width + 1, 0)
    sums = np.zeros(total, np.uint64)
    for step in range(width):
        sums *= np.uint64(_BASE)
        sums += words.hashes[step : step + total]
    firsts = np.repeat(words.offsets[:-1] - offsets[:-1], counts) + np.arange(offsets[-1])
    return Shingles(hashes=mixed(sums[firsts]), offsets=offsets)


def fingerprints(words: Shingles) -> Hashes:
    """One number for all the tokens of each text: equal for equal texts, whatever their typography."""
    counts = np.diff(words.offsets)
    places = np.arange(1, len(words.hashes) + 1) - np.repeat(words.offsets[:-1], counts)
    sums = np.zeros(len(words.hashes) + 1, np.uint64)
    np.cumsum(mixed(words.hashes ^ mixed(places.astype(np.uint64))), out=sums[1:])
    prints: Hashes = (sums[words.offsets[1:]] - sums[words.offsets[:-1]]) ^ counts.astype(np.uint64)
    return prints


def distinct(values: "NDArray[Any]") -> "NDArray[Any]":
    """Values in order, each once. Sorting takes a fifth of the time of `np.unique`, which hashes."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def are_whole(found: Shingles) -> Flags:
    """Which texts are so short that all of their shingles stand for them in the index."""
    counts = np.diff(found.offsets)
    whole: Flags = counts < ALL_BELOW
    thin = np.concatenate(([0], np.cumsum(found.hashes <= LIMIT)))
    sampled = thin[found.offsets[1:]] - thin[found.offsets[:-1]]
    for position in np.flatnonzero(
        ~whole & (sampled * 2 * SAMPLE < counts)
    ).tolist():  # one word again and again?
        whole[position] = len(distinct(found.of(position))) < ALL_BELOW
    return whole


def shortened(sampled: Hashes) -> Marks:
    """Sampled shingles as 32 bits: half the index, and chance likenesses stay rare.

    Two texts of a hundred sampled shingles share one of them by chance once in 400,000 pairs, two never.
    """
    spread = np.where(sampled <= LIMIT, sampled * np.uint64(SAMPLE), sampled) >> np.uint64(32)
    return spread.astype(np.uint32)


def spelled(text: str, runs: Sequence[tuple[int, int]], width: int = WIDTH) -> list[str]:
    """The words of some runs of shingles of a text, with the marks between them.

    Args:
        text: whose shingles.
        runs: first shingle and the one behind the last.
        width: tokens in a shingle.

    >>> spelled("Rain fell. Nobody drowned, they said.", [(1, 3)])
    ['fell. Nobody drowned, they']
    """
    composed = _composed(text)
    codes = np.frombuffer((composed + "\n").encode("utf-32-le", "surrogatepass"), np.uint32)
    starts, ends = _token_bounds(_kinds()[codes])
    return [
        composed[int(starts[first]) : int(ends[min(last + width - 2, len(ends) - 1)])] for first, last in runs
    ]


def hashed(text: str) -> int:
    """64 bits of a text, the same in every process and version.

    >>> hashed("a") == hashed("a") != hashed("b")
    True
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _composed(text: str) -> str:
    """A text in the one way in which each of its characters is written; case is folded by `_letters`."""
    if text.isascii():
        return text
    text = text.replace("\u2026", " ").replace(
        "\u00a0", " "
    )  # most texts have no others: saves the next step
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.replace("\u00df", "ss").replace("\u1e9e", "ss")


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point whether it separates words, belongs to a word, is a token of its own or a digit."""
    kinds = np.zeros(0x110000, np.uint8)
    for first, last in _ASSIGNED:
        characters = "".join(map(chr, range(first, last + 1)))
        of_words = kinds[first : last + 1]
        for pattern, kind in ((_WORDS, _OF_WORD), (_DIGITS, _DIGIT)):
            for found in pattern.finditer(characters):
                of_words[found.start() : found.end()] = kind
        marks = [at for at in np.flatnonzero(of_words == 0).tolist() if _is_mark(characters[at])]
        of_words[marks] = _OF_WORD
    for first, last in _UNSPACED:
        kinds[first : last + 1][kinds[first : last + 1] > 0] = _ALONE
    kinds[list(_QUOTES)] = _QUOTE
    return kinds


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


@cache
def _letters() -> Hashes:
    """A hash for each code point, the same for a capital and its small letter."""
    codes = np.arange(0x110000, dtype=np.uint64)
    for start in range(0, _ASSIGNED[0][1], _BLOCK):
        block = "".join(map(chr, range(start, start + _BLOCK)))
        if block.casefold() != block:  # most of them have no capitals
            for code, character in enumerate(block, start):
                folded = character.casefold()
                codes[code] = ord(folded) if len(folded) == 1 else code
    return mixed(codes + np.uint64(1))


def _token_bounds(kinds: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Where each token begins and ends; a character of an unspaced script reaches over the next two."""
    own, inside = kinds == _ALONE, (kinds & 1).astype(np.bool_)
    if not own.any():
        return _runs(inside)
    before, after = _neighbours(inside)
    starts = np.flatnonzero(own | (inside & ~before))
    ends = np.flatnonzero(own | (inside & ~after)) + 1
    second = own[starts] & (np.take(kinds, ends, mode="clip") == _ALONE)
    third = second & (np.take(kinds, ends + 1, mode="clip") == _ALONE)
    return starts, ends + second + third


def _figure_bounds(codes: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Where each figure begins and ends; a point or a comma between digits belongs to it."""
    digit = kinds == _DIGIT
    before, after = _neighbours(digit)
    joins = np.flatnonzero(before & after & ~digit)
    digit[joins] = np.isin(codes[joins], _JOINS_DIGITS)
    return _runs(digit)


def _quotations(
    codes: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: Offsets, ends_of_texts: Offsets
) -> Quotations:
    """What stands between an opening mark and the next mark, if that closes or opens the next paragraph.

    A mark opens where it stands before a word and behind a space. A mark that a scanner lost or made up
    leaves others without a partner, and what has no pair is not quoted. Single marks are apostrophes
    too often to be read here.
    """
    at = np.flatnonzero(kinds == _QUOTE)
    before, after = codes[at - 1], np.take(kinds, at + 1, mode="clip")
    opens = np.isin(before, _BEFORE_OPENING) & (
        ((after & 1) > 0) | (after == _ALONE) | np.isin(codes[at], _OPEN_BEFORE_ANYTHING)
    )
    opens |= np.isin(codes[at], _OPEN_ALWAYS)
    texts = np.searchsorted(ends_of_texts, at, side="right")
    pairs = opens[:-1] & (~opens[1:] | (before[1:] == _NEW_LINE)) & (texts[:-1] == texts[1:])
    first, behind = np.searchsorted(starts, at[:-1][pairs]), np.searchsorted(starts, at[1:][pairs])
    is_long = behind - first >= WIDTH
    texts = texts[:-1][pairs][is_long]
    bounds = np.stack((first[is_long], behind[is_long] - WIDTH + 1), axis=1)
    bounds -= _offsets(starts, ends_of_texts)[texts, np.newaxis]
    return Quotations(bounds, np.searchsorted(texts, np.arange(len(ends_of_texts) + 1)))


def _neighbours(flags: Flags) -> tuple[Flags, Flags]:
    """For each place whether the one before is flagged, and whether the one behind is."""
    before, after = np.zeros_like(flags), np.zeros_like(flags)
    before[1:], after[:-1] = flags[:-1], flags[1:]
    return before, after


def _runs(flags: Flags) -> tuple[Offsets, Offsets]:
    """Where runs of flagged places begin and end."""
    padded = np.zeros(len(flags) + 2, np.bool_)
    padded[1:-1] = flags
    bounds = np.flatnonzero(padded[1:] != padded[:-1])
    return bounds[::2], bounds[1::2]


def _offsets(starts: Offsets, ends_of_texts: Offsets) -> Offsets:
    return np.concatenate(([0], np.searchsorted(starts, ends_of_texts))).astype(np.int64)


def _running_sums(codes: NDArray[np.uint32]) -> Hashes:
    """Running sums of weighed characters: differences of them give a polynomial hash of any slice."""
    powers, _ = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(_letters()[codes] * powers[: len(codes)], out=sums[1:])
    return sums


def _slice_hashes(sums: Hashes, starts: Offsets, ends: Offsets) -> Hashes:
    _, inverses = _powers(len(sums))
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
