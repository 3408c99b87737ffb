"""What we know of the world before we read it: outlets, agencies, zone abbreviations (data in `seeds/`).

Knowledge is a value. Pure modules are handed it and fall back on `packaged()`; a user's own
rows (`outlets.csv`, `agencies.csv`, `outlet_history.csv` in `INGEST_HOME`, same columns) come before
the packaged ones.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from typing_extensions import override

from ingest.packaged import packaged_folder
from ingest.parsing.urls import registrable_domain
from ingest.records import Agency, Outlet, OutletFact, Record, Zone


class Knowledge(Record):
    """Outlets, agencies and zones, with the look-ups that stages need."""

    outlets: tuple[Outlet, ...] = ()
    agencies: tuple[Agency, ...] = ()
    zones: tuple[Zone, ...] = ()
    history: tuple[OutletFact, ...] = ()

    @cached_property
    def _outlet_by_domain(self) -> Mapping[str, Outlet]:
        return {outlet.domain: outlet for outlet in reversed(self.outlets)}

    @cached_property
    def _agency_by_name(self) -> Mapping[str, Agency]:
        return {
            alias.casefold(): agency
            for agency in reversed(self.agencies)
            for alias in (agency.name, *agency.aliases)
        }

    @cached_property
    def _agency_by_domain(self) -> Mapping[str, Agency]:
        return {agency.domain: agency for agency in reversed(self.agencies) if agency.domain}

    @cached_property
    def _history_by_domain(self) -> Mapping[str, tuple[OutletFact, ...]]:
        found: dict[str, tuple[OutletFact, ...]] = {}
        for fact in reversed(self.history):
            found[fact.domain] = (*found.get(fact.domain, ()), fact)
        return found

    def outlet_of(self, url: str, on: date | None = None) -> Outlet:
        """The outlet that publishes at an address; one that we don't know is named by its domain.

        `on`: the day of a capture, UTC: an old one is read by what held then.
        """
        domain = registrable_domain(url)
        outlet = self.known_outlet(url) or Outlet(outlet_id=domain, domain=domain, name=domain)
        facts = self._history_by_domain.get(domain, ()) if on else ()
        held: dict[str, str] = {fact.field: fact.value for fact in facts if on and fact.holds_on(on)}
        return outlet.model_copy(update=held) if held else outlet

    def known_outlet(self, url: str) -> Outlet | None:
        """The outlet at an address, where our tables have it."""
        return self._outlet_by_domain.get(registrable_domain(url))

    def agency_named(self, name: str) -> Agency | None:
        """The agency that is written this way, without regard to case."""
        return self._agency_by_name.get(name.strip().casefold())

    def agency_at(self, url: str) -> Agency | None:
        """The agency whose own site an address belongs to."""
        return self._agency_by_domain.get(registrable_domain(url))


class Numeral(Record):
    """A number written as a word."""

    language: str  # ISO 639-1
    word: str  # lower case
    value: str  # in digits


class SameKnowledge:
    """Knowledge as a key of a cache, by identity: comparing its thousands of rows costs more than a page."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @override
    def __hash__(self) -> int:
        return id(self.knowledge)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameKnowledge) and other.knowledge is self.knowledge


def seed_root() -> Path:
    """The folder of the packaged seeds."""
    return packaged_folder("seeds")


def rows(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Rows of a seeds CSV; lines that start with `#` are comments.

    Raises:
        csv.Error: a row has more cells than there are columns.
    """
    read = csv.reader(line for line in lines if not line.startswith("#"))
    columns = next(read, [])
    for number, row in enumerate(read, start=1):
        if len(row) > len(columns):
            raise csv.Error(f"row {number} has {len(row)} cells for {len(columns)} columns")
        if row:
            yield dict(zip(columns, row, strict=False))  # half the time of DictReader


@cache
def seed_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `seeds/{name}.csv`, values as text."""
    text = (seed_root() / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(rows(text.splitlines()))


def outlet_from(row: Mapping[str, str]) -> Outlet:
    """An outlet from a row of outlets.csv; empty cells are unknown."""
    return Outlet.model_validate({"outlet_id": row["domain"], **_filled(row)})


def agency_from(row: Mapping[str, str]) -> Agency:
    """An agency from a row of agencies.csv; aliases and languages are separated by `|`."""
    lists = {key: tuple(filter(None, (row.get(key) or "").split("|"))) for key in ("aliases", "languages")}
    return Agency.model_validate({**_filled(row), **lists})


def fact_from(row: Mapping[str, str]) -> OutletFact:
    """A former fact from a row of outlet_history.csv; an empty first day is the beginning."""
    return OutletFact.model_validate(_filled(row))


@cache
def packaged() -> Knowledge:
    """What the package itself knows."""
    return Knowledge(
        outlets=tuple(map(outlet_from, seed_rows("outlets"))),
        agencies=tuple(map(agency_from, seed_rows("agencies"))),
        zones=tuple(Zone.model_validate(_filled(row)) for row in seed_rows("zones")),
        history=tuple(map(fact_from, seed_rows("outlet_history"))),
    )


@cache
def city_countries() -> Mapping[str, str]:
    """Countries (ISO 3166-1) by the folded names of their cities, as datelines have them."""
    cities = [row for row in seed_rows("places") if row["kind"] == "city" and row["country"]]
    names = ((name, row["country"]) for row in cities for name in (row["name"], *row["aliases"].split("|")))
    return {name.casefold(): country for name, country in names if name}


@cache
def numerals() -> tuple[Numeral, ...]:
    """The numbers that languages write as words."""
    return tuple(
        Numeral(language=row["language"], word=word, value=row["value"])
        for row in seed_rows("numerals")
        for word in row["words"].split("|")
    )


@cache
def numbers_in_words(language: str | None) -> Mapping[str, str]:
    """Digits by the words that mean them in a language; in English where we do not know it.

    >>> numbers_in_words("en")["five"], numbers_in_words("de")["fünf"], "due" in numbers_in_words(None)
    ('5', '5', False)
    """
    chosen = [one for one in numerals() if one.language == (language or "en")[:2]]
    return {one.word: one.value for one in chosen}


def with_own_rows(
    known: Knowledge,
    outlets: Iterable[Outlet],
    agencies: Iterable[Agency],
    history: Iterable[OutletFact] = (),
) -> Knowledge:
    """Knowledge in which a user's own rows come first."""
    # not model_copy: it takes the look-ups along that were made of the old rows
    return Knowledge(
        outlets=(*outlets, *known.outlets),
        agencies=(*agencies, *known.agencies),
        zones=known.zones,
        history=(*history, *known.history),
    )


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in row.items() if value}
