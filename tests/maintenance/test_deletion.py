"""One article is deleted everywhere: its bytes are gone, the books balance, polls and replays keep it out."""

import gzip
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ingest.archive import Archive, Tombstone
from ingest.errors import PermanentError, UnreadableBody, UnreadableFile, WarehouseBusy
from ingest.maintenance import delete_articles, maintain
from ingest.newsroom import NIGHTS, Newsroom, serve
from ingest.parsing.payload import decoded_body
from ingest.pipeline import (
    Workplace,
    audit,
    ingest_captures,
    poll_feeds,
    published_digest,
    replay,
)
from ingest.records import Capture, CaptureKind, FetchOutcome, Run, RunMode, identity
from ingest.settings import Settings
from ingest.warehouse.connections import open_for_reading
from tests.archived import captured
from tests.deduplicate.wording import story
from tests.press import workplace_for

ALONE = (
    "SELECT article_id, title, url, text FROM articles"
    " WHERE family_id IN (SELECT family_id FROM families WHERE articles = 1)"
    " AND url IN (SELECT link FROM entries) AND length(title) > 25"
    " AND title NOT IN (SELECT title FROM versions GROUP BY title HAVING count(DISTINCT article_id) > 1)"
    " ORDER BY article_id LIMIT 1"
)


_RUN = Run(run_id="poll-1", mode=RunMode.POLL, started_at=NIGHTS[0], software="ingest/0")
_REPORTS = (
    ("one.example/dam", "Dam breaks above Lisbon, twelve missing", story(1, 9)),
    ("two.example/dam", "Twelve missing as dam breaks above Lisbon", story(2, 9)),
    ("three.example/fair", "Fair opens at Brockley", story(3, 9)),
)


def _page(address: str, title: str, words: list[str]) -> Capture:
    told = f"Mayor Ada Kern of Lisbon said on Sunday that twelve people were missing. {' '.join(words)}"
    paragraph = told if "dam" in address else " ".join(words)
    body = f"<html lang=en><title>{title}</title><article><h1>{title}</h1><p>{paragraph}</p></article>"
    url = f"https://{address}"
    return Capture(
        capture_id=identity("capture", CaptureKind.PAGE, url, NIGHTS[0].isoformat()), kind=CaptureKind.PAGE,
        url=url, final_url=url, fetched_at=NIGHTS[0], outcome=FetchOutcome.FETCHED, status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=body.encode(),
    )  # fmt: skip


def _readable(path: Path) -> bytes:
    """The content of a file as whoever opens it with the right tool sees it, and as it lies on the disk."""
    raw = path.read_bytes()
    if path.name.endswith(".warc.gz"):
        return raw + gzip.decompress(raw) + _inflated_bodies(gzip.decompress(raw))
    if path.suffix == ".parquet":
        return raw + repr(pq.read_table(path).to_pylist()).encode()
    return raw + _rows(path) if path.suffix == ".duckdb" else raw


def _rows(path: Path) -> bytes:
    """What every table with words holds: the file itself is compressed."""
    connection = open_for_reading(path)
    try:
        tables = ("article_text", "fact_version", "fact_entry", "article_summary", "fact_fetch")
        found = [connection.execute(f"FROM warehouse.main.{table}").fetchall() for table in tables]
    finally:
        connection.close()
    return repr(found).encode()


def _inflated_bodies(records: bytes) -> bytes:
    """Bodies that came as gzip, as text."""
    found, at = [], 0
    while (at := records.find(b"\x1f\x8b\x08", at)) >= 0:
        with suppress(zlib.error):
            found.append(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(records[at:]))
        at += 1
    return b"".join(found)


def _files_with(home: Path, *markers: bytes) -> list[str]:
    return [
        path.relative_to(home).as_posix()
        for path in sorted(home.rglob("*"))
        if path.is_file() and any(marker in _readable(path) for marker in markers)
    ]


def _feeds_with(place: Workplace, title: str) -> list[str]:
    """The feed documents in the archive that list a headline."""
    return [
        capture.url
        for capture in captured(place)
        if capture.kind is CaptureKind.FEED and title.encode() in _body(capture)
    ]


def _body(capture: Capture) -> bytes:
    try:
        return decoded_body(capture, limit=100_000_000)
    except UnreadableBody:
        return capture.body


def _tables(place: Workplace) -> list[Path]:
    return [*place.settings.home.rglob("*.parquet"), place.warehouse.published_path()]


def _clock(number: int) -> Callable[[], datetime]:
    return lambda: NIGHTS[number - 1]


def _night(place: Workplace, number: int) -> None:
    poll_feeds(place, mode=RunMode.NIGHTLY, clock=_clock(number))
    ingest_captures(place)


@pytest.mark.slow
def test_a_deleted_article_is_gone_from_every_file_and_stays_away(tmp_path: Path) -> None:
    press = Newsroom(seed=1)
    with serve(press, night=1) as site:
        place = workplace_for(tmp_path / "home", press, site)
        _night(place, 1)
        with place.warehouse.reader() as connection:
            ((article, title, url, text),) = connection.execute(ALONE).fetchall()
            ((articles,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
            ((entries,),) = connection.execute("SELECT count(*) FROM entries").fetchall()
        words = max(re.findall(r"[A-Za-z ]{20,}", text), key=len).encode()
        before = _files_with(place.settings.home, words)
        assert {name.split("/")[0] for name in before} == {"captures", "articles", "warehouse"}
        assert _feeds_with(place, title)

        done = delete_articles(place, [article], reason="the person asked for it", clock=_clock(1))

        assert done.segments
        assert _files_with(place.settings.home, words) == []
        site.turn_to(night=2)
        _night(place, 2)
    assert _files_with(place.settings.home, words) == []
    assert not _feeds_with(place, title)
    assert [path for path in _tables(place) if title.encode() in _readable(path)] == []
    assert url not in {capture.url for capture in captured(place)}
    with place.warehouse.reader() as connection:
        ((left, kept, refused),) = connection.execute(
            "SELECT (SELECT count(*) FROM articles WHERE first_seen_at < $night),"
            " (SELECT count(*) FROM entries WHERE first_seen_at < $night),"
            " (SELECT count(*) FROM fetches WHERE outcome = 'withheld' AND detail LIKE '%person%')",
            {"night": NIGHTS[1]},
        ).fetchall()
    assert left == articles - 1
    assert entries - 3 <= kept < entries
    assert refused >= 1
    assert [check for check in audit(place) if check.difference] == []
    assert replay(place, into=tmp_path / "again") == published_digest(place)


@pytest.mark.slow
def test_a_deletion_that_was_killed_is_finished_and_terms_let_articles_go(tmp_path: Path) -> None:
    press = Newsroom(seed=1)
    with serve(press, night=1) as site:
        place = workplace_for(tmp_path / "home", press, site)
        _night(place, 1)
    digest = published_digest(place)
    with pytest.raises(PermanentError, match="no article has the id 0123456789abcdef"):
        delete_articles(place, ["0123456789abcdef"], reason="asked", clock=_clock(1))
    assert (place.archive.tombstones(), published_digest(place)) == ((), digest)
    with place.warehouse.reader() as connection:
        ((article, _, _, text),) = connection.execute(ALONE).fetchall()
        ((outlet, number),) = connection.execute(
            "SELECT outlet_id, count(*) FROM articles WHERE article_id <> $article"
            " GROUP BY ALL ORDER BY 2, 1 LIMIT 1",
            {"article": article},
        ).fetchall()
        ((everything,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
    words = max(re.findall(r"[A-Za-z ]{20,}", text), key=len).encode()
    with place.warehouse.writer(), pytest.raises(WarehouseBusy, match="another process is loading"):
        delete_articles(place, [article], reason="asked", clock=_clock(1))
    assert _files_with(place.settings.home, words)
    (place.settings.home / "retention.csv").write_text(
        f"outlet_id,keep_days,terms\n{outlet},30,contract of 2026\n", encoding="utf-8"
    )
    done = maintain(place, clock=lambda: NIGHTS[0] + timedelta(days=31))
    assert (done.deleted, len(done.expired)) == ((article,), number)
    assert _files_with(place.settings.home, words) == []
    with place.warehouse.reader() as connection:
        ((left,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
    assert left == everything - number - 1
    assert [check for check in audit(place) if check.difference] == []
    again = maintain(place, clock=lambda: NIGHTS[0] + timedelta(days=29))
    assert (again.deleted, again.expired) == ((), ())


@pytest.mark.parametrize(
    "row", ["paper.example,0,contract", "paper.example,soon,contract", "paper.example,30,"]
)
def test_terms_that_cannot_be_read_let_nothing_go(tmp_path: Path, row: str) -> None:
    (tmp_path / "retention.csv").write_text(f"outlet_id,keep_days,terms\n{row}\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"retention\.csv"):
        Archive(tmp_path).terms()


def test_nothing_is_captured_while_the_list_of_deletions_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "deletions.jsonl").write_text("{torn", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"deletions\.jsonl"):
        Archive(tmp_path).tombstones()


def test_a_tombstone_knows_no_address() -> None:
    fields = set(Tombstone.model_fields)
    assert {"names", "article_id"} <= fields
    assert not fields & {"url", "addresses", "title"}


def test_stories_are_told_again_when_a_deletion_builds_the_warehouse_anew(tmp_path: Path) -> None:
    place = Workplace.of(Settings(home=tmp_path / "home"))
    place.archive.write_captures(_RUN, (_page(*one) for one in _REPORTS))
    ingest_captures(place)
    with place.warehouse.reader() as connection:
        told = connection.execute("SELECT * FROM story_members ORDER BY ALL").fetchall()
        fair = connection.execute("SELECT article_id FROM articles WHERE url LIKE '%/fair'").fetchall()
    assert len(told) == 2
    delete_articles(place, [fair[0][0]], reason="asked", clock=_clock(2))
    with place.warehouse.reader() as connection:
        assert connection.execute("SELECT * FROM story_members ORDER BY ALL").fetchall() == told
    assert replay(place, into=tmp_path / "again") == published_digest(place)
