"""Outlet furniture: passages that an outlet prints in many articles, which say nothing about copying.

Captions of a gallery, appeals to subscribe, lists of related stories: 3.6% of the index, yet
three quarters of the false pairs among 37,554 real articles (docs/families.md). A sampled shingle
is furniture where three texts of the outlet hold it that are three different stories, each unlike
each other. That is said of three texts and stays true whatever else arrives, so the order of
arrival cannot show, and what is known of an outlet only ever grows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.index import NO_SHINGLE, Numbers, Sampled, Sketches
from ingest.deduplicate.signatures import Flags, Hashes, Marks, distinct

_PASSAGE = 6  # consecutive shingles of a repeated passage: eight words; fewer are turns of phrase
_ONE_STORY = 0.7  # share of the longer of two texts that the other holds: one story


@dataclass(frozen=True, slots=True)
class Stories:
    """Texts as far as it takes to tell whether two of them are one story."""

    article: Hashes  # texts with the same number are versions of one article
    length: Numbers
    sketch: Sketches

    def differ(self, one: Numbers, other: Numbers) -> Flags:
        """Whether texts are different stories, pair by pair."""
        first, second = self.sketch[one], self.sketch[other]
        is_known = (first != NO_SHINGLE) & (second != NO_SHINGLE)
        known = is_known.sum(axis=1)
        alike = ((first == second) & is_known).sum(axis=1)
        longer = np.maximum(self.length[one], self.length[other])
        total = self.length[one] + self.length[other]
        least = _ONE_STORY * longer / np.maximum(total - _ONE_STORY * longer, 1)
        differ: Flags = (self.article[one] != self.article[other]) & ((alike < least * known) | (known == 0))
        return differ


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of some texts, sorted by text: from shingle `start` to before `end`."""

    text: Numbers
    start: Numbers
    end: Numbers


def repeated(keys: Hashes, texts: Numbers, stories: Stories) -> Hashes:
    """The keys that three pairwise different stories hold, sorted.

    Args:
        keys: an outlet and a shingle as one number, once for each text that holds it.
        texts: which one of `stories` that is.
        stories: the texts.
    """
    order = np.lexsort((texts, stories.article[texts], keys))
    keys, texts = keys[order], texts[order]
    article = stories.article[texts]
    is_new = np.ones(len(keys), np.bool_)
    is_new[1:] = (keys[1:] != keys[:-1]) | (article[1:] != article[:-1])
    at = np.flatnonzero(is_new)
    three = at[:-2][keys[at[:-2]] == keys[at[2:]]] if len(at) > 2 else np.empty(0, np.int64)
    starts = three[np.concatenate(([True], keys[three[1:]] != keys[three[:-1]]))] if len(three) else three
    place = np.searchsorted(at, starts)
    first, second, third = texts[at[place]], texts[at[place + 1]], texts[at[place + 2]]
    is_shown = (
        stories.differ(first, second) & stories.differ(second, third) & stories.differ(first, third)
        if len(place)
        else np.empty(0, np.bool_)
    )
    ends = np.searchsorted(keys, keys[starts], side="right")
    runs = (
        (texts[start:end], keys[start]) for start, end in zip(starts[~is_shown], ends[~is_shown], strict=True)
    )
    return np.sort(np.concatenate((keys[starts[is_shown]], np.array(list(_shown(runs, stories)), np.uint64))))


def _shown(runs: "Iterator[tuple[Numbers, np.uint64]]", stories: Stories) -> Iterator[np.uint64]:
    """The keys whose holders are not only versions of two stories; neighbours often have the same holders."""
    known: dict[bytes, bool] = {}
    for holders, key in runs:
        mark = holders.tobytes()
        if mark not in known:
            known[mark] = _has_three(holders, stories)
        if known[mark]:
            yield key


def _has_three(holders: Numbers, stories: Stories) -> bool:
    """Whether three of these texts are three different stories."""
    for one in holders:
        others = holders[stories.differ(np.full(len(holders), one), holders)]
        for other in others:
            if stories.differ(np.full(len(others), other), others).any():
                return True
    return False


def passages(texts: Numbers, places: Numbers, is_repeated: Flags) -> Passages:
    """The runs of sampled shingles that are all repeated; short runs are turns of phrase.

    Args:
        texts: the text of each sampled shingle, in reading order.
        places: of each in its text.
        is_repeated: whether it is furniture of its outlet.
    """
    at = np.flatnonzero(is_repeated)
    if not len(at):
        nothing = np.empty(0, np.int64)
        return Passages(nothing, nothing, nothing)
    breaks = (np.diff(at) != 1) | (np.diff(texts[at]) != 0)
    firsts, lasts = at[np.concatenate(([True], breaks))], at[np.concatenate((breaks, [True]))]
    start, end = places[firsts], places[lasts] + 1
    long = end - start >= _PASSAGE
    return Passages(texts[firsts][long], start[long], end[long])


def outside(found: Passages, texts: Numbers, places: Numbers, span: int) -> Flags:
    """Which shingles lie in no passage.

    Args:
        found: passages.
        texts: the text of each shingle.
        places: of each in its text.
        span: more than any place.
    """
    if not len(found.text):
        return np.ones(len(texts), np.bool_)
    at = texts * span + places
    within = np.searchsorted(found.text * span + found.start, at, side="right") - 1
    ends = found.text * span + found.end
    is_outside: NDArray[np.bool_] = (within < 0) | (at >= ends[np.maximum(within, 0)])
    return is_outside


def outlet_keys(sources: Numbers, shingle: Marks) -> Hashes:
    """An outlet and a shingle as one number; 0 in front where the outlet is unknown."""
    keys: Hashes = sources.astype(np.uint64) << np.uint64(32) | shingle
    return keys


def is_among(keys: Hashes, known: Hashes) -> Flags:
    """Which keys are known ones."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    ordered = np.sort(known)
    is_among: Flags = np.take(ordered, np.searchsorted(ordered, keys), mode="clip") == keys
    return is_among


def sizes(found: Sampled, is_kept: Flags) -> tuple[Numbers, Numbers]:
    """Distinct shingles of each text in the index, and as many as a long text would have there."""
    return tuple(  # type: ignore[return-value]  # two by construction
        np.bincount(
            distinct(found.text[chosen] << 32 | found.shingle[chosen].astype(np.int64)) >> 32,
            minlength=len(found.length),
        )
        for chosen in (is_kept, is_kept & found.is_thin)
    )


def listed_passages(found: Passages, count: int) -> list[list[int]]:
    """The passages of each text as start, end, start, end …, in shingles."""
    by_text: list[list[int]] = [[] for _ in range(count)]
    for text, start, end in zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True):
        by_text[text] += [start, end]
    return by_text
