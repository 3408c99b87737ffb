"""How wire copy is reprinted: whole, trimmed, extended, or a passage of it inside a staff story."""

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from ingest.newsroom.calendars import short_day
from ingest.newsroom.grammar import expand, grammar_of
from ingest.newsroom.truth import CreditTruth
from ingest.records import Agency, Record

Paragraphs = tuple[tuple[str, ...], ...]

_DATELINES = {
    "en": "{place}, {day} ({agency}) \N{EM DASH} ",
    "de": "{place} ({agency}) \N{EN DASH} ",
    "fr": "{place}, {day} ({agency}) - ",
    "es": "{place}, {day} ({agency}) .- ",
    "it": "{place}, {day} ({agency}) - ",
    "pt": "{place}, {day} ({agency}) - ",
}
_PLACES = (  # where a copy credits the agency, as often as the entry stands here
    ("byline",), ("byline",), ("byline",), ("dateline",), ("dateline",), ("tail",), ("tail",),
    ("byline", "dateline"), (), (),
)  # fmt: skip


class Marks(Record):
    """The credit of a copy as the page writes it."""

    byline: str | None = None
    dateline: str | None = None
    tail: str | None = None
    credits: tuple[CreditTruth, ...] = ()


def trimmed(paragraphs: Paragraphs, rng: Random) -> Paragraphs:
    """Without the last one to three paragraphs (of the wire's nine), as desks cut from the end."""
    return paragraphs[: -rng.randrange(1, 4)]


def extended(paragraphs: Paragraphs, line: str) -> Paragraphs:
    """With a sentence of the reprinting desk at the end."""
    return (*paragraphs, (line,))


def passage(paragraphs: Paragraphs, rng: Random) -> tuple[str, ...]:
    """Three to five sentences in a row: less than a third of the story, so that quoting is no copying."""
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    size = rng.randrange(3, 6)
    start = rng.randrange(1, len(sentences) - size)
    return tuple(sentences[start : start + size])


def marks(
    agency: Agency, *, language: str, place: str, at: datetime, zone: str, rng: Random, always: bool
) -> Marks:  # noqa: PLR0913 - a credit needs who, where and when
    """A credit somewhere on the page, or nowhere unless `always`."""
    where = rng.choice(_PLACES[:-2] if always else _PLACES)
    short = agency.aliases[-1] if language == "en" or len(agency.aliases[0]) > 5 else agency.aliases[0]  # noqa: PLR2004 - initials have up to five letters
    name = rng.choice((agency.name, agency.aliases[0], short))
    tail = rng.choice(grammar_of(language).rules["tail"])
    written = expand(tail, words={"agency": short}, fresh={}, rng=rng)
    return Marks(
        byline=name if "byline" in where else None,
        dateline=dateline(place, at.astimezone(ZoneInfo(zone)), language, short)
        if "dateline" in where
        else None,
        tail=written if "tail" in where else None,
        credits=tuple(CreditTruth(agency_id=agency.agency_id, where=mark) for mark in where),
    )


def dateline(place: str, local: datetime, language: str, agency: str) -> str:
    """The words before the first sentence.

    >>> dateline("Harwick", datetime(2026, 3, 1), "en", "MWS")
    'HARWICK, March 1 (MWS) — '
    """
    return _DATELINES[language].format(place=place.upper(), day=short_day(local, language), agency=agency)
