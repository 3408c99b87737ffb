from pathlib import Path

import pytest
from tests.warehouse.segments import Press, load_into, night, nights, publish_all

from ingest.archive import Archive
from ingest.publish import publish_snapshot
from ingest.records import Outlet
from ingest.warehouse import Connection, Warehouse, complete_summaries, doubt_summaries

SUMMARIES = ("article_summary", "family_summary", "place_summary")


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(Archive(tmp_path))


def _content(connection: Connection) -> dict[str, list[str]]:
    return {
        table: [
            row
            for (row,) in connection.execute(
                f"SELECT t::TEXT AS line FROM main.{table} AS t ORDER BY line"
            ).fetchall()
        ]
        for table in SUMMARIES
    }


def _loaded_in(press: Press, home: Path, batches: list[list[str]]) -> dict[str, list[str]]:
    with Warehouse(home).writer() as replica:
        for batch in batches:
            load_into(press, replica, batch)
        return _content(replica.connection)


def test_summaries_are_the_same_in_whatever_order_segments_are_loaded(press: Press, tmp_path: Path) -> None:
    names = nights(press, 4)
    at_once = _loaded_in(press, tmp_path / "at-once", [names])
    assert all(at_once.values())
    for number, batches in enumerate(
        [[[name] for name in names], [[name] for name in reversed(names)], [names[2:], names[:2]]]
    ):
        assert _loaded_in(press, tmp_path / str(number), batches) == at_once


def test_what_a_load_renews_is_what_making_everything_anew_gives(press: Press) -> None:
    names = nights(press, 3)
    with Warehouse(press.archive.home).writer() as replica:
        for name in names:
            load_into(press, replica, [name])
        renewed = _content(replica.connection)
        assert not complete_summaries(replica.connection)
        doubt_summaries(replica.connection)
        assert complete_summaries(replica.connection)
        assert _content(replica.connection) == renewed


def test_a_warehouse_without_summaries_gets_them_with_its_next_publication(press: Press) -> None:
    nights(press, 2)
    warehouse = Warehouse(press.archive.home)
    publish_all(press, warehouse)
    with warehouse.writer() as replica:
        replica.connection.execute("TRUNCATE article_summary; TRUNCATE summary_state")
        publish_snapshot(warehouse, replica)
    with warehouse.reader() as connection:
        ((seen, known),) = connection.execute(
            "SELECT (SELECT count(*) FROM headlines), (SELECT count(*) FROM versions WHERE is_latest)"
        ).fetchall()
    assert seen == known > 0


def test_owners_are_counted_anew_when_an_outlet_gets_another(press: Press) -> None:
    nights(press, 1)
    warehouse = Warehouse(press.archive.home)
    publish_all(press, warehouse)
    with warehouse.reader() as connection:
        before = connection.execute("SELECT max(owners) FROM families").fetchall()
    papers = [f"paper{number}.example" for number in range(3)]
    press.archive.save_knowledge(
        [Outlet(outlet_id=one, domain=one, name=one, family_id="One House") for one in papers], ()
    )
    press.segment(2, night(2, 4))
    publish_all(press, warehouse)
    with warehouse.reader() as connection:
        after = connection.execute("SELECT max(owners) FROM families").fetchall()
    assert (before, after) == ([(2,)], [(1,)])
