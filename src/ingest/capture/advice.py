"""What one look at a feed tells somebody who thinks of subscribing. Pure."""

from ingest.errors import NotAFeed, UnreadableBody
from ingest.parsing.feeds import parse_feed
from ingest.parsing.payload import decoded_body, header
from ingest.records import Capture, Feed, FetchOutcome, Record


class FeedAdvice(Record):
    """What a feed gives."""

    url: str
    outcome: str  # how the request ended
    kind: str | None  # rss | atom | rdf | json; None: no feed
    reason: str  # why it is none, or what was wrong with the document
    entries: int
    dated: int  # entries with an instant or a day
    with_content: int  # entries with their full text
    validators: str  # what saves the publisher work: etag, last-modified, none
    moved_to: str | None
    seconds: float


def advice_on(capture: Capture, *, byte_limit: int) -> FeedAdvice:
    """Read a feed's capture as a subscriber would.

    Args:
        capture: of one request for the feed.
        byte_limit: of the inflated document.
    """
    feed, reason = _read(capture, byte_limit)
    entries = feed.entries if feed else ()
    return FeedAdvice(
        url=capture.url,
        outcome=capture.outcome.value,
        kind=feed.kind if feed else None,
        reason=reason,
        entries=len(entries),
        dated=sum(entry.published is not None for entry in entries),
        with_content=sum(bool(entry.content) for entry in entries),
        validators=", ".join(name for name in ("etag", "last-modified") if header(capture.headers, name))
        or "none",
        moved_to=capture.moved_to,
        seconds=capture.seconds,
    )


def _read(capture: Capture, byte_limit: int) -> tuple[Feed | None, str]:
    if capture.outcome is not FetchOutcome.FETCHED:
        return None, capture.detail
    try:
        payload = decoded_body(capture, limit=byte_limit)
        feed = parse_feed(
            payload, url=capture.final_url, content_type=header(capture.headers, "content-type")
        )
    except (NotAFeed, UnreadableBody) as error:
        return None, str(error)
    return feed, "; ".join(feed.warnings)
