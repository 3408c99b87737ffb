import weakref
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.samples import NOON, captures, entry, page, run
from warcio.archiveiterator import ArchiveIterator

from ingest.archive import Archive, ArchivedCapture
from ingest.errors import PermanentError, UnreadableCapture
from ingest.records import Capture, FetchOutcome


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


def test_equal_captures_give_equal_files(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        archive = Archive(tmp_path / name)
        segment_id = archive.write_captures(run(), iter([page(0, entry=entry()), page(1)]))
        files.append(next((tmp_path / name).rglob(f"{segment_id}.warc.gz")).read_bytes())
    assert files[0] == files[1]


def test_a_segment_lies_under_the_day_of_its_run_and_says_which_run(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    segment_id = archive.write_captures(run("r7"), [])
    assert segment_id == "20240220T120000123456Z-r7"
    assert (tmp_path / "captures/2024/02/20" / f"{segment_id}.warc.gz").is_file()
    assert list(archive.read_captures(segment_id)) == []
    assert archive.run_of(segment_id) == run("r7")


def test_segments_sort_by_time(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    late = archive.write_captures(run("a", started_at=NOON + timedelta(days=400)), [])
    early = archive.write_captures(run("b"), [])
    assert archive.segments() == (early, late)


def test_bodies_are_never_held_together(tmp_path: Path) -> None:
    alive: list[weakref.ref[Capture]] = []
    most = 0

    def those() -> Iterator[Capture]:
        nonlocal most
        for number in range(50):
            capture = page(number, body=b"x" * 1000)
            alive.append(weakref.ref(capture))
            most = max(most, sum(one() is not None for one in alive))
            yield capture
            del capture

    Archive(tmp_path).write_captures(run(), those())
    assert most <= 2


def test_a_segment_is_never_replaced(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    segment_id = archive.write_captures(run(), [page(1)])
    fetched = iter([page(2)])
    with pytest.raises(PermanentError, match="in the archive already"):
        archive.write_captures(run(), fetched)
    assert next(fetched) == page(2), "a capture was fetched for nothing"
    assert [one.capture for one in archive.read_captures(segment_id) if isinstance(one, ArchivedCapture)] == [
        page(1)
    ]


def test_a_segment_that_another_process_finished_first_stays(tmp_path: Path) -> None:
    archive = Archive(tmp_path)

    def slow() -> Iterator[Capture]:
        Archive(tmp_path).write_captures(run(), [page(1)])
        yield page(2)

    with pytest.raises(PermanentError, match="in the archive already"):
        archive.write_captures(run(), slow())
    found = list(archive.read_captures(archive.segments()[0]))
    assert [one.capture for one in found if isinstance(one, ArchivedCapture)] == [page(1)]


def test_a_failing_source_keeps_what_it_gave_and_its_own_error(tmp_path: Path) -> None:
    def breaking() -> Iterator[Capture]:
        yield page(1)
        raise ConnectionResetError(104, "the caller's own business")

    with pytest.raises(ConnectionResetError):
        Archive(tmp_path).write_captures(run(), breaking())
    archive = Archive(tmp_path)
    (segment,) = archive.segments()
    assert [one.capture for one in archive.read_captures(segment) if isinstance(one, ArchivedCapture)] == [
        page(1)
    ]
    assert archive.run_of(segment).dropped_bytes == 0
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_unknown_segments_and_places_are_unreadable_captures(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    segment_id = archive.write_captures(run(), [page(1)])
    warc_file = f"captures/2024/02/20/{segment_id}.warc.gz"
    with pytest.raises(UnreadableCapture, match="No such file"):
        list(archive.read_captures("20240220T120000123456Z-other"))
    with pytest.raises(UnreadableCapture, match="not the name of a segment"):
        list(archive.read_captures("../../etc/passwd"))
    for place in (0, 3, 10**9, -1):
        with pytest.raises(UnreadableCapture, match=f"{warc_file} at byte {place}"):
            archive.read_capture(warc_file, place)
    with pytest.raises(UnreadableCapture, match="not a file of this archive"):
        archive.read_capture("../outside.warc.gz", 0)


def test_others_read_our_files(tmp_path: Path) -> None:
    unchanged = page(2, body=b"").model_copy(
        update={"status": 304, "outcome": FetchOutcome.UNCHANGED, "revisit_of": page(1).capture_id}
    )
    silent = page(3, body=b"").model_copy(
        update={
            "status": None,
            "headers": (),
            "outcome": FetchOutcome.TIMED_OUT,
            "detail": "30 s\nwithout a word",
        }
    )
    archive = Archive(tmp_path)
    segment_id = archive.write_captures(run(), [page(1, entry=entry()), unchanged, silent])
    with next(tmp_path.rglob(f"{segment_id}.warc.gz")).open("rb") as file:
        records = ArchiveIterator(file, check_digests="raise")
        seen = [(record.rec_type, record.content_stream().read()) for record in records]
    assert [kind for kind, _ in seen] == ["warcinfo", "response", "metadata", "revisit", "metadata"]
    assert seen[1][1] == b"<p>words</p>"
    assert seen[4][1] == b'outcome: timed-out\r\ndetail: "30 s\\nwithout a word"\r\n'


def test_a_capture_names_what_it_repeats_in_fields_of_the_standard(tmp_path: Path) -> None:
    unchanged = page(2, body=b"").model_copy(
        update={
            "outcome": FetchOutcome.UNCHANGED,
            "revisit_of": page(1).capture_id,
            "left_out_sha256": sha256(page(1).body).hexdigest(),
        }
    )
    cut = page(3).model_copy(update={"outcome": FetchOutcome.TRUNCATED})
    archive = Archive(tmp_path)
    segment_id = archive.write_captures(run(), [page(1), unchanged, cut])
    with next(tmp_path.rglob(f"{segment_id}.warc.gz")).open("rb") as file:
        heads = [record.rec_headers for record in ArchiveIterator(file)]
    assert heads[2]["WARC-Refers-To"] == heads[1]["WARC-Record-ID"]
    assert heads[2]["WARC-Profile"].endswith("/identical-payload-digest")
    assert heads[2]["WARC-Payload-Digest"] == heads[1]["WARC-Payload-Digest"]
    assert heads[2]["WARC-Date"] == "2024-02-20T12:00:02.123456Z"
    assert heads[3]["WARC-Truncated"] == "disconnect"
