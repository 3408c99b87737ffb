"""The table of articles as the other modules see it: in one canonical order, with its times as intervals."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from sys import intern
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from ingest.deduplicate.signatures import hashed
from ingest.parsing.urls import article_identity, registrable_domain

OPTIONAL = (
    "source", "published_at", "title", "url", "canonical_url", "credited_agencies", "source_agency",
    "published_precision", "first_seen_at", "group_id",
)  # fmt: skip
"""Columns that are used where a table has them, beside `article_id` and `text`."""

_READ = {"article_id", *OPTIONAL}
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZONES = timedelta(hours=14)  # a day that names no zone began up to so much earlier, and ended as much later


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """An agency that a text is credited to, and where the credit stands (`""` where not told)."""

    agency_id: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """One text of one article, without the text itself."""

    article_id: str
    group: str  # rows of one group are versions of one article
    source: str
    title: str
    earliest: datetime | None  # the text did not stand there before; None: no bound
    latest: datetime | None  # it stood there then
    seen_at: datetime | None
    has_claim: bool  # a time is claimed, and no capture contradicts it
    credits: tuple[Credit, ...]
    agency_id: str | None  # the agency whose own site this is
    page: str  # identity of the address, "" where unknown
    canonical_page: str  # identity of the canonical address where it is at another domain, else ""

    @property
    def day(self) -> float | None:
        """When the text appeared, in days since 1970; None where unknown."""
        if self.latest is None or not (self.has_claim or self.seen_at):
            return None
        return (self.latest - _EPOCH) / _DAY

    @property
    def mark(self) -> int:
        """64 bits that put texts of one day in one order, whatever the order of arrival."""
        told = (self.article_id, self.title, self.page, self.earliest, self.latest, self.seen_at)
        return hashed(repr(told))


class Texts(Protocol):
    """The words of the rows of a table, wherever they lie."""

    def read(self, places: Sequence[int]) -> list[str]:
        """The texts of some rows of the table; a missing one is empty."""


class TableTexts:
    """The texts of a table in memory."""

    def __init__(self, column: "pa.ChunkedArray[Any]") -> None:
        self._chunks = column.chunks
        self._starts = np.cumsum([0, *map(len, column.chunks)]).tolist()

    def read(self, places: Sequence[int]) -> list[str]:
        """The texts of some rows of the table; a missing one is empty."""
        return [self._one(place) for place in places]

    def _one(self, place: int) -> str:
        chunk = bisect_right(self._starts, place) - 1
        return self._chunks[chunk][place - self._starts[chunk]].as_py() or ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts in the order of their articles' ids, whatever the order of the table they came in."""

    rows: tuple[Row, ...]
    places: tuple[int, ...]  # of each in the table


def corpus(articles: pa.Table, words: Callable[[int], str]) -> Corpus:
    """Read a table with the columns of `find_families`; all but `article_id` may be missing.

    Args:
        articles: one row a text.
        words: what tells the text of one row from those of other rows of the same article.

    Raises:
        KeyError: there is no column `article_id`.
    """
    insist(articles, "article_id")
    rows = list(_rows(articles))
    places = sorted(range(len(rows)), key=lambda place: rows[place].article_id)
    start = 0
    for _, same in groupby(places, key=lambda place: rows[place].article_id):
        run = list(same)
        if len(run) > 1:
            run.sort(key=lambda place: (repr(rows[place]), words(place)))
            places[start : start + len(run)] = run
        start += len(run)
    return Corpus(rows=tuple(rows[place] for place in places), places=tuple(places))


def insist(articles: pa.Table, *names: str) -> None:
    """Refuse a table that lacks a column.

    Raises:
        KeyError: it lacks one.
    """
    for needed in names:
        if needed not in articles.column_names:
            raise KeyError(
                f"the table has no column {needed!r}: it has {', '.join(sorted(articles.column_names))}"
            )


def _rows(articles: pa.Table) -> Iterator[Row]:
    names = [name for name in articles.column_names if name in _READ]
    for batch in articles.select(names).to_batches(max_chunksize=4096):
        for line in batch.to_pylist():
            yield _row(line)


def _row(line: dict[str, object]) -> Row:
    article_id, url = str(line["article_id"]), _text(line, "url")
    earliest, latest, has_claim = _interval(line)
    return Row(
        article_id=article_id,
        group=_text(line, "group_id") or article_id,
        source=intern(_text(line, "source")),
        title=_text(line, "title"),
        earliest=earliest,
        latest=latest,
        seen_at=_instant(line, "first_seen_at"),
        has_claim=has_claim,
        credits=_credits(line),
        agency_id=_text(line, "source_agency") or None,
        page=article_identity(url) if url else "",
        canonical_page=_foreign(url, _text(line, "canonical_url")),
    )


def _text(line: dict[str, object], name: str) -> str:
    value = line.get(name)
    return value if isinstance(value, str) else ""


def _instant(line: dict[str, object], name: str) -> datetime | None:
    """An instant; one without a zone is taken for UTC, as Arrow does."""
    value = line.get(name)
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _credits(line: dict[str, object]) -> tuple[Credit, ...]:
    """Credits as `agency` or `agency:where`, each agency once, in their order."""
    listed = line.get("credited_agencies")
    found: dict[str, str] = {}
    for item in listed if isinstance(listed, list) else []:
        agency_id, _, where = str(item).partition(":")
        found.setdefault(agency_id, where)
    return tuple(Credit(agency_id, where) for agency_id, where in found.items() if agency_id)


def _foreign(url: str, canonical: str) -> str:
    """The page that an address names as its canonical one, where somebody else owns it."""
    if not url or not canonical or registrable_domain(url) == registrable_domain(canonical):
        return ""
    return article_identity(canonical)


def _interval(line: dict[str, object]) -> tuple[datetime | None, datetime | None, bool]:
    """When a text appeared at the earliest and at the latest, and whether its claimed time stands.

    A bare day is vague by the day and by the zones; a claim later than our own capture is wrong.
    """
    claimed, seen = _instant(line, "published_at"), _instant(line, "first_seen_at")
    if claimed is None or (seen is not None and claimed > seen + _DAY):
        return None, seen, False
    if _is_day(line, claimed):
        margin = _ZONES if "published_precision" in line and _is_midnight(claimed) else timedelta(0)
        return claimed - margin, _sooner(claimed + _DAY + margin, seen), True
    return claimed, claimed if seen is None else min(claimed, seen), True


def _is_day(line: dict[str, object], claimed: datetime) -> bool:
    """Whether a time is a day; without a stated precision midnight is one, since nobody publishes then."""
    stated = line.get("published_precision")
    return stated == "day" if isinstance(stated, str) and stated else _is_midnight(claimed)


def _is_midnight(instant: datetime) -> bool:
    """Whether a day may have been written as an instant in UTC, whatever zone it was meant in."""
    return (instant.hour, instant.minute, instant.second, instant.microsecond) == (0, 0, 0, 0)


def _sooner(one: datetime, other: datetime | None) -> datetime:
    return one if other is None else min(one, other)
