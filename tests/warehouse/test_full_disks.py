"""A disk that fills up in the middle of a load or a publication: the old snapshot stays."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.warehouse.disks import small_disk
from tests.warehouse.segments import Press, load_into, night, nights, publish_all

from ingest.archive import Archive
from ingest.errors import OutOfSpace
from ingest.publish import publish_snapshot
from ingest.warehouse import Warehouse, digest


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", megabytes=32) as place:
        yield place


def _fill(disk: Path, *, but: int) -> Path:
    """Leave so many bytes."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(b"x" * max(0, free - but))
    return filler


def _published(warehouse: Warehouse) -> str:
    with warehouse.reader() as connection:
        return digest(connection)


def test_a_disk_that_fills_up_in_the_middle_of_a_load_leaves_the_snapshot(small_disk: Path) -> None:
    press, warehouse = Press(Archive(small_disk)), Warehouse(small_disk)
    nights(press, 2)
    publish_all(press, warehouse)
    publish_all(press, warehouse)
    before = _published(warehouse)
    press.segment(3, night(3, 40))
    failed = 0
    for left in (0, 100_000, 300_000, 700_000, 1_500_000):
        filler = _fill(small_disk, but=left)
        try:
            with warehouse.writer() as replica:
                load_into(press, replica, [press.archive.segments()[-1]])
        except OutOfSpace:
            failed += 1
        assert _published(warehouse) == before
        filler.unlink()
    assert failed >= 1
    publish_all(press, warehouse)
    assert warehouse.published_segments() == set(press.archive.segments())
    assert _published(warehouse) != before


def test_a_disk_that_fills_up_in_the_middle_of_a_publication_leaves_the_snapshot(small_disk: Path) -> None:
    press, warehouse = Press(Archive(small_disk)), Warehouse(small_disk)
    nights(press, 2)
    publish_all(press, warehouse)
    before = _published(warehouse)
    press.segment(3, night(3, 40))
    failed = 0
    for left in (0, 50_000, 200_000, 600_000):
        with suppress(OutOfSpace), warehouse.writer() as replica:
            have = replica.segments()
            load_into(press, replica, [one for one in press.archive.segments() if one not in have])
            filler = _fill(small_disk, but=left)
            try:
                publish_snapshot(warehouse, replica)
            except OutOfSpace:
                failed += 1
                raise
            finally:
                filler.unlink()
        if failed:
            assert _published(warehouse) == before
            break
    publish_all(press, warehouse)
    assert warehouse.published_segments() == set(press.archive.segments())
    assert _published(warehouse) != before
