# ruff: noqa: E501 - tables of cases
"""What names an entry: feeds of every bad habit are captured, loaded and asked in SQL."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest
from duckdb import DuckDBPyConnection

from ingest.archive import Archive
from ingest.pipeline import Workplace, audit, ingest_captures
from ingest.records import Capture, CaptureKind, FetchOutcome, Run, RunMode, identity
from ingest.settings import Settings

DAWN = datetime(2024, 2, 20, 6, tzinfo=UTC)


class Item(NamedTuple):
    """An entry as a document of the feed lists it."""

    title: str
    guid: str = ""
    path: str = ""

    @property
    def xml(self) -> str:
        guid = f'<guid isPermaLink="false">{escape(self.guid)}</guid>' if self.guid else ""
        link = f"<link>https://paper.example/{escape(self.path)}</link>" if self.path else ""
        return f"<item><title>{escape(self.title)}</title>{guid}{link}<description>Of {escape(self.title)}.</description></item>"


class Habit(NamedTuple):
    """A feed's documents in the order of time, and what they ought to come out as."""

    documents: Sequence[Sequence[Item]]
    policy: str
    why: str
    entries: Sequence[Sequence[str]]  # titles of the versions of each entry


HABITS = {
    "good guids name entries, whatever happens to title and address": Habit(
        [[Item("Ferry held", "1", "a"), Item("Rain", "2", "b")], [Item("Ferry freed", "1", "a-2"), Item("Rain", "2", "b")]],
        "guid", "", [["Ferry held", "Ferry freed"], ["Rain"]],
    ),
    "one guid for all entries names none": Habit(
        [[Item("Ferry held", "x", "a"), Item("Rain", "x", "b")], [Item("Ferry freed", "x", "a"), Item("Snow", "x", "c")]],
        "link", "guids: most stand for several entries", [["Ferry held", "Ferry freed"], ["Rain"], ["Snow"]],
    ),
    "a single guid given twice is set aside alone": Habit(
        [[Item("Ferry held", "1", "a"), Item("Rain", "1", "b"), Item("Snow", "2", "c"), Item("Hail", "3", "d")], [Item("Snow again", "2", "e")]],
        "guid", "", [["Ferry held"], ["Rain"], ["Snow", "Snow again"], ["Hail"]],
    ),
    "a guid that changes while the address stays names nothing": Habit(
        [[Item(f"Report {number}", f"{hour}-{number}", f"p{number}") for number in range(4)] for hour in range(2)],
        "link", "guids: they change while the address stays", [[f"Report {number}"] * 2 for number in range(4)],
    ),
    "a headline is no guid": Habit(
        [[Item("Ferry held in harbour", "Ferry held in harbour", "a")], [Item("Ferry freed from harbour", "Ferry freed from harbour", "a")]],
        "link", "guids: they are headlines", [["Ferry held in harbour", "Ferry freed from harbour"]],
    ),
    "a fragment that counts edits is no guid": Habit(
        [[Item("Ferry held", "https://paper.example/a#0", "a")], [Item("Ferry freed", "https://paper.example/a#1", "a")]],
        "link", "guids: they are addresses with fragments or tracking parameters", [["Ferry held", "Ferry freed"]],
    ),
    "without guids the address names": Habit(
        [[Item("Ferry held", "", "a"), Item("Rain", "", "b")], [Item("Ferry freed", "", "a?utm_source=rss")]],
        "link", "guids: it has none", [["Ferry held", "Ferry freed"], ["Rain"]],
    ),
    "where all link to the front page the title names": Habit(
        [[Item("Ferry held", "", "home"), Item("Rain", "", "home")], [Item("Rain", "", "home"), Item("Snow", "", "home")]],
        "title", "guids: it has none; links: most stand for several entries", [["Ferry held"], ["Rain"], ["Snow"]],
    ),
    "entries that one document repeats word for word are one": Habit(
        [[Item("Ferry held", "1", "a"), Item("Ferry held", "1", "a")]], "guid", "", [["Ferry held"]],
    ),
}  # fmt: skip


def _url(habit: str) -> str:
    return f"https://{identity(habit)}.example/feed"


def _captures(habit: str, document: int) -> Capture:
    at = DAWN + timedelta(hours=document)
    items = "".join(item.xml for item in HABITS[habit].documents[document])
    return Capture(
        capture_id=identity("feed", habit, at.isoformat()),
        kind=CaptureKind.FEED,
        url=_url(habit),
        final_url=_url(habit),
        fetched_at=at,
        outcome=FetchOutcome.FETCHED,
        status=200,
        headers=(("Content-Type", "application/rss+xml"),),
        body=f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'.encode(),
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    home: Path = tmp_path_factory.mktemp("habits")
    archive = Archive(home)
    for number in range(2):
        run = Run(
            run_id=f"r{number}",
            mode=RunMode.POLL,
            started_at=DAWN + timedelta(hours=number),
            software="ingest/test",
        )
        archive.write_captures(
            run, [_captures(name, number) for name in HABITS if number < len(HABITS[name].documents)]
        )
    place = Workplace.of(Settings(home=home))
    ingest_captures(place)
    return place


@pytest.fixture(scope="module")
def connection(place: Workplace) -> Iterator[DuckDBPyConnection]:
    with place.warehouse.reader() as opened:
        yield opened


@pytest.mark.parametrize("habit", HABITS)
def test_what_names_entries(connection: DuckDBPyConnection, habit: str) -> None:
    judged = connection.execute(
        "SELECT policy, why FROM news.feed_identity WHERE feed_url = $1", [_url(habit)]
    ).fetchall()
    assert judged == [(HABITS[habit].policy, HABITS[habit].why)]


@pytest.mark.parametrize("habit", HABITS)
def test_edits_are_versions_and_nothing_is_lost(connection: DuckDBPyConnection, habit: str) -> None:
    found = connection.execute(
        "SELECT list(title ORDER BY version_no) FROM news.entries WHERE feed_url = $1 GROUP BY entry_id",
        [_url(habit)],
    ).fetchall()
    assert sorted(titles for (titles,) in found) == sorted(map(list, HABITS[habit].entries))


def test_a_version_says_what_changed(connection: DuckDBPyConnection) -> None:
    habit = next(iter(HABITS))
    found = connection.execute(
        "SELECT version_no, changed FROM news.entries WHERE feed_url = $1 AND guid = '1' ORDER BY 1",
        [_url(habit)],
    ).fetchall()
    assert found == [(1, []), (2, ["title", "text", "link"])]


def test_the_books_balance_whatever_names_the_entries(place: Workplace) -> None:
    assert [check for check in audit(place) if check.difference] == []
