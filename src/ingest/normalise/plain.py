"""Articles that come as plain text: title, summary, date line, picture line, paragraphs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.normalise.stamps import stamps_in
from ingest.normalise.wording import AT_THE_END, ELSEWHERE
from ingest.parsing.words import as_paragraphs
from ingest.records import DroppedLine

_LONGEST_TITLE = 300  # characters
_HEAD = 8  # lines in which a date line is looked for
_LONGEST_CAPTION = 250
_IMAGE_LINE = re.compile(
    r"\b(?:image|photo|picture|foto|video)\s*(?:credit|source|by|courtesy)?\s*[:(©]|\bfile (?:photo|"
    r"image)\b|^\W*©",
    re.IGNORECASE,
)


class PlainArticle(NamedTuple):
    """The parts of a plain text."""

    title: str
    summary: str | None
    byline: str | None
    date_line: str | None
    captions: tuple[str, ...]
    lines: tuple[str, ...]
    dropped: tuple[DroppedLine, ...]


def plain_article(text: str) -> PlainArticle | None:
    """A plain text by its parts, or None where it has no line."""
    lines = as_paragraphs(text)
    if not lines:
        return None
    title = lines[0] if len(lines) > 1 and len(lines[0]) <= _LONGEST_TITLE else ""
    rest = lines[1:] if title else lines
    place = next((i for i, line in enumerate(rest[:_HEAD]) if any(True for _ in stamps_in(line))), None)
    if place is None:
        return PlainArticle(title, None, None, None, (), *_body(rest))
    captions, body = _captions(rest[place + 1 :])
    kept, dropped = _body(body)
    date_line = rest[place]
    head = [DroppedLine(line=date_line, reason="timestamp")]
    head += [DroppedLine(line=line, reason="caption") for line in captions]
    summary = "\n".join(rest[:place]) or None
    return PlainArticle(
        title, summary, _byline(date_line), date_line, tuple(captions), kept, (*head, *dropped)
    )


def _captions(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Picture lines below the date line, and what follows."""
    place = 0
    while place < len(lines) and len(lines[place]) <= _LONGEST_CAPTION and _IMAGE_LINE.search(lines[place]):
        place += 1
    return list(lines[:place]), list(lines[place:])


def _body(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[DroppedLine, ...]]:
    kept: list[str] = []
    dropped: list[DroppedLine] = []
    for line in lines:
        if len(line.split()) < 30 and ELSEWHERE.search(line):
            dropped.append(DroppedLine(line=line, reason="elsewhere"))
        else:
            kept.append(line)
    tail: list[DroppedLine] = []
    while len(kept) > 2 and len(kept[-1].split()) < 60 and AT_THE_END.search(kept[-1]):
        tail.insert(0, DroppedLine(line=kept.pop(), reason="tail"))
    return tuple(kept), (*dropped, *tail)


def _byline(date_line: str) -> str | None:
    """What stands before the dates: `ANI | Updated: … | Created: …`."""
    first = next(stamps_in(date_line), None)
    parts = [part.strip() for part in date_line.split("|")]
    if first is None or len(parts) < 2:
        return None
    return parts[0] if parts[0] and first.raw not in parts[0] else None
