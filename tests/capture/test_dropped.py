"""The drop folder: each whole file is captured once, whatever it is and whenever the run is killed."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.archived import captured

from ingest.capture.dropped import capture_of
from ingest.errors import NoHome, UnreadableFile
from ingest.pipeline import Workplace, audit, ingest_captures, take_dropped
from ingest.records import CaptureKind, Channel
from ingest.settings import Settings

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
_WORDS = "".join(
    f"<p>The council of the northern port agreed on day {day} to lower its fees for boats by a third.</p>"
    for day in range(1, 9)
)
PAGE = (
    "<html><head><title>Port lowers its fees</title>"
    '<link rel="canonical" href="https://harbour.example/news/fees"></head>'
    f"<body><article><h1>Port lowers its fees</h1>{_WORDS}</article></body></html>"
).encode()
FEED = (
    b'<rss version="2.0"><channel><title>Harbour</title>'
    b"<item><title>Port lowers its fees</title><link>https://harbour.example/news/fees</link></item>"
    b"</channel></rss>"
)


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    (tmp_path / "drop").mkdir()
    return Workplace.of(Settings(home=tmp_path, page_bytes=100_000))


def lay(place: Workplace, name: str, payload: bytes) -> Path:
    path = place.archive.home / "drop" / name
    path.write_bytes(payload)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return path


def left(place: Workplace, folder: str = "") -> set[str]:
    return {path.name for path in (place.archive.home / "drop" / folder).glob("*") if not path.is_dir()}


def test_a_dropped_page_is_an_article_and_its_books_balance(place: Workplace) -> None:
    lay(place, "fees.html", PAGE)
    lay(place, "harbour.rss", FEED)
    take_dropped(place, clock=lambda: NOW)
    ingest_captures(place)
    with place.warehouse.reader() as connection:
        shown = connection.execute("SELECT url FROM news.articles").fetchall()
        polls = connection.execute("SELECT count(*) FROM news.polls").fetchone()
        funnel = connection.execute("SELECT item, outcome, items FROM news.funnel ORDER BY ALL").fetchall()
    assert shown == [("https://harbour.example/news/fees",)]
    assert polls == (0,)
    assert funnel == [("drop", "read", 1), ("entry", "new", 1), ("page", "new", 1)]
    assert not [check for check in audit(place) if check.difference]
    assert left(place, "taken/2024-02-20") == {"fees.html", "harbour.rss"}
    assert not left(place)


def test_a_sidecar_says_where_and_when_a_file_was_seen(place: Workplace) -> None:
    lay(place, "fees.html", PAGE)
    lay(
        place,
        "fees.html.meta.json",
        b'{"url": "https://other.example/a", "fetched_at": "2019-05-01T00:00:00Z"}',
    )
    take_dropped(place, clock=lambda: NOW)
    (capture,) = captured(place)
    assert (capture.url, capture.fetched_at.year) == ("https://other.example/a", 2019)
    assert capture.channel is Channel.DROP


def test_files_that_are_not_whole_are_left(place: Workplace) -> None:
    for name in (".fees.html", "fees.html.part", "fees.html.tmp"):
        lay(place, name, PAGE)
    assert take_dropped(place, clock=lambda: NOW) is None
    assert left(place) == {".fees.html", "fees.html.part", "fees.html.tmp"}


def test_what_cannot_be_taken_is_refused_with_a_reason_and_stops_nothing(place: Workplace) -> None:
    (place.archive.home / "secret").write_text("secret")
    (place.archive.home / "drop" / "link.html").symlink_to(place.archive.home / "secret")
    (place.archive.home / "drop" / "folder").mkdir()
    lay(place, "archive.zip", b"PK")
    lay(place, "empty.html", b"")
    lay(place, "giant.html", b"x" * 100_001)
    lay(place, "odd.html", PAGE)
    lay(place, "odd.html.meta.json", b'{"url": "file:///etc/passwd"}')
    lay(place, "fees.html", PAGE)
    take_dropped(place, clock=lambda: NOW)
    refused = left(place, "refused/2024-02-20")
    names = {"link.html", "archive.zip", "empty.html", "giant.html", "odd.html"}
    assert refused == names | {f"{name}.why" for name in names} | {"odd.html.meta.json"}
    assert [capture.url for capture in captured(place)] == ["https://harbour.example/news/fees"]
    assert (place.archive.home / "secret").read_text() == "secret"


def test_two_runs_at_a_time_take_a_file_once(place: Workplace) -> None:
    lay(place, "fees.html", PAGE)
    with place.archive.alone_with_dropped() as is_alone:
        assert is_alone
        assert take_dropped(place, clock=lambda: NOW) is None
    assert left(place) == {"fees.html"}
    take_dropped(place, clock=lambda: NOW)
    assert len(captured(place)) == 1


def test_a_run_killed_after_its_segment_is_in_place_doubles_nothing(place: Workplace) -> None:
    path = lay(place, "fees.html", PAGE)
    take_dropped(place, clock=lambda: NOW)
    for load in (False, True):  # the capture is pending, then loaded
        if load:
            ingest_captures(place)
        (place.archive.home / "drop/taken/2024-02-20/fees.html").rename(path)  # as if nothing had been moved
        assert take_dropped(place, clock=lambda: NOW) is None
        assert not left(place)
    assert len(captured(place)) == 1


def test_a_segment_that_cannot_be_written_leaves_every_file_where_it_is(place: Workplace) -> None:
    lay(place, "fees.html", PAGE)
    (place.archive.home / "captures").write_text("a file is in the way")
    with pytest.raises(NoHome):
        take_dropped(place, clock=lambda: NOW)
    assert left(place) == {"fees.html"}


def test_two_files_of_one_content_are_one_capture_and_both_go(place: Workplace) -> None:
    lay(place, "a.html", PAGE)
    lay(place, "b.html", PAGE)
    take_dropped(place, clock=lambda: NOW)
    assert len(captured(place)) == 1
    assert left(place, "taken/2024-02-20") == {"a.html", "b.html"}


def test_a_file_that_names_no_address_gets_one_that_is_never_resolved() -> None:
    capture = capture_of("a b.xml", FEED, modified_at=NOW, sidecar=None)
    assert (capture.kind, capture.url) == (CaptureKind.FEED, "https://drop.invalid/a%20b.xml")


@pytest.mark.parametrize("sidecar", [b"", b"[]", b'{"urls": 1}', b'{"content_type": "a\\r\\nb: c"}'])
def test_a_sidecar_that_cannot_be_read_is_refused(sidecar: bytes) -> None:
    with pytest.raises(UnreadableFile):
        capture_of("a.html", PAGE, modified_at=NOW, sidecar=sidecar)
