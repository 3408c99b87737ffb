"""Articles that their feed brings whole, in place of pages that cannot or need not be had. Pure."""

from datetime import datetime

from ingest.capture.revisits import is_last_attempt
from ingest.capture.state import SEEN, PageState
from ingest.parsing.whole_text import is_whole
from ingest.records import Capture, CaptureKind, FeedEntry, FetchOutcome, identity


def holds_article(entry: FeedEntry | None) -> bool:
    """Whether an entry brings the article itself. A summary is none, however long."""
    return entry is not None and bool(entry.content) and is_whole(entry.content or "")


def article_in_feed(*, url: str, feed_url: str | None, entry: FeedEntry, at: datetime, why: str) -> Capture:
    """The capture that stands for an article as its feed's entry holds it.

    Args:
        url: of the page that it would stand on.
        feed_url: of the feed.
        entry: with the article in its content.
        at: of the request that failed, or of the decision to make none.
        why: there is no page.
    """
    return Capture(
        capture_id=identity("capture", CaptureKind.PAGE, FetchOutcome.IN_FEED, url, at.isoformat()),
        kind=CaptureKind.PAGE,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=FetchOutcome.IN_FEED,
        detail=why,
        feed_url=feed_url,
        entry=entry,
    )


def stand_in(capture: Capture, before: PageState | None) -> Capture | None:
    """The article from the feed, once, where its page was never had and will hardly be.

    A page that was seen once is never replaced: what its feed said then would look like an edit.

    Args:
        capture: of a request for a page.
        before: how earlier requests for it went; None for the first.
    """
    if capture.entry is None or not holds_article(capture.entry) or not _is_lost(capture, before):
        return None
    return article_in_feed(
        url=capture.url,
        feed_url=capture.feed_url,
        entry=capture.entry,
        at=capture.fetched_at,
        why=f"its page could not be had: {capture.outcome}",
    )


def _is_lost(capture: Capture, before: PageState | None) -> bool:
    if capture.outcome in SEEN or (before and before.first_seen_at):
        return False
    if capture.outcome is FetchOutcome.REFUSED:
        return True
    if capture.outcome is FetchOutcome.DISALLOWED:  # asked again: robots.txt may only have been out of reach
        return before is None
    return before is not None and is_last_attempt(before)
