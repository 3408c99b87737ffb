"""What an overlap means: a copy, or a part taken; rules with their measured reasons.

Thresholds were chosen on two whole planted sets (clean web copies, scanned pages) and on the judged pairs
of real articles (twenty, then 62): one setting for all, and no set kept apart (docs/families.md).
"""

from collections.abc import Set as AbstractSet
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.containment import Overlaps, Parts
from ingest.deduplicate.signatures import Flags
from ingest.parsing.words import words

PLAIN_COVER = 0.7
FAINT_COVER = 0.5
"""Bridged share of the shorter text from which on texts that begin alike are copies, surely or perhaps."""

BRIEF = 80
"""Shingles below which a text is a brief: its words alone cannot tell a copy from a standing notice."""

BRIEFEST = 25
"""Shingles below which two texts are copies only under the same headline."""

_HEAD = 300  # shingles before the shared part: nine of ten copies add fewer than 90 words there
_FAINT_SHARE = 0.6  # of a text, that may stand before what it shares, where the family must confirm it
_FAINT_LEAD = 100  # the same where the family must confirm it
_LEAD = 80  # the same where less than half of both is shared: a dateline, a byline, a rewritten sentence
_HALF = 0.5  # judged copies cover the longer text by .53 or more (p10), partial reuse by .56 or less (p90)
_PASSAGE = 25  # consecutive shared shingles that no two writers hit on by chance: two or three sentences
_SPOILED = 30  # the same of a passage that a scanner spoiled: only short gaps divide them, in both texts
_TAKEN = 0.3  # share of a text that was taken, where no passage is that long
OWN_COVER = 0.4
"""Share of the shorter text's own words, outside quotations, below which a second article must confirm.

What somebody said or wrote is everybody's to quote: judged copies share .44 or more (docs/families.md)."""

FIGURES = 5
"""A template is recognised by so many figures or more …"""

_SAME_FIGURES = 0.35  # … of which the other text holds less than this share …
_SAME_FIGURES_FAINT = 0.6  # … or less than this, where little but a passage is shared
_SAME_HEADLINE = 0.3  # share of the shorter headline's words: copies get new headlines about the same thing
_SHORT_WORD = 3  # "the", "of": shared by any two headlines


class Strength(IntEnum):
    """How sure an overlap makes us that one text is a copy of the other."""

    NONE = 0
    FAINT = 1  # a family that it joins must confirm it (families.py)
    PLAIN = 2
    STRONG = 3  # most of both texts


def strengths(found: Overlaps) -> NDArray[np.int8]:
    """How far each overlap shows a copy, by the part of each text and its place."""
    shorter, longer = found.shorter, found.longer
    is_strong = (shorter.cover >= _HALF) & (longer.cover >= _HALF)
    is_plain = _begins_alike(shorter, longer, 0.3, _LEAD) & (shorter.bridged_cover >= PLAIN_COVER)
    is_faint = _begins_alike(shorter, longer, _FAINT_SHARE, _FAINT_LEAD) & (
        shorter.bridged_cover >= FAINT_COVER
    )
    how = np.select([is_strong, is_plain, is_faint], [Strength.STRONG, Strength.PLAIN, Strength.FAINT], 0)
    return np.where(np.minimum(shorter.head, longer.head) > _HEAD, Strength.NONE, how).astype(np.int8)


def are_parts(found: Overlaps) -> Flags:
    """Where enough was taken to speak of reuse, if there is no copy."""
    one, other = found.first, found.second
    taken: Flags = (
        (np.maximum(one.longest, other.longest) >= _PASSAGE)
        | (np.minimum(one.passage, other.passage) >= _SPOILED)
        | (found.shorter.cover >= _TAKEN)
    )
    return taken


def gives_other_figures(first: AbstractSet[int], second: AbstractSet[int], how: int) -> bool:
    """Whether figures speak against a copy: one form filled in twice, or a passage in another story.

    A copy that was cut, and a version in which a figure was corrected, still share most of them.
    A faint likeness must share more of them: the other story around a passage has its own.

    Args:
        first: figures of one text.
        second: figures of the other.
        how: the strength of their likeness.
    """
    fewer = min(len(first), len(second))
    least = _SAME_FIGURES_FAINT if how == Strength.FAINT else _SAME_FIGURES
    return fewer >= FIGURES and len(first & second) < least * fewer


def headline_words(title: str) -> frozenset[str]:
    """The words by which two headlines can be seen to speak of one thing."""
    return frozenset(word for word in words(title) if len(word) > _SHORT_WORD or not word.isascii())


def is_same_brief(length: int, first: AbstractSet[str], second: AbstractSet[str]) -> bool:
    """Whether the headlines of two briefs of the same words allow them to be one.

    A notice ("this story has been withdrawn") stands word for word under many headlines. Where one
    headline is missing the words decide, unless there are hardly any.

    Args:
        length: shingles of the shorter text.
        first: words of one headline.
        second: words of the other.
    """
    fewer = min(len(first), len(second))
    if fewer == 0:
        return length >= BRIEFEST
    return length >= BRIEF or len(first & second) >= _SAME_HEADLINE * fewer


def _begins_alike(shorter: Parts, longer: Parts, lead: float, head: int) -> Flags:
    alike: Flags = (
        (longer.lead <= lead) & (shorter.lead <= lead) & (np.maximum(shorter.head, longer.head) <= head)
    )
    return alike
