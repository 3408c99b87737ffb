from pathlib import Path

import pytest
from tests.warehouse.segments import Press, load_into, night, nights, publish_all

from ingest.archive import Archive
from ingest.errors import SnapshotHeldBack
from ingest.publish import Check, audit_books, publish_snapshot
from ingest.warehouse import Warehouse

DAMAGES = {
    "UPDATE fact_entry SET sightings = sightings + 1 WHERE position = 0": "every kept entry is a sighting",
    "DELETE FROM fact_family_member WHERE relation = 'copy'": "every article is in one family",
    "INSERT INTO fact_fetch FROM fact_fetch LIMIT 1": "no row stands twice",
    "DELETE FROM article_text": "nothing points at a missing row",
    "DELETE FROM fact_version WHERE version_no = 2": "every article page has its version and text",
    "UPDATE fact_mention SET version_id = 'none'": "nothing points at a missing row",
    "UPDATE ledger SET facts_producer = 'extract-0'": "loaded with the current producers",
    "UPDATE fact_fetch SET entries_rejected = 1 WHERE kind = 'feed'": "every rejected entry has its reason",
}


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(Archive(tmp_path))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def _amiss(checks: tuple[Check, ...]) -> list[str]:
    return [check.name for check in checks if check.difference]


def test_a_sound_snapshot_is_published_with_its_counts(press: Press, warehouse: Warehouse) -> None:
    nights(press, 2)
    report = publish_all(press, warehouse)
    assert (report.articles, report.versions, report.families) == (9, 10, 6)
    assert _amiss(report.checks) == []
    assert warehouse.published_segments() == set(press.archive.segments())


@pytest.mark.parametrize(("damage", "complaint"), DAMAGES.items())
def test_a_snapshot_that_does_not_add_up_is_held_back(
    press: Press, warehouse: Warehouse, damage: str, complaint: str
) -> None:
    nights(press, 2)
    publish_all(press, warehouse)
    with warehouse.reader() as published, warehouse.writer() as replica:
        replica.connection.execute(damage)
        with pytest.raises(SnapshotHeldBack, match=complaint):
            publish_snapshot(warehouse, replica, allow_fewer_articles=True)
        assert published.execute("SELECT count(*) FROM articles").fetchall() == [(9,)]
    with warehouse.reader() as connection:
        assert _amiss(audit_books(connection, archive=press.archive)) == []


@pytest.mark.parametrize(
    ("damage", "complaint"),
    {
        "UPDATE fact_mention SET ordinal = 0 WHERE segment_id = $fresh": "no row stands twice",
        "INSERT INTO fact_fetch FROM fact_fetch WHERE segment_id = $fresh": "no row stands twice",
        "UPDATE fact_quote SET version_id = 'none' WHERE segment_id = $fresh": "points at a missing row",
        "DELETE FROM fact_version WHERE segment_id = $fresh": "points at a missing row",
        "DELETE FROM fact_family_member WHERE article_id IN"
        " (SELECT article_id FROM fact_fetch WHERE segment_id = $fresh)": "has its version, text and family",
        "UPDATE fact_fetch SET entries_kept = 99 WHERE segment_id = $fresh AND kind = 'feed'": "kept",
    }.items(),
)
def test_what_a_load_adds_is_checked_without_looking_at_everything(
    press: Press, warehouse: Warehouse, damage: str, complaint: str
) -> None:
    nights(press, 1)
    publish_all(press, warehouse)
    fresh = press.segment(2, night(2, 4))
    with warehouse.writer() as replica:
        load_into(press, replica, [fresh])
        replica.connection.execute(damage, {"fresh": fresh})
        with pytest.raises(SnapshotHeldBack, match=complaint):
            publish_snapshot(warehouse, replica, allow_fewer_articles=True)


def test_fewer_articles_need_a_word(press: Press, warehouse: Warehouse) -> None:
    nights(press, 2)
    publish_all(press, warehouse)
    with warehouse.writer() as replica:
        for table in (
            "fact_family_member",
            "fact_version",
            "fact_fetch",
            "fact_entry",
            "fact_edit",
            "fact_credit",
        ):
            replica.connection.execute(f"TRUNCATE {table}")
        facts = (
            "lineage",
            "attribution",
            "citation",
            "quote",
            "mention",
            "entity",
            "time_expression",
            "figure",
        )
        for fact in facts:
            replica.connection.execute(f"TRUNCATE fact_{fact}")
        with pytest.raises(SnapshotHeldBack, match="expected 9, found 0"):
            publish_snapshot(warehouse, replica)
        assert publish_snapshot(warehouse, replica, allow_fewer_articles=True).articles == 0


def test_the_audit_misses_no_capture_and_no_segment(
    press: Press, warehouse: Warehouse, tmp_path: Path
) -> None:
    names = nights(press, 2)
    publish_all(press, warehouse)
    (warc,) = (tmp_path / "captures").rglob(f"{names[0]}.warc.gz")
    warc.unlink()
    press.segment(3, [])
    with warehouse.reader() as connection:
        checks = {check.name: check for check in audit_books(connection, archive=press.archive)}
    assert checks["every segment is loaded"].difference == 2
    assert checks["every capture is in the books"].difference == 5
