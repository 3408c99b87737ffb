# ruff: noqa: E501 - tables of cases
"""A segment of captures becomes three tables, and the books balance."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from tests.normalise.pages import KNOWN, SENTENCES, URL, page, paragraphs

from ingest.archive import Archive
from ingest.normalise import normalise_segment
from ingest.parsing.urls import article_identity
from ingest.records import (
    ArticleVersion,
    Author,
    Capture,
    CaptureKind,
    FeedEntry,
    Fetch,
    FetchOutcome,
    ListedEntry,
    Run,
    RunMode,
    identity,
)
from ingest.workers import Workers

RUN = Run(
    run_id="r1", mode=RunMode.POLL, started_at=datetime(2024, 2, 21, 12, tzinfo=UTC), software="ingest/test"
)
FEED_URL = "https://www.example.in/feed"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Post</title><ttl>30</ttl>
<item><title>One</title><link>{URL}</link><guid>1</guid><pubDate>Tue, 20 Feb 2024 16:04:00 IST</pubDate></item>
<item><title>ONE</title><link>{URL}</link><guid>1</guid></item>
<item><title>Nothing behind it</title><guid>2</guid></item>
<item><title>Three</title><link>https://www.example.in/three</link></item>
</channel></rss>""".encode()


def capture(
    number: int, body: bytes, url: str = URL, kind: CaptureKind = CaptureKind.PAGE, **fields: object
) -> Capture:
    at = RUN.started_at + timedelta(seconds=number)
    return Capture.model_validate(
        {
            "capture_id": identity(kind, url, at.isoformat()), "kind": kind, "url": url, "final_url": url, "fetched_at": at,
            "outcome": FetchOutcome.FETCHED, "status": 200, "headers": (("Content-Type", "text/html"),), "body": body, **fields,
        }
    )  # fmt: skip


CAPTURES = (
    capture(
        0, gzip.compress(FEED), FEED_URL, CaptureKind.FEED,
        headers=(("Content-Type", "text/xml"), ("Content-Encoding", "gzip"), ("ETag", '"1"'), ("Cache-Control", "max-age=60")),
    ),
    capture(1, page()),
    capture(2, b"", "https://www.example.in/gone", outcome=FetchOutcome.GONE, status=410),
    capture(3, b"<html></html>", "https://www.example.in/empty"),
    capture(4, b"<html>", FEED_URL + "2", CaptureKind.FEED),
    capture(5, b"", outcome=FetchOutcome.UNCHANGED, status=304, revisit_of="0" * 16),
    capture(6, b"\x1f\x8b broken", "https://www.example.in/x", headers=(("Content-Encoding", "gzip"),)),
    capture(7, b"User-agent: *", "https://www.example.in/robots.txt", CaptureKind.ROBOTS),
    capture(8, b"", "https://www.example.in/busy", outcome=FetchOutcome.THROTTLED, status=429, headers=(("Retry-After", "120"),)),
    capture(9, page(paragraphs(*SENTENCES, SENTENCES[0] + " And more.")), "https://www.example.in/three"),
)  # fmt: skip


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, item_seconds=60, shared=KNOWN) as pool:
        yield pool


def normalised(home: Path, workers: Workers) -> tuple[list[Fetch], list[ListedEntry], list[ArticleVersion]]:
    archive = Archive(home)
    segment = archive.write_captures(RUN, CAPTURES)
    told: list[int] = []
    normalise_segment(
        segment,
        archive=archive,
        workers=workers,
        producer="normalise-1",
        progress=lambda _what, done, _of: told.append(done),
    )
    assert told == list(range(1, len(CAPTURES) + 1))

    def table(name: str) -> Path:
        return archive.table_path("articles", "normalise-1", segment, name)

    return (
        list(archive.read_records(table("fetches"), Fetch)),
        list(archive.read_records(table("entries"), ListedEntry)),
        list(archive.read_records(table("articles"), ArticleVersion)),
    )


def test_every_capture_gives_one_line_and_one_outcome(tmp_path: Path, workers: Workers) -> None:
    fetches, entries, versions = normalised(tmp_path, workers)
    assert [fetch.capture_id for fetch in fetches] == [capture.capture_id for capture in CAPTURES]
    assert [(fetch.result, fetch.reason) for fetch in fetches] == [
        ("feed", ""), ("article", ""), ("nothing", ""), ("rejected", "no-text"), ("rejected", "html"), ("nothing", ""),
        ("rejected", "undecodable"), ("nothing", ""), ("nothing", ""), ("article", ""),
    ]  # fmt: skip
    feed = fetches[0]
    assert feed.entries_listed == len(entries) == 4
    assert feed.entries_listed == feed.entries_kept + feed.entries_duplicate + feed.entries_rejected
    assert (feed.document_floor, feed.etag, feed.payload_sha256) == (1800, '"1"', sha256(FEED).hexdigest())
    assert [version.version_id for version in versions] == [
        fetch.version_id for fetch in fetches if fetch.version_id
    ]
    assert fetches[5].article_id == versions[0].article.article_id == article_identity(URL)
    assert fetches[8].retry_after == 120


def test_entries_are_kept_once_and_point_at_their_article(tmp_path: Path, workers: Workers) -> None:
    _, entries, versions = normalised(tmp_path, workers)
    assert [(entry.result, entry.reason) for entry in entries] == [
        ("kept", ""), ("duplicate", "named-before"), ("rejected", "no-link"), ("kept", ""),
    ]  # fmt: skip
    assert entries[0].article_id == versions[0].article.article_id
    assert entries[0].published is not None
    assert entries[0].published.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)  # IST of an Indian outlet


def test_the_same_segment_gives_the_same_tables(tmp_path: Path, workers: Workers) -> None:
    first = normalised(tmp_path / "a", workers)
    assert normalised(tmp_path / "b", workers) == first


def test_a_record_that_cannot_be_read_is_a_line_of_its_own(tmp_path: Path, workers: Workers) -> None:
    archive = Archive(tmp_path)
    segment = archive.write_captures(RUN, CAPTURES[:2])
    (file,) = tmp_path.rglob("*.warc.gz")
    file.write_bytes(file.read_bytes() + gzip.compress(b"WARC/1.1\r\nnonsense"))
    normalise_segment(
        segment, archive=archive, workers=workers, producer="p", progress=lambda *_: None
    )  # fmt: skip
    fetches = list(archive.read_records(archive.table_path("articles", "p", segment, "fetches"), Fetch))
    assert [fetch.result for fetch in fetches] == ["feed", "article", "rejected"]
    assert fetches[-1].reason == "unreadable-record"
    json.loads(fetches[-1].model_dump_json())


def test_an_article_in_its_feed_is_read_like_a_page(tmp_path: Path, workers: Workers) -> None:
    archive = Archive(tmp_path)
    content = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    entry = FeedEntry(title="Ferry held", link=URL, content=content, authors=(Author(name="Ann Fictional"),))
    in_feed = capture(1, b"", outcome=FetchOutcome.IN_FEED, status=None, entry=entry)
    segment = archive.write_captures(RUN, [in_feed])
    normalise_segment(
        segment, archive=archive, workers=workers, producer="p", progress=lambda *_: None
    )  # fmt: skip
    path = archive.table_path("articles", "p", segment, "articles")
    (version,) = archive.read_records(path, ArticleVersion)
    article = version.article
    assert (article.title, article.article_id, article.body_source) == (
        "Ferry held",
        article_identity(URL),
        "feed-content",
    )
    assert article.text == "\n".join(SENTENCES)
    assert [author.name for author in article.authors] == ["Ann Fictional"]


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    endless = page("".join(f"<p>Sentence {number} of a page without end.</p>" for number in range(60_000)))
    segment = archive.write_captures(RUN, [capture(1, endless)])
    with Workers(1, item_seconds=0.1, shared=KNOWN) as hurried:
        normalise_segment(
            segment, archive=archive, workers=hurried, producer="p", progress=lambda *_: None
        )  # fmt: skip
    (fetch,) = archive.read_records(archive.table_path("articles", "p", segment, "fetches"), Fetch)
    assert (fetch.result, fetch.reason) == ("rejected", "time")
