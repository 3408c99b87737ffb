"""Which pages of a feed are fetched: those of entries that nobody has asked for yet. Pure."""

from collections.abc import Container

from ingest.errors import NotAFeed, UnreadableBody
from ingest.parsing.feeds import parse_feed
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.urls import article_identity
from ingest.records import Capture, FeedEntry, Record


class Listing(Record):
    """What one feed document lists."""

    feed_url: str
    entries: tuple[FeedEntry, ...] = ()


class NewPage(Record):
    """A page to fetch, and what its feed says of it (its full content too, where the feed has it)."""

    article_id: str
    url: str
    feed_url: str
    entry: FeedEntry


def listing_of(capture: Capture, *, byte_limit: int) -> Listing:
    """The entries of a fetched feed; none where it is no feed, which is for `ingest.normalise` to record."""
    try:
        payload = decoded_body(capture, limit=byte_limit)
        content_type = header(capture.headers, "content-type")
        feed = parse_feed(payload, url=capture.final_url, content_type=content_type)
    except (NotAFeed, UnreadableBody):
        return Listing(feed_url=capture.url)
    return Listing(feed_url=capture.url, entries=feed.entries)


def unknown_listing_of(capture: Capture, known: Container[str], *, byte_limit: int) -> Listing:
    """The same without the entries whose articles are known: after the first time that is nearly all."""
    listing = listing_of(capture, byte_limit=byte_limit)
    unknown = (one for one in listing.entries if one.link and article_identity(one.link) not in known)
    return Listing(feed_url=listing.feed_url, entries=tuple(unknown))


def new_pages(listing: Listing, *, known: Container[str], at_most: int) -> tuple[NewPage, ...]:
    """The first pages of a listing that nobody knows, each once, in the order of the feed.

    Args:
        listing: of one feed.
        known: article ids that were asked for, in earlier runs or for another feed of this one.
        at_most: how many; the feed's others wait for the next run.
    """
    found: dict[str, NewPage] = {}
    for entry in listing.entries:
        if len(found) >= at_most:
            break
        if entry.link:
            article_id = article_identity(entry.link)
            if article_id not in known and article_id not in found:
                found[article_id] = NewPage(
                    article_id=article_id, url=entry.link, feed_url=listing.feed_url, entry=entry
                )
    return tuple(found.values())
