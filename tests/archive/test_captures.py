from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archive import Archive, ArchivedCapture
from ingest.errors import PermanentError, UnreadableCapture
from ingest.records import Capture, FetchOutcome
from tests.archive.samples import NOON, captures, entry, page, run


def written_and_read(home: Path, those: list[Capture]) -> list[Capture]:
    archive = Archive(home)
    found = list(archive.read_captures(archive.write_captures(run(), those)))
    archived = [one for one in found if isinstance(one, ArchivedCapture)]
    assert len(archived) == len(found), found
    for one in archived:
        assert archive.read_capture(one.warc_file, one.warc_offset) == one.capture
    return [one.capture for one in archived]


@given(st.lists(captures, max_size=4))
def test_any_capture_comes_back_exactly(those: list[Capture]) -> None:
    with TemporaryDirectory() as home:
        assert written_and_read(Path(home), those) == those


def test_an_entry_travels_with_its_page(tmp_path: Path) -> None:
    those = [page(0, entry=entry()), page(1)]
    assert written_and_read(tmp_path, those) == those
