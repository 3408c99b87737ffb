"""How often a feed brings news is counted when its entries are loaded, so that a poll only reads it."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.capture.history import FEED, START, seen
from tests.warehouse.segments import Press, load_into, nights

from ingest.archive import Archive
from ingest.capture.stage import read_state
from ingest.pipeline import Workplace, ingest_captures, waiting_work
from ingest.publish import publish_snapshot
from ingest.records import FetchOutcome, Run, RunMode, Subscription
from ingest.settings import Settings
from ingest.warehouse import Connection, Warehouse

_ITEM = "<item><title>Report {0}</title><guid>{0}</guid><link>https://a.example/{0}</link></item>"


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(Archive(tmp_path / "home"))


def _rhythms(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT * FROM main.feed_rhythm ORDER BY ALL").fetchall()


def test_rhythms_are_the_same_whatever_the_order_of_loads_and_when_counted_anew(
    press: Press, tmp_path: Path
) -> None:
    names = nights(press, 3)
    counted = []
    for home, batches in (("at once", [names]), ("backwards", [[name] for name in reversed(names)])):
        with Warehouse(tmp_path / home).writer() as replica:
            for batch in batches:
                load_into(press, replica, batch)
            counted.append(_rhythms(replica.connection))
    with Warehouse(tmp_path / "anew").writer() as replica:
        load_into(press, replica, names[:2])
        replica.connection.execute("TRUNCATE main.feed_rhythm")
        load_into(press, replica, names[2:])
        counted.append(_rhythms(replica.connection))
    assert counted[0] == counted[1] == counted[2] != []


def _document(*numbers: int) -> bytes:
    items = "".join(map(_ITEM.format, numbers))
    return f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def _polled(home: Path, *bodies: bytes) -> Workplace:
    place = Workplace.of(Settings(home=home))
    place.archive.save_subscriptions([Subscription(url=FEED, title="F", outlet_domain="a.example")])
    for hour, body in enumerate(bodies):
        at = timedelta(hours=hour)
        run = Run(run_id=f"poll-{hour}", mode=RunMode.POLL, started_at=START + at, software="ingest/0")
        place.archive.write_captures(run, [seen(FetchOutcome.FETCHED, at, body=body).capture])
        ingest_captures(place)
    return place


def test_only_feeds_of_a_load_are_counted_and_a_poll_knows_what_was_counted(tmp_path: Path) -> None:
    place = _polled(tmp_path, _document(1), _document(1, 2, 3))
    state, _ = read_state(
        place.warehouse, place.archive, now=START + timedelta(hours=2), settings=place.settings
    )
    feed = state.feeds[FEED]
    assert (feed.entries_recent, feed.entries_since) == (2, START + timedelta(hours=1))
    assert [hour for hour, entries in enumerate(feed.entries_by_hour) if entries] == [3]


def test_a_snapshot_of_an_older_version_is_polled_from_all_the_same(tmp_path: Path) -> None:
    place = _polled(tmp_path, _document(1), _document(1, 2, 3))
    with place.warehouse.writer() as replica:
        replica.connection.execute("DROP TABLE main.feed_rhythm")
        publish_snapshot(place.warehouse, replica)
    found = waiting_work(place, clock=lambda: START + timedelta(minutes=61))
    assert (found.feeds, found.is_anything) == (0, False)
    assert found.next_at == START + timedelta(hours=2)
