"""Why two texts are copies, or are not: the engine's own verdict on one pair, and what it saw. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ingest.deduplicate.containment import Overlaps, Parts, numbered, overlaps
from ingest.deduplicate.edges import (
    BRIEF,
    BRIEFEST,
    FAINT_COVER,
    OWN_COVER,
    PLAIN_COVER,
    Strength,
    are_parts,
    headline_words,
    is_same_brief,
    strengths,
)
from ingest.deduplicate.index import sampled
from ingest.deduplicate.pairs import Content, Wording, headline_mark, likenesses
from ingest.deduplicate.signatures import Flags, Marks, spelled
from ingest.records import Record

_RUNS = 5
_FEWEST = 6  # shingles of a run that is named: eight words


class PrintedText(NamedTuple):
    """A text as it is judged."""

    title: str
    text: str
    furniture: tuple[int, ...] = ()  # passages that its outlet repeats: start, end, start, end … in shingles


class JudgedPart(Record):
    """What one of two texts shares with the other, in word triples."""

    length: int  # outside what its outlet repeats
    furniture: int  # in passages that its outlet repeats
    shared: int
    cover: float  # share of the text that stands in the other, 0 to 1
    bridged_cover: float  # the same with gaps of a few changed words filled
    before: int  # triples in front of the shared part
    longest: int  # longest run


class Judgement(Record):
    """What the rules make of two texts by their words alone."""

    verdict: str  # equal | copy | part | none
    strength: str  # strong | plain | faint | none
    left: JudgedPart
    right: JudgedPart
    figures: tuple[int, int, int]  # different ones of the left text, of the right, of both
    because: tuple[str, ...]  # each rule that spoke, in its order
    runs: tuple[str, ...]  # the longest passages that both hold, as the left has them
    left_furniture: tuple[str, ...]  # the passages that were left out
    right_furniture: tuple[str, ...]


def judged(left: PrintedText, right: PrintedText) -> Judgement:
    """Judge two texts by their words."""
    sides = (left, right)
    wordings = _wordings(sides)
    kept = [_kept(len(one.reading.shingles), one.content.furniture) for one in wordings]
    bare = [one.reading.shingles[is_kept] for one, is_kept in zip(wordings, kept, strict=True)]
    found = overlaps(numbered(bare), np.zeros(1, np.int64), np.ones(1, np.int64))
    verdict, strength = _verdict(wordings)
    given = [frozenset(one.reading.figures.tolist()) for one in wordings]
    return Judgement(
        verdict=verdict,
        strength=strength.name.lower(),
        left=_part(found.first, kept[0]),
        right=_part(found.second, kept[1]),
        figures=(len(given[0]), len(given[1]), len(given[0] & given[1])),
        because=tuple(_because(sides, found, verdict, strength)),
        runs=tuple(_longest(left.text, wordings[0].reading.shingles, kept[0], bare[1])),
        left_furniture=tuple(_furniture(left)),
        right_furniture=tuple(_furniture(right)),
    )


def _wordings(sides: Sequence[PrintedText]) -> list[Wording]:
    """The two texts as the engine compares them."""
    read = sampled([one.text for one in sides])
    return [
        Wording(
            title=one.title,
            reading=read.readings[place],
            content=Content(int(read.fingerprint[place]), int(read.length[place]), one.furniture),
            headline=headline_mark(int(read.length[place]), one.title),
        )
        for place, one in enumerate(sides)
    ]


def _verdict(wordings: Sequence[Wording]) -> tuple[str, Strength]:
    """What the engine makes of two texts."""
    one, other = wordings
    if one.content[:2] == other.content[:2] and one.headline == other.headline is not None:
        return "equal", Strength.STRONG
    known: Mapping[int, Wording] = dict(enumerate(wordings))
    table = likenesses(
        np.zeros(1, np.int64), np.ones(1, np.int64), lambda asked: {at: known[at] for at in asked}
    )
    if not table.num_rows:
        return "none", Strength.NONE
    strength = Strength(table["strength"][0].as_py())
    return ("copy" if strength else "part"), strength


def _because(
    sides: Sequence[PrintedText], found: Overlaps, verdict: str, strength: Strength
) -> Iterator[str]:
    """Why the verdict is what it is."""
    by_place = Strength(int(strengths(found)[0]))
    length = int(found.shorter.length[0])
    headlines = [headline_words(one.title) for one in sides]
    if verdict == "equal":
        yield "the same words from beginning to end"
    elif not by_place:
        yield from _why_none(found)
        return
    else:
        yield _why(found, by_place)
    if strength:
        if verdict != "equal" and strength < by_place:
            yield (
                f"but outside quotations they share less than {OWN_COVER:.0%} of the shorter:"
                " a second article of the family must confirm it"
            )
        if length < BRIEF:
            yield "a brief, and the headlines agree"
    elif length < BRIEF and not is_same_brief(length, headlines[0], headlines[1]):
        yield _other_brief(length)
    else:
        yield "but the figures are others: one form, filled in twice"


def _why(found: Overlaps, strength: Strength) -> str:
    shorter, longer = found.shorter, found.longer
    if strength is Strength.STRONG:
        return f"each holds half of the other or more: {shorter.cover[0]:.0%} and {longer.cover[0]:.0%}"
    least = PLAIN_COVER if strength is Strength.PLAIN else FAINT_COVER
    said = (
        f"they begin alike, and {shorter.bridged_cover[0]:.0%} of the shorter stands in the longer,"
        f" small gaps filled ({least:.0%} is needed)"
    )
    confirm = ": faint, a second article of the family must confirm it"
    return said if strength is Strength.PLAIN else said + confirm


def _why_none(found: Overlaps) -> Iterator[str]:
    shorter, longer = found.shorter, found.longer
    if not shorter.shared[0]:
        yield "no three words in a row are the same"
        return
    yield f"{shorter.cover[0]:.0%} of the shorter and {longer.cover[0]:.0%} of the longer are shared"
    if shorter.bridged_cover[0] >= FAINT_COVER:
        yield (
            f"the shared part begins {found.first.head[0]} words into the left and"
            f" {found.second.head[0]} into the right: a copy begins where its original begins"
        )
    elif are_parts(found)[0]:
        size = max(shorter.longest[0], longer.longest[0]) + 2
        yield f"a passage of {size} words is the same: taken, or quoted by both"
    else:
        yield f"less than {FAINT_COVER:.0%} of the shorter: turns of phrase, names, or a quotation"


def _other_brief(length: int) -> str:
    if length < BRIEFEST:
        return "but so few words are a copy only under the same headline"
    return "but a brief under another headline may be a standing notice"


def _kept(length: int, furniture: Sequence[int]) -> Flags:
    is_kept = np.ones(length, np.bool_)
    for start, end in zip(furniture[::2], furniture[1::2], strict=True):
        is_kept[start:end] = False
    return is_kept


def _part(parts: Parts, is_kept: Flags) -> JudgedPart:
    return JudgedPart(
        length=int(parts.length[0]), furniture=int((~is_kept).sum()), shared=int(parts.shared[0]),
        cover=round(float(parts.cover[0]), 4), bridged_cover=round(float(parts.bridged_cover[0]), 4),
        before=int(parts.head[0]), longest=int(parts.longest[0]),
    )  # fmt: skip


def _longest(text: str, marks: Marks, is_kept: Flags, other: Marks) -> list[str]:
    """The longest runs of a text that stand in the other, in reading order."""
    shared = np.concatenate(([False], is_kept & np.isin(marks, other), [False]))
    bounds = np.flatnonzero(shared[1:] != shared[:-1]).tolist()
    runs = [
        (first, last)
        for first, last in zip(bounds[::2], bounds[1::2], strict=True)
        if last - first >= _FEWEST
    ]
    chosen = sorted(runs, key=lambda run: (run[0] - run[1], run))[:_RUNS]
    return spelled(text, sorted(chosen))


def _furniture(one: PrintedText) -> list[str]:
    return spelled(one.text, list(zip(one.furniture[::2], one.furniture[1::2], strict=True)))
