import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.warehouse.disks import small_disk
from tests.warehouse.segments import Press, night, nights, publish_all

from ingest.archive import Archive
from ingest.errors import MisconfiguredError, NewerSchema, NoHome, NothingPublished, OutOfSpace, WarehouseBusy
from ingest.warehouse import Connection, Warehouse, digest

COUNT = "SELECT count(*) FROM articles"


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(Archive(tmp_path))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def _count(connection: Connection) -> int:
    row = connection.execute(COUNT).fetchone()
    assert row is not None
    return int(row[0])


def _replicas(home: Path) -> set[str]:
    return {path.name for path in (home / "warehouse").glob("replica-*.duckdb")}


def _publish_empty(warehouse: Warehouse) -> None:
    with warehouse.writer() as replica:
        replica.seal()
        warehouse.switch_to(replica.path)


def test_before_the_first_snapshot_there_is_nothing_to_read(warehouse: Warehouse, tmp_path: Path) -> None:
    assert warehouse.published_segments() == frozenset()
    with pytest.raises(NothingPublished, match="run `ingest"), warehouse.reader():
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_replica_that_was_not_published_is_not_read_and_not_lost(
    press: Press, warehouse: Warehouse
) -> None:
    nights(press, 1)
    publish_all(press, warehouse)
    with warehouse.writer() as replica:
        replica.connection.execute("DELETE FROM ledger")
        spare = replica.path
    with warehouse.reader() as connection:
        assert _count(connection) == 4
    with warehouse.writer() as replica:
        assert replica.path == spare
        assert replica.segments() == frozenset()


def test_a_reader_keeps_its_snapshot_while_others_are_published(press: Press, warehouse: Warehouse) -> None:
    nights(press, 1)
    publish_all(press, warehouse)
    with warehouse.reader() as old:
        for number in (2, 3):
            press.segment(number, night(number, 4))
            publish_all(press, warehouse)
        assert _count(old) == 4
        with warehouse.reader() as new:
            assert _count(new) > 4
        assert _count(old) == 4


def test_a_copy_of_the_folder_that_followed_the_link_is_read_and_published_to(
    press: Press, warehouse: Warehouse, tmp_path: Path
) -> None:
    nights(press, 1)
    publish_all(press, warehouse)
    shutil.copytree(tmp_path / "warehouse", tmp_path / "copied" / "warehouse", symlinks=False)
    copied = Warehouse(tmp_path / "copied")
    with copied.reader() as connection:
        assert _count(connection) == 4
    press.segment(2, night(2, 4))
    publish_all(press, copied)
    with copied.reader() as connection:
        assert _count(connection) > 4
    assert (tmp_path / "copied" / "warehouse" / "current").is_symlink()


def test_two_replicas_are_enough_when_nobody_lingers(warehouse: Warehouse, tmp_path: Path) -> None:
    _publish_empty(warehouse)
    with warehouse.reader(), warehouse.reader():  # the second one's end must not unlock the first
        with warehouse.reader():
            pass
        for _ in range(3):
            _publish_empty(warehouse)
        assert len(_replicas(tmp_path)) == 3
    _publish_empty(warehouse)
    _publish_empty(warehouse)
    assert len(_replicas(tmp_path)) == 2
    locks = {path.name.removesuffix(".lock") for path in (tmp_path / "warehouse").glob("replica-*.lock")}
    assert locks == _replicas(tmp_path)


def test_a_program_that_knows_only_duckdbs_lock_is_left_alone(warehouse: Warehouse, tmp_path: Path) -> None:
    _publish_empty(warehouse)
    held = (tmp_path / "warehouse" / "current").resolve()
    opening = "import duckdb, sys; shell = duckdb.connect(sys.argv[1], read_only=True)"
    program = f"{opening}; print('open', flush=True); input()"
    shell = subprocess.Popen(
        [sys.executable, "-c", program, str(held)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert shell.stdout is not None
    assert shell.stdout.readline() == b"open\n"
    _publish_empty(warehouse)
    _publish_empty(warehouse)
    assert held.exists()
    shell.communicate(b"\n")
    assert shell.returncode == 0


def test_one_writer_at_a_time(warehouse: Warehouse, tmp_path: Path) -> None:
    with (
        warehouse.writer(),
        pytest.raises(WarehouseBusy, match="another process"),
        Warehouse(tmp_path).writer(),
    ):
        pass
    with warehouse.writer():
        pass


def test_a_damaged_replica_and_a_half_made_copy_are_replaced(
    press: Press, warehouse: Warehouse, tmp_path: Path
) -> None:
    nights(press, 1)
    publish_all(press, warehouse)
    folder = tmp_path / "warehouse"
    (folder / "replica-00000000.duckdb").write_bytes(b"torn" * 10_000)
    (folder / "copying-replica-11111111.duckdb").write_bytes(b"half")
    with warehouse.writer() as replica:
        assert replica.segments() == set(press.archive.segments())
    assert not (folder / "replica-00000000.duckdb").exists()
    assert not (folder / "copying-replica-11111111.duckdb").exists()


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "CREATE TABLE warehouse.main.mine (i INTEGER)",
        "DELETE FROM warehouse.main.ledger",
        "DROP VIEW news.articles",
    ],
)
def test_a_reader_reads_and_does_nothing_else(warehouse: Warehouse, attack: str) -> None:
    _publish_empty(warehouse)
    with warehouse.reader() as connection:
        with pytest.raises(Exception, match=r"(?i)permission|locked|read-only|disabled|does not exist"):
            connection.execute(attack)
        assert _count(connection) == 0


def test_a_newer_schema_is_refused(warehouse: Warehouse) -> None:
    with warehouse.writer() as replica:
        replica.connection.execute("INSERT INTO schema_migration VALUES (9999, '9999_future', 'x')")
        replica.seal()
        warehouse.switch_to(replica.path)
    with pytest.raises(NewerSchema, match="9999_future"), warehouse.reader():
        pass
    with pytest.raises(NewerSchema, match="install that version"), warehouse.writer():
        pass


def test_a_migration_that_was_changed_afterwards_is_refused(warehouse: Warehouse) -> None:
    with warehouse.writer() as replica:
        replica.connection.execute("UPDATE schema_migration SET sha256 = 'other' WHERE version = 3")
    with pytest.raises(MisconfiguredError, match=r"0003_dim_run\.sql was changed"), warehouse.writer():
        pass


def test_an_older_file_gets_the_migrations_that_it_lacks_and_the_views_of_today(warehouse: Warehouse) -> None:
    with warehouse.writer() as replica:
        replica.connection.execute("DROP SCHEMA news CASCADE")
        replica.connection.execute("DROP TABLE fact_rejection")
        replica.connection.execute("DELETE FROM schema_migration WHERE version IN (0, 21)")
    with warehouse.writer() as replica:
        assert replica.connection.execute("SELECT count(*) FROM news.rejections").fetchall() == [(0,)]


# --- disks --------------------------------------------------------------------------------------------


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", megabytes=24) as place:
        yield place


def test_a_full_disk_is_said_so_and_leaves_the_snapshot(small_disk: Path) -> None:
    press, warehouse = Press(Archive(small_disk)), Warehouse(small_disk)
    nights(press, 1)
    publish_all(press, warehouse)
    with warehouse.reader() as connection:
        before = digest(connection)
    nights_two = press.segment(2, night(2, 4))
    assert nights_two in press.archive.segments()
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 48_000_000)
    with pytest.raises(OutOfSpace, match="is full"):
        publish_all(press, warehouse)
    with warehouse.reader() as connection:
        assert digest(connection) == before
    filler.unlink()
    publish_all(press, warehouse)
    assert warehouse.published_segments() == set(press.archive.segments())


def test_a_disk_that_cannot_be_written_can_be_read(small_disk: Path) -> None:
    press, warehouse = Press(Archive(small_disk)), Warehouse(small_disk)
    nights(press, 1)
    publish_all(press, warehouse)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with warehouse.reader() as connection:
        assert _count(connection) == 4
    with pytest.raises(NoHome, match="cannot be written"), warehouse.writer():
        pass


# --- readers never wait -------------------------------------------------------------------------------

READER = """
import sys, threading
from pathlib import Path
from ingest.warehouse import Warehouse
pause = threading.Event()
warehouse, last, reads = Warehouse(Path(sys.argv[1])), 0, 0
print("reading", flush=True)
while not Path(sys.argv[1], "enough").exists():
    with warehouse.reader() as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        assert count >= last, (count, last)
        last, reads = count, reads + 1
    pause.wait(0.1)  # two cores: twenty readers without a breath leave nothing for the load
print(reads)
"""


@pytest.mark.slow
def test_readers_in_processes_and_threads_never_fail_during_loads(
    press: Press, warehouse: Warehouse, tmp_path: Path
) -> None:
    nights(press, 1)
    publish_all(press, warehouse)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"reading\n"
    enough, reads, failures = threading.Event(), [0] * 16, []

    def read(number: int) -> None:
        try:
            while not enough.is_set():
                with warehouse.reader() as connection:
                    assert _count(connection) >= 4
                reads[number] += 1
                enough.wait(0.5)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failures.append(error)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for number in range(2, 12):
        press.segment(number, night(number, 4))
        publish_all(press, warehouse)
    enough.set()
    (tmp_path / "enough").touch()
    for thread in threads:
        thread.join()
    ends = [reader.communicate() for reader in readers]
    assert failures == []
    assert [(reader.returncode, errors) for reader, (_, errors) in zip(readers, ends, strict=True)] == [
        (0, b"")
    ] * 4
    assert min(reads) > 0
    assert all(int(out) > 0 for out, _ in ends)
