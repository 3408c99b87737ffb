"""What feedparser flattens or drops of a malformed feed, from the tree that libxml2's recovery makes of it.

feedparser keeps one hour of `skipHours`, the last reply of many, pictures apart from their captions. Those
fields need elements inside elements: they come from the recovered tree, read as a well-formed document
would be, and only for entries that both found. What both read alike is written as in a well-formed document
(feedparser leaves `&amp;` in addresses and guids, which would make other entries of them); where they differ,
recovery has lost something and feedparser's reading stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from ingest.parsing.feeds_xml import read_xml
from ingest.parsing.xml import Malformed, parsed
from ingest.records import Feed, FeedEntry, Record

_OF_FEED = (
    "description", "generator", "rights", "image_url", "updated", "self_url", "hub_urls", "next_url",
    "previous_archive_url", "interval_floor", "skip_hours", "skip_days",
)  # fmt: skip
_OF_ENTRY = (
    "media", "places", "language", "rights", "in_reply_to", "comments_url", "comments_feed_url",
    "comment_count",
)  # fmt: skip

_OF_BOTH = (
    "title", "link", "guid", "authors", "summary", "content", "categories", "enclosures", "source",
)  # fmt: skip
_NO_WORD = re.compile(r"\W+")
_REACH = 50  # entries that feedparser may have lost in a row


def completed(feed: Feed, document: bytes) -> Feed:
    """The feed with the fields that need the document's structure.

    Args:
        feed: what feedparser read.
        document: the same document, in UTF-8.
    """
    recovered = recovered_feed(document, feed.url)
    if recovered is None:
        return feed
    found = {name: value for name in _OF_FEED if (value := getattr(recovered, name))}
    found |= _exact(feed, recovered, ("title", "home_url", "language"))
    entries = tuple(map(_completed_entry, feed.entries, _counterparts(feed.entries, recovered.entries)))
    return feed.model_copy(update={**found, "entries": entries})


def _counterparts(entries: Sequence[FeedEntry], recovered: Sequence[FeedEntry]) -> Iterator[FeedEntry | None]:
    """For each entry the recovered one: recovery may lose some, but keeps their order."""
    position = 0
    for entry in entries:
        places = range(position, len(recovered))
        found = next((place for place in places[:_REACH] if _is_same(entry, recovered[place])), None)
        yield None if found is None else recovered[found]
        position = position if found is None else found + 1


def _is_same(entry: FeedEntry, recovered: FeedEntry) -> bool:
    """By what names an entry; texts may differ, as feedparser and libxml2 break off at different places."""
    if entry.guid or recovered.guid:
        return _essence(entry.guid) == _essence(recovered.guid)
    return _essence(entry.link or entry.title) == _essence(recovered.link or recovered.title)


def _completed_entry(entry: FeedEntry, recovered: FeedEntry | None) -> FeedEntry:
    if recovered is None:
        return entry
    found = {name: getattr(recovered, name) for name in _OF_ENTRY} | _exact(entry, recovered, _OF_BOTH)
    return entry.model_copy(update=found)


def _exact(read: Record, recovered: Record, names: Iterable[str]) -> dict[str, object]:
    """The recovered fields that say the same and are written otherwise, and those that feedparser lacks."""
    found = {name: (getattr(recovered, name), getattr(read, name)) for name in names}
    return {
        name: exact
        for name, (exact, other) in found.items()
        if exact != other and (not other or _essence(exact) == _essence(other))
    }


def _essence(value: object) -> str:
    """A value without escapes, white space and punctuation, in which feedparser is inexact."""
    return _NO_WORD.sub("", unescape(unescape(str(value))))


def recovered_feed(document: bytes, url: str) -> Feed | None:
    """The feed in the tree that recovery makes; None where it makes none of a feed.

    Bounded as strict parsing is: no entities, no huge trees.

    Raises:
        NotAFeed: `sitemap-index`, `sitemap`.
    """
    try:
        root = parsed(document, url=url, recover=True)
    except Malformed:
        return None
    if root is None:
        return None
    return read_xml(root, document, url=url, has_controls=True)
