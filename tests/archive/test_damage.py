"""Damaged segments: a bad record is a value and never hides its neighbours."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.samples import entry, page, run

from ingest.archive import Archive, ArchivedCapture, UnreadableRecord
from ingest.errors import UnreadableCapture
from ingest.records import Capture, RunMode

PAGES = [page(number, body=b"%d " % number * 300) for number in range(4)]


def segment(home: Path, captures: list[Capture]) -> tuple[Archive, str, Path, list[int]]:
    """An archive with one segment, its id, its file and where its captures begin."""
    archive = Archive(home)
    segment_id = archive.write_captures(run(), captures)
    found = archive.read_captures(segment_id)
    offsets = [one.warc_offset for one in found if isinstance(one, ArchivedCapture)]
    return archive, segment_id, next(home.rglob(f"{segment_id}.warc.gz")), offsets


def reading(archive: Archive, segment_id: str) -> tuple[list[Capture], list[UnreadableRecord]]:
    found = list(archive.read_captures(segment_id))
    captures = [one.capture for one in found if isinstance(one, ArchivedCapture)]
    return captures, [one for one in found if isinstance(one, UnreadableRecord)]


def test_a_file_cut_off_loses_its_last_record_only(tmp_path: Path) -> None:
    archive, segment_id, path, offsets = segment(tmp_path, PAGES)
    path.write_bytes(path.read_bytes()[:-20])
    captures, unreadable = reading(archive, segment_id)
    assert captures == PAGES[:-1]
    assert [(one.warc_offset, one.segment_id) for one in unreadable] == [(offsets[-1], segment_id)]
    assert "cut off" in unreadable[0].reason
    with pytest.raises(UnreadableCapture, match="cut off"):
        archive.read_capture(unreadable[0].warc_file, unreadable[0].warc_offset)


def test_a_flipped_byte_costs_one_record(tmp_path: Path) -> None:
    archive, segment_id, path, offsets = segment(tmp_path, PAGES)
    content = bytearray(path.read_bytes())
    content[offsets[1] + 40] ^= 0xFF
    path.write_bytes(content)
    captures, unreadable = reading(archive, segment_id)
    assert captures == [PAGES[0], *PAGES[2:]]
    assert [one.warc_offset for one in unreadable] == [offsets[1]]


def test_a_wrong_digest_is_told(tmp_path: Path) -> None:
    archive, segment_id, path, offsets = segment(tmp_path, PAGES[:2])
    content = path.read_bytes()
    forged = gzip.decompress(content[offsets[0] : offsets[1]]).replace(b"0 0 0", b"9 9 9", 1)
    path.write_bytes(content[: offsets[0]] + gzip.compress(forged) + content[offsets[1] :])
    captures, unreadable = reading(archive, segment_id)
    assert captures == PAGES[1:2]
    assert [one.reason for one in unreadable] == ["WARC-Block-Digest does not fit the block"]


@pytest.mark.parametrize(
    ("field", "forged", "reason"),
    [
        (b"WARC-Date: 2024-", b"WARC-Date: soon-", "WARC-Date is 'soon-"),
        (b"Ingest-Kind: page", b"Ingest-Kind: oddi", "a field does not hold what it must"),
        (b"Ingest-Seconds: 0.25", b"Ingest-Seconds: fast", "a field does not hold what it must"),
        (b"Content-Length: ", b"Content-Length: -", "Content-Length is '-"),
        (b"Content-Length: ", b"Content-Lenght: ", "Content-Length is missing"),
        (b"Content-Length: ", b"Content-Length: 9", "cut off"),
        (b"WARC/1.1", b"WORD/1.1", "no WARC record begins here"),
    ],
)
def test_a_malformed_header_is_told(tmp_path: Path, field: bytes, forged: bytes, reason: str) -> None:
    archive, segment_id, path, offsets = segment(tmp_path, PAGES[:2])
    content = path.read_bytes()
    record = gzip.decompress(content[offsets[0] : offsets[1]])
    assert field in record
    path.write_bytes(
        content[: offsets[0]] + gzip.compress(record.replace(field, forged, 1)) + content[offsets[1] :]
    )
    captures, unreadable = reading(archive, segment_id)
    assert captures == PAGES[1:2]
    assert reason in unreadable[0].reason
    assert unreadable[0].warc_offset == offsets[0]


def test_a_page_outlives_its_entry(tmp_path: Path) -> None:
    archive, segment_id, path, offsets = segment(tmp_path, [page(0, entry=entry()), page(1)])
    content = path.read_bytes()
    begin = content.index(b"\x1f\x8b\x08", offsets[0] + 1)
    path.write_bytes(content[:begin] + b"\0" * (offsets[1] - begin) + content[offsets[1] :])
    captures, unreadable = reading(archive, segment_id)
    assert captures == [page(0, entry=entry()).model_copy(update={"entry": None}), page(1)]
    assert [one.warc_offset for one in unreadable] == [offsets[0], begin]
    assert "feed entry" in unreadable[0].reason


def test_a_run_is_known_by_name_where_its_record_is_damaged(tmp_path: Path) -> None:
    archive, segment_id, path, _ = segment(tmp_path, PAGES[:1])
    path.write_bytes(b"\0" * 30 + path.read_bytes()[30:])
    assert archive.run_of(segment_id) == run().model_copy(
        update={"mode": RunMode.FILE, "software": "unknown"}
    )
    assert reading(archive, segment_id)[0] == PAGES[:1]


@pytest.mark.parametrize(
    "content", [b"", b"\r\n\r\n", b"WARC/1.1", b"\x1f\x8b\x08", b"<html>", gzip.compress(b"")]
)
def test_what_is_no_warc_file_holds_nothing(tmp_path: Path, content: bytes) -> None:
    archive, segment_id, path, _ = segment(tmp_path, [])
    path.write_bytes(content)
    captures, unreadable = reading(archive, segment_id)
    assert captures == []
    assert len(unreadable) == (1 if content.strip() else 0)


def test_a_gzip_bomb_is_not_inflated_to_the_end(tmp_path: Path) -> None:
    archive, segment_id, path, offsets = segment(tmp_path, PAGES[:2])
    content = path.read_bytes()
    megabyte = gzip.compress(b"\0" * (300 << 20), compresslevel=1)
    path.write_bytes(content[: offsets[1]] + megabyte + content[offsets[1] :])
    captures, unreadable = reading(archive, segment_id)
    assert captures == PAGES[:2]
    assert "larger than" in unreadable[0].reason


@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    with TemporaryDirectory() as home:
        archive, segment_id, path, _ = segment(Path(home), [page(0, entry=entry()), page(1)])
        content = bytearray(path.read_bytes())
        if data.draw(st.booleans()):
            content = bytearray(gzip.decompress(content))  # an uncompressed file, as others write
        for _ in range(data.draw(st.integers(1, 4))):
            start = data.draw(st.integers(0, len(content) - 1))
            content[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
        path.write_bytes(content)
        archive.run_of(segment_id)
        for one in archive.read_captures(segment_id):
            if isinstance(one, ArchivedCapture):
                assert archive.read_capture(one.warc_file, one.warc_offset) == one.capture
