"""GDELT's lists: tables that are what the master list says give addresses, each page once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.archived import captured
from tests.history.archives import BEGIN, page, place_of, taken
from tests.shared_data import shared_data

from ingest.history import Order, Scope, Source, SourceKind
from ingest.history.gdelt import addresses_in_table
from ingest.newsroom import MASTER_LIST, Attic, Newsroom, Sighting, Site, TableFault, serve
from ingest.pipeline import Workplace
from ingest.records import FetchOutcome

PRESS = Newsroom()


def _seen(number: int) -> Sighting:
    at = BEGIN + timedelta(minutes=number * 10)
    one = page(number, at=at)
    return Sighting(url=one.url.replace("https:", "http:"), at=at, body=one.body)


SIGHTINGS = tuple(map(_seen, range(9)))  # in six quarters of an hour: two, one, two, one, two, one


def _order(**scope: object) -> Order:
    source = Source(kind=SourceKind.GDELT, place=MASTER_LIST)
    return Order(source=source, scope=Scope.model_validate(scope))


def _asked(site: Site) -> list[str]:
    return sorted(one.path for one in site.requests if one.path.startswith("/news/"))


def _tables(site: Site) -> list[str]:
    return [one.path for one in site.requests if one.path.endswith(".zip")]


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(PRESS, shelves=Attic(SIGHTINGS, sites=True).shelves) as running:
        yield running


def _taken(home: Path, *faults: TableFault) -> tuple[Workplace, Site]:
    with serve(PRESS, shelves=Attic(SIGHTINGS, sites=True, faults=faults).shelves) as site:
        place = place_of(home, site)
        taken(place, _order(), load=False)
        return place, site


def test_the_pages_of_every_table_are_asked_for_once(site: Site, tmp_path: Path) -> None:
    place = place_of(tmp_path / "home", site)
    done = taken(place, _order(), load=False)
    assert (done.kept, done.damaged, done.is_complete) == (9, 0, True)
    assert _asked(site) == sorted(f"/news/{number}" for number in range(9))
    assert len(_tables(site)) == 6
    assert all(".mentions." in path for path in _tables(site))


def test_only_tables_of_the_days_and_pages_of_the_outlets_are_asked_for(site: Site, tmp_path: Path) -> None:
    place = place_of(tmp_path / "home", site)
    assert taken(place, _order(outlets=("other.example",)), load=False).outside == 9
    assert _asked(site) == []
    before = len(_tables(site))
    taken(place, _order(first="2019-03-02"), load=False)
    assert len(_tables(site)) == before


@pytest.mark.parametrize(
    ("fault", "kept", "why"),
    [
        (TableFault.WRONG_MD5, 7, "its MD5 is not the list's"),
        (TableFault.WRONG_SIZE, 7, "and the list says"),
        (TableFault.NO_ZIP, 7, "no zip with one table"),
        (TableFault.MISSING, 7, "missing"),
        (TableFault.ODD_LINE, 9, "names no file"),
    ],
)
def test_a_table_that_is_not_what_the_list_says_is_told_and_the_others_are_read(
    tmp_path: Path, fault: TableFault, kept: int, why: str
) -> None:
    place, site = _taken(tmp_path / "home", fault)
    assert len(_asked(site)) == kept
    told = [one.detail for one in captured(place) if one.outcome is FetchOutcome.UNDECODABLE]
    assert len(told) == 1
    assert why in told[0]


def test_every_row_of_a_real_table_names_a_page_or_none() -> None:
    text = (shared_data("captures/gdelt") / "mentionssamp.csv").read_text(encoding="utf-8")
    rows = [line.replace(",", "\t") for line in text.splitlines()[1:]]
    found = list(addresses_in_table("\n".join(rows), column=5))
    assert 500 < len(found) <= len(rows)
    assert len(set(found)) == len(found)
    assert all(url.startswith("http") for url in found)
