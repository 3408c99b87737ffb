"""Agencies' files and WARC files in the drop folder: each item and each exchange is a capture of its own."""

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.archived import captured
from tests.capture.crawls import crawl

from ingest.pipeline import Workplace, audit, ingest_captures, take_dropped
from ingest.records import CaptureKind, Channel, FetchOutcome
from ingest.settings import Settings

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
THEN = datetime(2019, 5, 1, 6, tzinfo=UTC)
_TEXT = " ".join(
    f"The council of the northern port agreed on day {day} to lower its fees." for day in range(9)
)
_HEAD = "<html><head><title>Port lowers its fees</title></head>"
_PAGE = f"{_HEAD}<body><article><p>{_TEXT}</p></article></body></html>"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return _place(tmp_path)


def _place(home: Path) -> Workplace:
    (home / "drop").mkdir(parents=True)
    return Workplace.of(Settings(home=home, page_bytes=100_000, workers=1))


def _lay(place: Workplace, name: str, payload: bytes) -> None:
    path = place.archive.home / "drop" / name
    path.write_bytes(payload)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))


def _left(place: Workplace, folder: str) -> set[str]:
    return {path.name for path in (place.archive.home / "drop" / folder).glob("*/*")}


def _why(place: Workplace, name: str) -> str:
    (path,) = (place.archive.home / "drop" / "refused").glob(f"*/{name}.why")
    return path.read_text().strip()


def _ninjs(number: int) -> dict[str, object]:
    return {
        "uri": f"https://agency.example/{number}", "type": "text", "version": "1", "pubstatus": "usable",
        "headline": f"Port lowers its fees, part {number}", "body_text": f"{_TEXT} {number}",
    }  # fmt: skip


_NITF = (
    "<nitf><head><title>Harbour</title></head><body><body.head><hedline><hl1>Harbour reopens</hl1></hedline>"
    f"</body.head><body.content><p>{_TEXT}</p></body.content></body></nitf>"
)
_TELEX = f"\x01exa0001 4 pl  20\r\n\x02Harbour reopens=\r\n   {_TEXT}\r\n\x03201200 feb 24\r\n\x04"


def test_each_item_of_an_agencys_message_is_an_article(place: Workplace) -> None:
    _lay(place, "message.json", json.dumps([_ninjs(1), _ninjs(2)]).encode())
    _lay(place, "item.xml", _NITF.encode())
    _lay(place, "telex.txt", _TELEX.encode())
    take_dropped(place, clock=lambda: NOW)
    captures = captured(place)
    assert {(one.kind, one.channel) for one in captures} == {(CaptureKind.PAGE, Channel.DROP)}
    assert [one.detail for one in captures if "message" in one.detail] == [
        "dropped as message.json, item 1 of 2",
        "dropped as message.json, item 2 of 2",
    ]
    ingest_captures(place)
    with place.warehouse.reader() as connection:
        articles = connection.execute("SELECT count(*) FROM news.articles").fetchone()
    assert articles == (4,)
    assert not [check for check in audit(place) if check.difference]


def test_a_message_that_cannot_be_read_is_a_rejection_with_its_reason(place: Workplace) -> None:
    _lay(place, "torn.xml", b"<newsMessage><itemSet><newsItem>")
    _lay(place, "plans.nitf", b"<newsMessage><itemSet/></newsMessage>")
    _lay(place, "entities.xml", b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>')
    take_dropped(place, clock=lambda: NOW)
    ingest_captures(place)
    with place.warehouse.reader() as connection:
        reasons = connection.execute("SELECT reason FROM news.rejections ORDER BY reason").fetchall()
    assert reasons == [("entities",), ("malformed",), ("no-item",)]
    assert _left(place, "taken") == {"torn.xml", "plans.nitf", "entities.xml"}


def test_a_crawl_of_others_becomes_captures_of_its_own_time(place: Workplace) -> None:
    _lay(
        place,
        "crawl.warc.gz",
        crawl({"https://harbour.example/1": _PAGE.encode(), "https://b.example/": b"x"}),
    )
    take_dropped(place, clock=lambda: NOW)
    captures = captured(place)
    assert [one.url for one in captures] == ["https://harbour.example/1", "https://b.example/"]
    assert {(one.fetched_at, one.channel, one.outcome) for one in captures} == {
        (THEN, Channel.DROP, FetchOutcome.FETCHED)
    }
    ingest_captures(place)
    with place.warehouse.reader() as connection:
        shown = connection.execute("SELECT url, first_seen_at FROM news.articles").fetchall()
        polls = connection.execute("SELECT count(*) FROM news.polls").fetchone()
    assert shown == [("https://harbour.example/1", THEN)]
    assert polls == (0,)
    assert not [check for check in audit(place) if check.difference]
    assert _left(place, "taken") == {"crawl.warc.gz"}


def test_a_feed_in_a_crawl_is_a_feed(place: Workplace) -> None:
    feed = b"<rss version='2.0'><channel><item><link>https://b.example/1</link></item></channel></rss>"
    _lay(place, "crawl.warc", crawl({"https://b.example/rss": feed}, content_type="application/rss+xml"))
    take_dropped(place, clock=lambda: NOW)
    assert [one.kind for one in captured(place)] == [CaptureKind.FEED]


def test_the_archive_of_another_home_is_taken_once(place: Workplace, tmp_path: Path) -> None:
    other = _place(tmp_path / "other")
    _lay(other, "page.html", _PAGE.encode())
    take_dropped(other, clock=lambda: NOW)
    (segment,) = (other.archive.home / "captures").glob("*/*/*/*.warc.gz")
    for name in ("one.warc.gz", "same.warc.gz"):
        _lay(place, name, segment.read_bytes())
    take_dropped(place, clock=lambda: NOW)
    _lay(place, "again.warc.gz", segment.read_bytes())
    take_dropped(place, clock=lambda: NOW)
    assert [one.capture_id for one in captured(place)] == [one.capture_id for one in captured(other)]
    assert _left(place, "taken") == {"one.warc.gz", "same.warc.gz", "again.warc.gz"}


def test_a_crawl_that_breaks_off_keeps_what_is_whole_and_says_what_is_not(place: Workplace) -> None:
    whole = crawl({f"https://b.example/{number}": _PAGE.encode() for number in range(3)})
    _lay(place, "torn.warc.gz", whole[: len(whole) * 3 // 4])
    take_dropped(place, clock=lambda: NOW)
    *pages, torn = captured(place)
    assert 1 <= len(pages) <= 2
    assert {one.outcome for one in pages} == {FetchOutcome.FETCHED}
    assert (torn.outcome, torn.url) == (FetchOutcome.UNDECODABLE, "https://drop.invalid/torn.warc.gz")
    assert "cut off" in torn.detail
    ingest_captures(place)
    assert not [check for check in audit(place) if check.difference]
    with place.warehouse.reader() as connection:
        failed = connection.execute(
            "SELECT detail FROM news.fetches WHERE outcome = 'undecodable'"
        ).fetchall()
    assert failed == [(torn.detail,)]


def test_a_record_beyond_the_limit_costs_itself_alone(place: Workplace) -> None:
    bodies = {"https://b.example/1": b"0" * 2_000_000, "https://b.example/2": b"<p>2</p>"}
    _lay(place, "crawl.warc.gz", crawl(bodies))
    take_dropped(place, clock=lambda: NOW)
    large, small = captured(place)
    assert "larger than 1100000 bytes" in large.detail
    assert small.body == b"<p>2</p>"


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "no exchange"),
        (b"nothing of the kind", "no WARC record begins here"),
        (b"\x1f\x8b\x08\x00" + b"\x00" * 100, "broken gzip"),
        (crawl({}), "no exchange"),
    ],
)
def test_a_file_without_an_exchange_is_refused_with_the_reason(
    place: Workplace, payload: bytes, why: str
) -> None:
    _lay(place, "crawl.warc.gz", payload)
    assert take_dropped(place, clock=lambda: NOW) is None
    assert why in _why(place, "crawl.warc.gz")


def test_a_file_full_of_rubbish_does_not_fill_the_books(place: Workplace) -> None:
    rubbish = b"WARC/1.0\r\nContent-Length: x\r\n\r\n\r\n\r\n" * 500
    page = gzip.decompress(crawl({"https://b.example/1": b"<p>1</p>"}))
    _lay(place, "crawl.warc", rubbish + page)
    take_dropped(place, clock=lambda: NOW)
    outcomes = [one.outcome for one in captured(place)]
    assert (outcomes.count(FetchOutcome.UNDECODABLE), outcomes.count(FetchOutcome.FETCHED)) == (100, 1)
