"""One capture to its rows. Runs in a worker process, where it can be killed: cheap to import, no I/O."""

import traceback
from hashlib import sha256
from typing import NamedTuple

from ingest.errors import NotAFeed, NotAnArticle, UnreadableBody
from ingest.knowledge import Knowledge
from ingest.normalise.books import Place, fetch_of, rejected
from ingest.parsing.feeds_gate import READING_BYTES
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.words import word_count
from ingest.records import ArticleVersion, Capture, CaptureKind, Fetch, FetchOutcome, ListedEntry

LARGEST_BODY = 10_000_000  # bytes after inflation; the capture stage has the same bound


class Item(NamedTuple):
    """A capture on its way to a worker."""

    capture: Capture
    place: Place


class Rows(NamedTuple):
    """What one capture adds to the tables."""

    fetch: Fetch
    entries: tuple[ListedEntry, ...] = ()
    version: ArticleVersion | None = None


def needs_reading(capture: Capture) -> bool:
    """Whether a capture holds a feed, a page or an entry in its place; others only have their line."""
    has_body = capture.outcome is FetchOutcome.FETCHED and capture.kind in {
        CaptureKind.FEED,
        CaptureKind.PAGE,
    }
    return has_body or capture.outcome is FetchOutcome.IN_FEED


def memory_of(item: Item) -> int | None:
    """Bytes that reading it may take, where a bound of its own is known."""
    return READING_BYTES if item.capture.kind is CaptureKind.FEED else None


def read_capture(item: Item, knowledge: Knowledge) -> Rows:
    """The rows of one capture. A bug of ours is a rejection with its traceback.

    Raises:
        MemoryError: it takes more than it may; the worker's caller books that.
    """
    fetch = fetch_of(item.capture, item.place)
    try:
        return _rows(item, fetch, knowledge)
    except (NotAFeed, NotAnArticle, UnreadableBody) as error:
        return Rows(rejected(fetch, error.reason, str(error)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad item is a recorded outcome, never the end of the batch
        steps = traceback.extract_tb(error.__traceback__)[-6:]
        trace = " < ".join(f"{step.name}:{step.lineno}" for step in reversed(steps))
        return Rows(rejected(fetch, f"bug: {type(error).__name__}", f"{error} at {trace}".replace("\n", " ")))


def _rows(item: Item, fetch: Fetch, knowledge: Knowledge) -> Rows:
    capture = item.capture
    if not needs_reading(capture):
        return Rows(fetch)
    payload = decoded_body(capture, limit=LARGEST_BODY)
    fetch = fetch.model_copy(update={"payload_sha256": sha256(payload).hexdigest()})
    read = _feed if capture.kind is CaptureKind.FEED else _page
    try:
        return read(payload, item, fetch, knowledge)
    except (NotAFeed, NotAnArticle) as error:
        return Rows(rejected(fetch, error.reason, str(error)))


def _feed(payload: bytes, item: Item, fetch: Fetch, knowledge: Knowledge) -> Rows:
    from ingest.normalise.listing import listed_entries  # noqa: PLC0415 - see the module's docstring
    from ingest.parsing.feeds import parse_feed  # noqa: PLC0415 - likewise
    from ingest.parsing.hub_links import hub_offer  # noqa: PLC0415 - likewise

    capture = item.capture
    feed = parse_feed(payload, url=capture.final_url, content_type=header(capture.headers, "content-type"))
    entries = listed_entries(feed, capture, knowledge)
    hubs = hub_offer(feed, capture.headers, url=capture.final_url)
    results = [entry.result for entry in entries]
    counted = {
        "result": "feed",
        "document_floor": feed.interval_floor,
        "skip_hours": feed.skip_hours,
        "skip_days": feed.skip_days,
        "hub_urls": hubs.hub_urls,
        "topic": hubs.topic,
        "entries_listed": len(results),
        "entries_kept": results.count("kept"),
        "entries_duplicate": results.count("duplicate"),
        "entries_rejected": results.count("rejected"),
    }
    return Rows(fetch.model_copy(update=counted), entries)


def _page(payload: bytes, item: Item, fetch: Fetch, knowledge: Knowledge) -> Rows:
    from ingest.normalise.article import EMPTY_PAGE, normalise  # noqa: PLC0415 - see the module's docstring

    capture = item.capture
    article = normalise(
        EMPTY_PAGE if capture.outcome is FetchOutcome.IN_FEED else payload,
        url=capture.final_url or capture.url,
        content_type=header(capture.headers, "content-type"),
        seen_at=capture.fetched_at,
        entry=capture.entry,
        knowledge=knowledge,
    )
    version = ArticleVersion(
        version_id=article.version_id,
        capture_id=capture.capture_id,
        segment_id=item.place.segment_id,
        seen_at=capture.fetched_at,
        word_count=word_count(article.text),
        article=article,
    )
    found = {"result": "article", "article_id": article.article_id, "version_id": version.version_id}
    return Rows(fetch.model_copy(update=found), version=version)
