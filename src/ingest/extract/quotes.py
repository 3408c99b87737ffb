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

_MARK = re.compile("[\"“”„‟«»‹›「」『』‘’'‚]")
_CLOSERS = {
    "“": '”"', "„": '“”"', "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", '"': '"”', "‘": "’", "'": "'", "”": "”", "‚": "‘’",
}  # fmt: skip
_OPENS_ALWAYS = frozenset("„‟「『‚“")
_SINGLE = frozenset("'‘")
_SHORTEST_SINGLE = 2  # words between single marks: one word is as likely an apostrophe


class Quotation(NamedTuple):
    """A quotation `[start, end)` with its marks; without a closing mark it ends with its paragraph."""

    start: int
    end: int
    is_closed: bool

    @property
    def inner(self) -> tuple[int, int]:
        """The span between the marks."""
        return self.start + 1, max(self.start + 1, self.end - 1 if self.is_closed else self.end)


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text in order, none inside another."""
    found: list[Quotation] = []
    opening: tuple[int, str] | None = None  # of a quotation that may run on from the paragraph before
    for start, end in paragraphs(text):
        marks = [match.span()[0] for match in _MARK.finditer(text, start, end)]
        if opening and not _runs_on(text, start, marks, opening[1]):
            found.append(_unclosed(text, opening[0], start))
            opening = None
        closed, opening = _pair(text, (start, end), marks, opening)
        found.extend(closed)
    if opening:
        found.append(_unclosed(text, opening[0], len(text)))
    return [quotation for quotation in found if any(map(str.isalnum, text[slice(*quotation.inner)]))]


def quote_identity(words: str) -> str:
    """The identity of quoted words: case, marks and spaces do not count, so copies share it.

    >>> quote_identity("We will  go.") == quote_identity("we will go,")
    True
    """
    return identity("quote", " ".join(re.findall(r"\w+", words.casefold())))


def _unclosed(text: str, start: int, limit: int) -> Quotation:
    end = text.find("\n", start, limit)
    return Quotation(
        start, len(text[: end if end >= 0 else limit].rstrip()) if end < 0 else end, is_closed=False
    )


def _runs_on(text: str, start: int, marks: Sequence[int], kind: str) -> bool:
    first = next((mark for mark in marks if not text[start:mark].strip()), None)
    if first is not None and text[first] == kind:
        return True
    if kind in "\"'‘":
        return False
    # marks that have a direction: a closing one before any opening one belongs to the paragraph before
    return next((text[mark] in _CLOSERS[kind] for mark in marks if text[mark] not in "'’‘"), False)


def _pair(
    text: str, span: tuple[int, int], marks: Sequence[int], opening: tuple[int, str] | None
) -> tuple[list[Quotation], tuple[int, str] | None]:
    closed: list[Quotation] = []
    for mark in marks:
        sign = text[mark]
        if opening is None:
            if _can_open(text, mark, span):
                opening = (mark, sign)
        elif sign in _CLOSERS[opening[1]] and _can_close(text, mark, span, opening):
            closed.append(Quotation(opening[0], mark + 1, is_closed=True))
            opening = None
        elif opening[1] in _SINGLE and sign in '"“„«' and opening[0] >= span[0]:
            opening = (mark, sign)  # what looked like a single mark was an apostrophe
    if opening and opening[1] in _SINGLE:
        opening = None
    return closed, opening


def _can_open(text: str, mark: int, span: tuple[int, int]) -> bool:
    sign = text[mark]
    if sign not in _CLOSERS:
        return False
    before = text[mark - 1] if mark > span[0] else " "
    after = text[mark + 1] if mark + 1 < span[1] else " "
    if sign in _SINGLE or sign == "‚":
        return not before.isalnum() and before not in ".,!?" and after.isalnum()
    if sign == '"':
        return not (before.isdigit() and not after.isalnum()) and (not before.isalnum() or after.isalnum())
    if sign in _OPENS_ALWAYS:
        return True
    return (not before.isalnum() and not after.isspace()) or sign in "«‹"


def _can_close(text: str, mark: int, span: tuple[int, int], opening: tuple[int, str]) -> bool:
    if mark == span[0] and opening[0] < span[0]:
        return False  # the repeated opening mark of a quotation that runs on
    if opening[1] not in _SINGLE and opening[1] != "‚":
        return True
    after = text[mark + 1] if mark + 1 < span[1] else " "
    if after.isalnum() or text[mark - 1].isspace():
        return False
    words = text[opening[0] + 1 : min(mark, opening[0] + 400)].count(" ") + 1
    return words >= _SHORTEST_SINGLE or not text[mark - 1].isalnum()


def spans(found: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """The closed quotations with their marks."""
    return ((quotation.start, quotation.end) for quotation in found if quotation.is_closed)
