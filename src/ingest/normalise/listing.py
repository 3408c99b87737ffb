"""The entries of one feed document, each with what became of it and what names it.

One document tells which guids and links name a single entry; only a feed's history tells whether its guids
last. So each row says what was seen here, and `sql/views/15_feed_identity.sql` judges the feed.
"""

from collections import defaultdict
from collections.abc import Iterable

from ingest.knowledge import Knowledge
from ingest.parsing.dates import read_moment
from ingest.parsing.structured import text_of
from ingest.parsing.urls import article_identity, is_tagged
from ingest.parsing.words import word_key
from ingest.records import Capture, Feed, FeedEntry, GuidForm, ListedEntry, Moment, identity

_SHORTEST_HEADLINE = 12  # letters run together: a shorter title may stand in a guid by chance


def listed_entries(feed: Feed, capture: Capture, knowledge: Knowledge) -> tuple[ListedEntry, ...]:
    """One row an entry, in document order: kept, duplicate (named before in this document) or rejected."""
    rows = [_listed(entry, position, capture, knowledge) for position, entry in enumerate(feed.entries)]
    return tuple(_with_duplicates(_with_shares(rows)))


def entry_identity(entry: FeedEntry, feed_url: str) -> str:
    """Which entry this is: by feed and guid, else by the article that it points at, else by title and day.

    Two feeds may use one guid for different entries, so a guid counts within its feed (RSS 2.0 asks for
    uniqueness, numbers from databases are what comes).
    """
    if entry.guid:
        return identity("entry", "guid", feed_url, entry.guid)
    if entry.link:
        return identity("entry", "link", article_identity(entry.link))
    return title_identity(entry, feed_url)


def title_identity(entry: FeedEntry, feed_url: str) -> str:
    """Which entry this is by its title, else its summary, and the day that it claims."""
    day = str(entry.published.day) if entry.published else ""
    return identity("entry", "title", feed_url, word_key(entry.title or entry.summary or ""), day)


def guid_form(guid: str, title: str) -> GuidForm:
    """What a guid is made of.

    >>> guid_form("https://example.org/a#2", "")
    <GuidForm.TAGGED: 'tagged'>
    >>> guid_form("ferry-held-in-harbour", "Ferry held in harbour")
    <GuidForm.HEADLINE: 'headline'>
    """
    if guid.startswith(("http://", "https://")):
        return GuidForm.TAGGED if "#" in guid or is_tagged(guid) else GuidForm.ADDRESS
    said = word_key(title)
    is_headline = len(said) >= _SHORTEST_HEADLINE and said in word_key(guid)
    return GuidForm.HEADLINE if is_headline else GuidForm.OPAQUE


def _listed(entry: FeedEntry, position: int, capture: Capture, knowledge: Knowledge) -> ListedEntry:
    is_empty = not entry.link and not (entry.content or "").strip()
    title = text_of(entry.title) if entry.title else None
    return ListedEntry(
        capture_id=capture.capture_id,
        feed_url=capture.history,
        position=position,
        entry_id=entry_identity(entry, capture.history),
        title_id=title_identity(entry, capture.history),
        content_id=_content_identity(entry),
        text_id=identity("entry-text", entry.summary or "", entry.content or ""),
        result="rejected" if is_empty else "kept",
        reason="no-link" if is_empty else "",
        guid=entry.guid or None,
        guid_form=guid_form(entry.guid, title or "") if entry.guid else None,
        shares_guid=False,
        link=entry.link,
        article_id=article_identity(entry.link) if entry.link else None,
        shares_link=False,
        title=title,
        published=with_outlet(entry.published, entry.link or capture.url, knowledge),
        seen_at=capture.fetched_at,
    )


def _with_shares(rows: Iterable[ListedEntry]) -> list[ListedEntry]:
    """Each row with whether its guid or link is that of another entry of this document too."""
    rows = list(rows)
    named_by_guid: defaultdict[str | None, set[str]] = defaultdict(set)
    named_by_link: defaultdict[str | None, set[str]] = defaultdict(set)
    for row in rows:
        if row.result == "kept":
            named_by_guid[row.guid].add(row.article_id or row.title_id)
            named_by_link[row.article_id].add(row.guid or row.title_id)
    return [_sharing(row, named_by_guid[row.guid], named_by_link[row.article_id]) for row in rows]


def _sharing(row: ListedEntry, by_guid: set[str], by_link: set[str]) -> ListedEntry:
    shares_guid = row.guid is not None and len(by_guid) > 1
    shares_link = row.article_id is not None and len(by_link) > 1
    if not shares_guid and not shares_link:  # nearly all: a copy costs as much as reading a date
        return row
    return row.model_copy(update={"shares_guid": shares_guid, "shares_link": shares_link})


def _with_duplicates(rows: Iterable[ListedEntry]) -> Iterable[ListedEntry]:
    """Rows that agree in guid, link and title with an earlier one are duplicates; none other is lost."""
    seen: set[tuple[str | None, str | None, str]] = set()
    for row in rows:
        has_name = row.guid or row.article_id
        names = (row.guid, row.article_id, word_key(row.title or "") if has_name else row.title_id)
        if row.result == "kept" and names in seen:
            yield row.model_copy(update={"result": "duplicate", "reason": "named-before"})
            continue
        if row.result == "kept":
            seen.add(names)
        yield row


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
