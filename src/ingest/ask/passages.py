"""A text cut where facts begin and end, so that each piece says which facts stand on it. Pure."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.records import Record

MOST_MARKS = 3_000
"""Of one text; the rest stays unmarked: a page of a browser has an end."""


class Mark(Record):
    """A span of a text on which a fact stands. Fields: the columns of sql/desk/select_marks.sql."""

    kind: str  # quote | claim | source | cue | citation | place | date | credit
    label: str  # what the fact says
    span_start: int  # first code point
    span_end: int  # behind the last code point


class Passage(Record):
    """A piece of text under the same marks from its first to its last letter."""

    text: str
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def paragraphs(text: str, marks: Sequence[Mark]) -> tuple[tuple[Passage, ...], ...]:
    r"""The paragraphs of a text as passages; run together they are the text again, line by line.

    >>> [[piece.text for piece in line] for line in paragraphs("Rain on Monday.\nSnow.", [Mark(
    ...     kind="date", label="2024-02-19", span_start=8, span_end=14)])]
    [['Rain on ', 'Monday', '.'], ['Snow.']]
    """
    known = tuple(marks[:MOST_MARKS])
    lines, begins = [], 0
    for line in text.split("\n"):
        lines.append(tuple(_passages(line, begins, known)))
        begins += len(line) + 1
    return tuple(line for line in lines if line)


def _passages(line: str, begins: int, marks: Iterable[Mark]) -> Iterable[Passage]:
    ends = begins + len(line)
    here = [mark for mark in marks if mark.span_start < ends and mark.span_end > begins]
    cuts = {begins, ends}
    for mark in here:
        cuts |= {max(mark.span_start, begins), min(mark.span_end, ends)}
    bounds = sorted(cuts)
    for first, last in pairwise(bounds):
        over = [mark for mark in here if mark.span_start <= first and mark.span_end >= last]
        yield Passage(
            text=line[first - begins : last - begins],
            kinds=tuple(dict.fromkeys(mark.kind for mark in over)),
            labels=tuple(dict.fromkeys(f"{mark.kind}: {mark.label}" for mark in over)),
        )
