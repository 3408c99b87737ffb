"""The river: one card a family, by day, or the best first where words are looked for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from ingest.ask import SEARCH, Search
from ingest.ask.rows import records
from ingest.desk import shown
from ingest.desk.rendering import page
from ingest.records import Record
from ingest.warehouse import Connection, Warehouse, rows

CARDS = 30  # on a page
_MOST_PAGES = 1_000
_MOST_FOUND = 1_000  # families that a search shows: the best
_LONGEST_WORD = 100
_ARTICLE = 6  # column of sql/search/select_articles.sql
_FIELDS = ("country", "language", "agency")


class Wanted(BaseModel):
    """What a reader of the river wants to see: the query of its address."""

    model_config = ConfigDict(frozen=True)

    day: date | None = None  # the newest where there is none
    q: str = Field("", max_length=_LONGEST_WORD)  # words of titles and texts: all days then
    country: str = Field("", max_length=_LONGEST_WORD)
    language: str = Field("", max_length=_LONGEST_WORD)
    agency: str = Field("", max_length=_LONGEST_WORD)
    outlet: str = Field("", max_length=_LONGEST_WORD)
    page: int = Field(1, ge=1, le=_MOST_PAGES)

    @property
    def words(self) -> str:
        """The words, with one space between them."""
        return " ".join(self.q.split())

    @property
    def filters(self) -> dict[str, str]:
        """Parameters of sql/desk/select_river.sql; empty means all."""
        return {name: getattr(self, name) for name in (*_FIELDS, "outlet")}

    @property
    def skipped(self) -> int:
        """Cards on the pages before."""
        return (self.page - 1) * CARDS


class Stretch(Record):
    """What a page of the river shows: families in order, one more than fit where there are more."""

    families: tuple[str, ...]
    choices: tuple[shown.Choice, ...]
    days: shown.Days | None  # none in a search


class River:
    """The page."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def families(self, request: Request, wanted: Annotated[Wanted, Query()]) -> Response:
        """The families of a day; of all days where words are looked for."""
        with self._warehouse.reader() as connection:
            found = _found(connection, wanted) if wanted.words else _of_day(connection, wanted)
            cards = records(
                connection, "desk/select_cards", shown.Card, families=list(found.families[:CARDS])
            )
        chosen = {name: value for name, value in wanted.filters.items() if value}
        return page(
            request, "river.html", days=found.days, day=found.days.day if found.days else None,
            words=wanted.words, cards=cards, choices=found.choices, filters=wanted.filters,
            page=wanted.page, is_more=len(found.families) > CARDS,
            chosen=chosen | ({"q": wanted.words} if wanted.words else {}),
        )  # fmt: skip


def _of_day(connection: Connection, wanted: Wanted) -> Stretch:
    """The families of which an article was first seen on a day, the newest first."""
    (days,) = records(connection, "desk/select_days", shown.Days, day=wanted.day)
    if days.day is None:
        return Stretch(families=(), choices=(), days=days)
    since, until = _bounds(days.day)
    found = rows(
        connection, "desk/select_river", since=since, until=until, limit=CARDS + 1, skipped=wanted.skipped,
        **wanted.filters,
    )  # fmt: skip
    choices = records(connection, "desk/select_choices", shown.Choice, since=since, until=until)
    return Stretch(
        families=tuple(family for (family,) in found),
        choices=_with_chosen(choices, wanted.filters),
        days=days,
    )


def _found(connection: Connection, wanted: Wanted) -> Stretch:
    """The families that hold all words, the best first."""
    asked = Search.of(wanted.words).parameters(
        one_a_family=True, row_limit=_MOST_FOUND, outlet=wanted.outlet or None,
        language=wanted.language or None, since=None,
    )  # fmt: skip
    articles = [row[_ARTICLE] for row in rows(connection, SEARCH, **asked)]
    hits = records(connection, "desk/select_found", shown.Hit, articles=articles)
    fitting = tuple(hit.family_id for hit in hits if _fits(hit, wanted.filters))
    return Stretch(
        families=fitting[wanted.skipped : wanted.skipped + CARDS + 1],
        choices=_with_chosen(_counted(hits), wanted.filters),
        days=None,
    )


def _fits(hit: shown.Hit, filters: Mapping[str, str]) -> bool:
    return all(not filters[name] or getattr(hit, name) == filters[name] for name in _FIELDS)


def _counted(hits: Sequence[shown.Hit]) -> tuple[shown.Choice, ...]:
    """What the filters can narrow a search down to."""
    labels = {hit.agency: hit.agency_name for hit in hits}
    return tuple(
        shown.Choice(field=name, value=value, label=labels.get(value, value), articles=count)
        for name in _FIELDS
        for value, count in Counter(getattr(hit, name) for hit in hits).most_common()
        if value
    )


def _with_chosen(choices: Iterable[shown.Choice], filters: Mapping[str, str]) -> tuple[shown.Choice, ...]:
    """The choices, and what is chosen though nothing here has it."""
    offered = tuple(choices)
    known = {(one.field, one.value) for one in offered}
    return offered + tuple(
        shown.Choice(field=name, value=filters[name], label=filters[name], articles=0)
        for name in _FIELDS
        if filters[name] and (name, filters[name]) not in known
    )


def _bounds(day: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time(), UTC)
    return begins, begins + timedelta(days=1)
