"""The entries of one feed document, each with what became of it."""

from ingest.knowledge import Knowledge
from ingest.parsing.dates import read_moment
from ingest.parsing.structured import text_of
from ingest.parsing.urls import article_identity
from ingest.parsing.words import word_key
from ingest.records import Capture, Feed, FeedEntry, ListedEntry, Moment, identity


def listed_entries(feed: Feed, capture: Capture, knowledge: Knowledge) -> tuple[ListedEntry, ...]:
    """One row an entry, in document order: kept, duplicate (named before in this document) or rejected."""
    rows: list[ListedEntry] = []
    seen: set[str] = set()
    for position, entry in enumerate(feed.entries):
        row = _listed(entry, position, capture, knowledge)
        if row.result == "kept":
            if row.entry_id in seen:
                row = row.model_copy(update={"result": "duplicate", "reason": "named-before"})
            seen.add(row.entry_id)
        rows.append(row)
    return tuple(rows)


def entry_identity(entry: FeedEntry, feed_url: str) -> str:
    """Which entry this is: by feed and guid, else by the article that it points at, else by title and day.

    Two feeds may use one guid for different entries, so a guid counts within its feed (RSS 2.0 asks for
    uniqueness, numbers from databases are what comes).
    """
    if entry.guid:
        return identity("entry", "guid", feed_url, entry.guid)
    if entry.link:
        return identity("entry", "link", article_identity(entry.link))
    day = str(entry.published.day) if entry.published else ""
    return identity("entry", "title", feed_url, word_key(entry.title or entry.summary or ""), day)


def _listed(entry: FeedEntry, position: int, capture: Capture, knowledge: Knowledge) -> ListedEntry:
    is_empty = not entry.link and not (entry.content or "").strip()
    return ListedEntry(
        capture_id=capture.capture_id,
        feed_url=capture.history,
        position=position,
        entry_id=entry_identity(entry, capture.history),
        content_id=_content_identity(entry),
        result="rejected" if is_empty else "kept",
        reason="no-link" if is_empty else "",
        guid=entry.guid,
        link=entry.link,
        article_id=article_identity(entry.link) if entry.link else None,
        title=text_of(entry.title) if entry.title else None,
        published=with_outlet(entry.published, entry.link or capture.url, knowledge),
        seen_at=capture.fetched_at,
    )


def _content_identity(entry: FeedEntry) -> str:
    said = (entry.title, entry.link, entry.summary, entry.content)
    dates = (moment.raw if moment else None for moment in (entry.published, entry.updated))
    return identity("entry-content", *(part or "" for part in (*said, *dates)))


def with_outlet(moment: Moment | None, url: str, knowledge: Knowledge) -> Moment | None:
    """A feed's date read again with what is known of the outlet: feeds are read without that."""
    if moment is None or moment.at is not None:
        return moment
    outlet = knowledge.outlet_of(url)
    return read_moment(moment.raw, origin=moment.origin, outlet=outlet, zones=knowledge.zones) or moment
