"""What feedparser flattens or drops of a malformed feed, from the tree that libxml2's recovery makes of it.

feedparser keeps one hour of `skipHours`, the last reply of many, pictures apart from their captions. Those
fields need elements inside elements: they come from the recovered tree, read as a well-formed document
would be, and only where its entries are feedparser's, one by one.
"""

from ingest.parsing.feeds_xml import read_xml
from ingest.parsing.xml import Malformed, parsed
from ingest.records import Feed, FeedEntry

_OF_FEED = (
    "description", "generator", "rights", "image_url", "updated", "self_url", "hub_urls", "next_url",
    "previous_archive_url", "interval_floor", "skip_hours", "skip_days",
)  # fmt: skip
_OF_ENTRY = (
    "media", "places", "language", "rights", "in_reply_to", "comments_url", "comments_feed_url",
    "comment_count",
)  # fmt: skip


def completed(feed: Feed, document: bytes) -> Feed:
    """The feed with the fields that need the document's structure.

    Args:
        feed: what feedparser read.
        document: the same document, in UTF-8.
    """
    recovered = _recovered(document, feed.url)
    if recovered is None:
        return feed
    entries = feed.entries
    if [entry.guid for entry in entries] == [entry.guid for entry in recovered.entries]:
        entries = tuple(map(_completed_entry, entries, recovered.entries))
    found = {name: value for name in _OF_FEED if (value := getattr(recovered, name))}
    return feed.model_copy(update={**found, "entries": entries})


def _completed_entry(entry: FeedEntry, recovered: FeedEntry) -> FeedEntry:
    return entry.model_copy(update={name: getattr(recovered, name) for name in _OF_ENTRY})


def _recovered(document: bytes, url: str) -> Feed | None:
    """None where recovery finds no feed either. Bounded as strict parsing is: no entities, no huge trees."""
    try:
        root = parsed(document, url=url, recover=True)
    except Malformed:
        return None
    if root is None:
        return None
    return read_xml(root, url=url, has_bases=b"xml:base" in document, has_controls=True)
