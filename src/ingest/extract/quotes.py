"""Quotations: which marks belong together.

Marks are paired by kind, paragraph by paragraph, and an unpaired mark never raises (textacy
#380). A quotation that runs on over paragraphs repeats its opening mark on each (Chicago
Manual of Style 13.32); it is one quotation.
"""

# ruff: noqa: RUF001 - typographic marks are the subject here

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.parsing.sentences import paragraphs
from ingest.records import identity

_MARK = re.compile("''|``|[\"“”„‟«»‹›「」『』‘’'‚]")
_CLOSERS = {opening: frozenset(closing) for opening, closing in {
    "“": '”"', "„": '“”"', "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹",
    "「": "」", "『": "』", '"': '"”', "‘": "’", "'": "'", "”": "”", "‚": "‘’",
    "''": ["''", '"'], "``": ["''", '"'],  # two apostrophes, as old wires and archives write them
}.items()}  # fmt: skip
_OPENS_ALWAYS = frozenset("„‟「『‚“") | {"``"}
_SINGLE = frozenset("'‘")
_APOSTROPHES = frozenset("'’‘\"") | {"''"}
_WITHOUT_DIRECTION = frozenset("\"'‘") | {"''"}
_DOUBLE_OPENERS = frozenset('"“„«') | {"''", "``"}
_SHORTEST_SINGLE = 2  # words between single marks: one word is as likely an apostrophe


class Quotation(NamedTuple):
    """A quotation `[start, end)` with its marks; without a closing mark it ends with its paragraph."""

    start: int
    end: int
    is_closed: bool
    opening: int = 1  # code points of the opening mark
    closing: int = 1

    @property
    def inner(self) -> tuple[int, int]:
        """The span between the marks."""
        first = self.start + self.opening
        return first, max(first, self.end - self.closing if self.is_closed else self.end)


class Mark(NamedTuple):
    """A quotation mark in a text."""

    start: int
    sign: str

    @property
    def end(self) -> int:
        """The code point behind it."""
        return self.start + len(self.sign)


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text in order, none inside another."""
    found: list[Quotation] = []
    opening: Mark | None = None  # of a quotation that may run on from the paragraph before
    for start, end in paragraphs(text):
        marks = [Mark(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
        if opening and not _runs_on(text, start, marks, opening.sign):
            found.append(_unclosed(text, opening, start))
            opening = None
        closed, opening = _pair(text, (start, end), marks, opening)
        found.extend(closed)
    if opening:
        found.append(_unclosed(text, opening, len(text)))
    return [quotation for quotation in found if any(map(str.isalnum, text[slice(*quotation.inner)]))]


def quote_identity(words: str) -> str:
    """The identity of quoted words: case, marks and spaces do not count, so copies share it.

    >>> quote_identity("We will  go.") == quote_identity("we will go,")
    True
    """
    return identity("quote", " ".join(re.findall(r"\w+", words.casefold())))


def _unclosed(text: str, opening: Mark, limit: int) -> Quotation:
    end = text.find("\n", opening.start, limit)
    end = end if end >= 0 else len(text[:limit].rstrip())
    return Quotation(opening.start, end, is_closed=False, opening=len(opening.sign))


def _runs_on(text: str, start: int, marks: Sequence[Mark], sign: str) -> bool:
    first = next((mark for mark in marks if not text[start : mark.start].strip()), None)
    if first is not None and first.sign == sign:
        return True
    if sign in _WITHOUT_DIRECTION:
        return False
    # marks that have a direction: a closing one before any opening one belongs to the paragraph before
    return next((mark.sign in _CLOSERS[sign] for mark in marks if mark.sign not in _APOSTROPHES), False)


def _pair(
    text: str, span: tuple[int, int], marks: Sequence[Mark], opening: Mark | None
) -> tuple[list[Quotation], Mark | None]:
    closed: list[Quotation] = []
    for mark in marks:
        if opening is None:
            if _can_open(text, mark, span):
                opening = mark
        elif mark.sign in _CLOSERS[opening.sign] and _can_close(text, mark, span, opening):
            widths = len(opening.sign), len(mark.sign)
            closed.append(Quotation(opening.start, mark.end, True, *widths))  # noqa: FBT003 - a record's field
            opening = None
        elif opening.sign in _SINGLE and mark.sign in _DOUBLE_OPENERS and opening.start >= span[0]:
            opening = mark  # what looked like a single mark was an apostrophe
    if opening and opening.sign in _SINGLE:
        opening = None
    return closed, opening


def _can_open(text: str, mark: Mark, span: tuple[int, int]) -> bool:
    sign = mark.sign
    if sign not in _CLOSERS:
        return False
    before = text[mark.start - 1] if mark.start > span[0] else " "
    after = text[mark.end] if mark.end < span[1] else " "
    if sign in _SINGLE or sign == "‚":
        return not before.isalnum() and before not in ".,!?" and after.isalnum()
    if sign == '"':
        return not (before.isdigit() and not after.isalnum()) and (not before.isalnum() or after.isalnum())
    if sign in _OPENS_ALWAYS:
        return True
    return (not before.isalnum() and not after.isspace()) or sign in "«‹"


def _can_close(text: str, mark: Mark, span: tuple[int, int], opening: Mark) -> bool:
    if mark.start == span[0] and opening.start < span[0]:
        return False  # the repeated opening mark of a quotation that runs on
    if opening.sign not in _SINGLE and opening.sign != "‚":
        return True
    after = text[mark.end] if mark.end < span[1] else " "
    last = text[mark.start - 1]
    if after.isalnum() or last.isspace():
        return False
    words = text[opening.end : min(mark.start, opening.start + 400)].count(" ") + 1
    return words >= _SHORTEST_SINGLE or not last.isalnum()


def spans(found: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """The closed quotations with their marks."""
    return ((quotation.start, quotation.end) for quotation in found if quotation.is_closed)
