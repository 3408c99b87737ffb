"""WARC files that others wrote."""

import shutil
from pathlib import Path

import pytest
from tests.shared_data import shared_data

from ingest.archive import Archive, ArchivedCapture, UnreadableRecord
from ingest.records import Capture, CaptureKind, FetchOutcome, RunMode

SEGMENT = "20240220T120000000000Z-foreign"


def adopted(home: Path, content: bytes | Path) -> Archive:
    """An archive whose only segment is this file."""
    place = home / "captures/2024/02/20" / f"{SEGMENT}.warc.gz"
    place.parent.mkdir(parents=True)
    shutil.copyfile(content, place) if isinstance(content, Path) else place.write_bytes(content)
    return Archive(home)


def pages(archive: Archive) -> list[Capture]:
    return [one.capture for one in archive.read_captures(SEGMENT) if isinstance(one, ArchivedCapture)]


def reasons(archive: Archive) -> list[str]:
    return [one.reason for one in archive.read_captures(SEGMENT) if isinstance(one, UnreadableRecord)]


@pytest.mark.parametrize("folder", ["captures/warcio", "captures/stormcrawler"])
def test_any_file_reads_as_captures_and_reasons(tmp_path: Path, folder: str) -> None:
    for number, file in enumerate(sorted(shared_data(folder).iterdir())):
        archive = adopted(tmp_path / str(number), file)
        assert archive.run_of(SEGMENT).mode is RunMode.FILE
        for one in archive.read_captures(SEGMENT):
            if isinstance(one, ArchivedCapture):
                assert one.capture.kind is CaptureKind.PAGE
                assert archive.read_capture(one.warc_file, one.warc_offset) == one.capture
            else:
                assert one.reason


def test_a_crawl_is_read_whole(tmp_path: Path) -> None:
    archive = adopted(tmp_path, shared_data("captures/stormcrawler") / "test.warc.gz")
    outcomes = [capture.outcome for capture in pages(archive)]
    assert len(outcomes) == 20
    assert outcomes.count(FetchOutcome.UNCHANGED) == 2
    assert outcomes.count(FetchOutcome.SERVER_ERROR) == 1
    assert reasons(archive) == []
    assert archive.run_of(SEGMENT).software.startswith("Webrecorder ArchiveWeb.page")


@pytest.mark.parametrize("name", ["example.warc", "example.warc.gz"])
def test_a_foreign_revisit_names_the_capture_that_it_repeats(tmp_path: Path, name: str) -> None:
    first, again = pages(adopted(tmp_path, shared_data("captures/warcio") / name))
    assert (first.outcome, again.outcome) == (FetchOutcome.FETCHED, FetchOutcome.UNCHANGED)
    assert again.revisit_of == first.capture_id
    assert (again.body, again.status) == (b"", 200)


def test_chunks_are_undone_as_our_own_captures_have_none(tmp_path: Path) -> None:
    (capture,) = pages(adopted(tmp_path, shared_data("captures/warcio") / "example-iana.org-chunked.warc"))
    assert ("Transfer-Encoding", "chunked") in capture.headers
    assert capture.body.strip().endswith(b"</html>")


def test_an_address_in_angle_brackets_is_read(tmp_path: Path) -> None:
    (capture,) = pages(
        adopted(tmp_path, shared_data("captures/warcio") / "example-wget-bad-target-uri.warc.gz")
    )
    assert capture.url == "http://example.com/"


def test_only_the_first_of_several_records_in_a_gzip_member_has_an_address(tmp_path: Path) -> None:
    archive = adopted(tmp_path, shared_data("captures/warcio") / "example-bad-non-chunked.warc.gz")
    assert "warcio recompress" in reasons(archive)[0]


def foreign_record(kind: str, block: bytes, **fields: str) -> bytes:
    named = {
        "WARC-Type": kind,
        "WARC-Target-URI": "http://example.org/",
        "WARC-Date": "2024-02-20T10:00:00Z",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    header = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return b"WARC/1.0\r\n" + header.encode() + b"\r\n" + block + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, FetchOutcome.FETCHED), (304, FetchOutcome.UNCHANGED), (404, FetchOutcome.MISSING),
        (410, FetchOutcome.GONE), (403, FetchOutcome.REFUSED), (429, FetchOutcome.THROTTLED),
        (503, FetchOutcome.SERVER_ERROR), (302, FetchOutcome.ODD_STATUS), (204, FetchOutcome.ODD_STATUS),
    ],
)  # fmt: skip
def test_the_outcome_of_a_foreign_capture_follows_from_its_status(
    tmp_path: Path, status: int, outcome: FetchOutcome
) -> None:
    archive = adopted(tmp_path, foreign_record("response", b"HTTP/1.1 %d X\r\nA: b\r\n\r\nbody" % status))
    (capture,) = pages(archive)
    assert (capture.outcome, capture.status, capture.headers) == (outcome, status, (("A", "b"),))


def test_a_foreign_body_that_was_cut_is_no_complete_one(tmp_path: Path) -> None:
    record = foreign_record("response", b"HTTP/1.1 200 OK\r\n\r\nbo", WARC_Truncated="length")
    (capture,) = pages(adopted(tmp_path, record))
    assert capture.outcome is FetchOutcome.TOO_LARGE


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (foreign_record("response", b"no http"), "no HTTP status line"),
        (
            foreign_record("response", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Date="5088968-11-06T12:31:23Z"),
            "WARC-Date is",
        ),
        (
            foreign_record("response", b"HTTP/1.1 200 OK\r\n\r\nx", WARC_Payload_Digest="sha1:" + "A" * 32),
            "WARC-Payload-Digest does not fit",
        ),
    ],
)
def test_a_foreign_record_that_cannot_be_trusted_is_told(tmp_path: Path, record: bytes, reason: str) -> None:
    archive = adopted(tmp_path, record + foreign_record("response", b"HTTP/1.1 200 OK\r\n\r\nfine"))
    assert [capture.body for capture in pages(archive)] == [b"fine"]
    assert [reason in told for told in reasons(archive)] == [True]


def test_what_is_no_exchange_is_passed_over(tmp_path: Path) -> None:
    records = (
        foreign_record("request", b"GET / HTTP/1.1\r\n\r\n"),
        foreign_record("response", b"20240220\r\n", WARC_Target_URI="dns:example.org"),
        foreign_record("metadata", b"via: x\r\n"),
        foreign_record("conversion", b"text"),
    )
    archive = adopted(tmp_path, b"".join(records))
    assert list(archive.read_captures(SEGMENT)) == []
