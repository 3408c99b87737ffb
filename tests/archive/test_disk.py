"""Full, read-only and missing disks; killed and competing writers: with real ones of each."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.samples import page, run

from ingest.archive import Archive, ArchivedCapture
from ingest.errors import IngestError, NoHome, OutOfSpace
from ingest.records import Capture, Enclosure

SEGMENT = "20240220T120000123456Z-r1"
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"mounting a small disk needs root: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_full_disk_is_told_and_what_came_whole_is_kept(small_disk: Path) -> None:
    archive = Archive(small_disk / "home")
    kept = archive.write_captures(run("kept"), [page()])
    noise = os.urandom(100_000)
    with pytest.raises(OutOfSpace, match=r"disk is full \(.* MB of 1\.0 MB free\)") as raised:
        archive.write_captures(run(), (page(number, body=noise) for number in range(100)))
    assert "\n" not in str(raised.value)
    assert str(archive.home) in str(raised.value)
    first, salvaged = archive.segments()
    assert first == kept
    assert len(files(small_disk)) == 2
    found = list(archive.read_captures(salvaged))
    assert 7 <= len(found) <= 10
    assert all(isinstance(one, ArchivedCapture) for one in found)
    assert (archive.run_of(salvaged).dropped_bytes or 0) > 0


def test_tables_on_a_full_disk_leave_nothing_behind(small_disk: Path) -> None:
    archive = Archive(small_disk)
    rows = [Enclosure(url=os.urandom(500).hex()) for _ in range(5_000)]
    with pytest.raises(OutOfSpace):
        archive.write_tables("articles", "p", SEGMENT, {"links": (Enclosure, rows)})
    assert not archive.has_tables("articles", "p", SEGMENT)
    assert files(small_disk) == []


def test_a_disk_full_to_the_last_byte_is_told(small_disk: Path) -> None:
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        while shutil.disk_usage(small_disk).free:
            filler.write(b"\0" * 4096)
    for write in (
        lambda: Archive(small_disk).write_captures(run(), [page()]),
        lambda: Archive(small_disk).save_knowledge([], []),
    ):
        with pytest.raises(OutOfSpace):
            write()


def test_a_home_in_a_missing_folder_is_no_home(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "absent" / "home")
    assert archive.segments() == ()
    with pytest.raises(NoHome, match="No such file or directory"):
        archive.write_captures(run(), [page()])


def test_a_home_that_is_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(NoHome, match="Not a directory"):
        Archive(tmp_path / "home").write_captures(run(), [page()])


def test_a_read_only_home_is_no_home(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(NoHome, match="Read-only file system"):
        Archive(small_disk).write_tables("facts", "p", SEGMENT, {})


WRITER = """
import sys
from pathlib import Path
from ingest.archive import Archive
from tests.archive.samples import page, run

def captures():
    for number in range(50):
        yield page(number, body=bytes(range(256)) * 8000)
    print("half", flush=True)
    sys.stdin.readline()
    yield page(99)

Archive(Path(sys.argv[1])).write_captures(run(sys.argv[2]), captures())
"""


def writer(home: Path, run_id: str) -> "subprocess.Popen[str]":
    """A process that has written half of a segment, and waits for a line before the rest."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, home, run_id],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    return process


def partials(home: Path) -> list[str]:
    return sorted(path.name.split(".")[0] for path in (home / "captures/.partial").iterdir())


def test_what_a_killed_writer_wrote_becomes_a_segment(tmp_path: Path) -> None:
    process = writer(tmp_path, "r1")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    archive = Archive(tmp_path)
    assert partials(tmp_path) == [SEGMENT]
    assert archive.segments() == ()
    assert archive.usage().captures_bytes == 0
    assert archive.salvage() == (SEGMENT,)
    assert partials(tmp_path) == []
    found = list(archive.read_captures(SEGMENT))
    assert len(found) == 50, "every capture that was written before the kill"
    assert all(isinstance(one, ArchivedCapture) for one in found)
    assert archive.run_of(SEGMENT) == run("r1").model_copy(update={"dropped_bytes": 0})
    assert archive.salvage() == ()


def test_salvage_spares_a_living_writer(tmp_path: Path) -> None:
    process = writer(tmp_path, "slow")
    archive = Archive(tmp_path)
    archive.write_captures(run("quick"), [page()])
    assert archive.salvage() == ()
    process.communicate("go\n", timeout=60)
    assert process.returncode == 0
    assert [archive.run_of(segment).run_id for segment in archive.segments()] == ["quick", "slow"]
    assert len(list(archive.read_captures(archive.segments()[1]))) == 51


def test_a_folder_killed_halfway_is_swept_too(tmp_path: Path) -> None:
    leftover = tmp_path / "articles/.partial/20240220T120000123456Z-old.abc.partial"
    leftover.mkdir(parents=True)
    (leftover / "articles.parquet").write_bytes(b"half")
    archive = Archive(tmp_path)
    archive.write_tables("articles", "p", SEGMENT, {"links": (Enclosure, [Enclosure(url="u")])})
    assert [path.name for path in files(tmp_path)] == ["links.parquet"]


def test_what_a_caller_raises_is_never_taken_for_a_disk_error(tmp_path: Path) -> None:
    def breaking() -> Iterator[Enclosure]:
        raise PermissionError(13, "the caller's own business")
        yield Enclosure(url="u")

    def breaking_captures() -> Iterator[Capture]:
        raise FileNotFoundError(2, "the caller's own business")
        yield page()

    with pytest.raises(PermissionError) as raised:
        Archive(tmp_path).write_tables("articles", "p", SEGMENT, {"links": (Enclosure, breaking())})
    assert not isinstance(raised.value, IngestError)
    with pytest.raises(FileNotFoundError):
        Archive(tmp_path).write_captures(run(), breaking_captures())
    assert files(tmp_path) == []
