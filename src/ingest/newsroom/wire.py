"""How wire copy is reprinted: whole, trimmed, extended, or a passage of it inside a staff story."""

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from ingest.newsroom.calendars import short_day
from ingest.newsroom.grammar import grammar_of
from ingest.newsroom.outlets import House
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


def marks(agency: Agency, house: House, *, place: str, at: datetime, rng: Random, always: bool) -> Marks:
    """A credit somewhere on the page of a house, or nowhere unless `always`."""
    where = rng.choice(_PLACES[:-2] if always else _PLACES)
    initials, local = agency.aliases[0], at.astimezone(ZoneInfo(house.zone))
    byline = rng.choice((agency.name, *agency.aliases))
    tail = rng.choice(grammar_of(house.language).rules["tail"]).replace("[agency]", initials)
    return Marks(
        byline=byline if "byline" in where else None,
        dateline=dateline(place, local, house.language, initials) if "dateline" in where else None,
        tail=tail if "tail" in where else None,
        credits=tuple(CreditTruth(agency_id=agency.agency_id, where=mark) for mark in where),
    )


def dateline(place: str, local: datetime, language: str, agency: str) -> str:
    """The words before the first sentence.

    >>> dateline("Harwick", datetime(2026, 3, 1), "en", "MWS")
    'HARWICK, March 1 (MWS) — '
    """
    return _DATELINES[language].format(place=place.upper(), day=short_day(local, language), agency=agency)
