"""A segment cut off at any byte: whole captures stay, the torn end goes, and saying so can be interrupted."""

import gzip
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.samples import captures, entry, page, run

from ingest.archive import Archive, ArchivedCapture
from ingest.records import Capture

SEGMENT = "20240220T120000123456Z-r1"
LEFTOVER = f"captures/.partial/{SEGMENT}.warc.gz.0123456789ab.partial"


def _written(home: Path, those: list[Capture]) -> bytes:
    archive = Archive(home)
    segment = archive.write_captures(run(), those)
    (file,) = (home / "captures").rglob(f"{segment}.warc.gz")
    return file.read_bytes()


def _left(home: Path, content: bytes) -> Archive:
    leftover = home / LEFTOVER
    leftover.parent.mkdir(parents=True, exist_ok=True)
    leftover.write_bytes(content)
    return Archive(home)


def _read(archive: Archive) -> list[Capture]:
    found = list(archive.read_captures(SEGMENT))
    assert all(isinstance(one, ArchivedCapture) for one in found), found
    return [one.capture for one in found if isinstance(one, ArchivedCapture)]


@given(st.lists(captures, min_size=1, max_size=3), st.floats(0, 1))
def test_a_segment_cut_anywhere_keeps_its_whole_captures(those: list[Capture], share: float) -> None:
    with TemporaryDirectory() as folder:
        whole = _written(Path(folder) / "whole", those)
        cut = round(share * len(whole))
        archive = _left(Path(folder), whole[:cut])
        if not archive.salvage():
            assert archive.segments() == ()
            return
        kept = _read(archive)
        assert kept == those[: len(kept)]
        again = _written(Path(folder) / "again", kept)
        assert whole.startswith(again)
        assert archive.run_of(SEGMENT).dropped_bytes == cut - len(again)
        assert len(kept) == len(those) or len(_written(Path(folder) / "more", those[: len(kept) + 1])) > cut


def test_a_page_whose_entry_is_cut_off_is_asked_for_again(tmp_path: Path) -> None:
    whole = _written(tmp_path / "whole", [page(0), page(1, entry=entry())])
    archive = _left(tmp_path, whole[:-1])
    archive.salvage()
    assert _read(archive) == [page(0)]


@pytest.mark.parametrize("content", [b"", b"no warc", gzip.compress(b"WARC/1.1")])
def test_a_leftover_without_captures_goes(tmp_path: Path, content: bytes) -> None:
    archive = _left(tmp_path, content)
    assert archive.salvage() == ()
    assert list((tmp_path / "captures/.partial").iterdir()) == []


def test_a_salvage_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    whole = _written(tmp_path / "whole", [page(0), page(1)])
    archive = _left(tmp_path, whole[:-5])
    archive.salvage()
    (final,) = tmp_path.glob("captures/2*/*/*/*.warc.gz")
    closed = final.read_bytes()

    os.link(final, tmp_path / LEFTOVER)  # killed before the leftover's own name was removed
    assert archive.salvage() == ()
    assert not (tmp_path / LEFTOVER).exists()

    for cut in (0, 1, 100):  # killed before the closed file got its name, or while the end was written
        final.unlink()
        _left(tmp_path, closed[: len(closed) - cut])
        assert archive.salvage() == (SEGMENT,)
        assert _read(archive) == [page(0)]
        assert archive.run_of(SEGMENT).dropped_bytes is not None


def test_zeros_of_a_power_cut_go_with_the_torn_end(tmp_path: Path) -> None:
    whole = _written(tmp_path / "whole", [page(0), page(1)])
    archive = _left(tmp_path, whole + bytes(10_000))
    archive.salvage()
    assert _read(archive) == [page(0), page(1)]
    assert archive.run_of(SEGMENT).dropped_bytes == 10_000


def test_files_of_others_stay_where_they_are(tmp_path: Path) -> None:
    archive = _left(tmp_path, b"x")
    other = tmp_path / "captures/.partial/notes.partial"
    other.write_text("mine")
    assert archive.salvage() == ()
    assert other.read_text() == "mine"
