"""Which pages a feed leads to."""

from tests.capture.history import FEED, seen

from ingest.capture.selection import Listing, listing_of, new_pages
from ingest.parsing.urls import article_identity
from ingest.records import FeedEntry, FetchOutcome

_ENTRIES = tuple(FeedEntry(link=f"https://a.example/{number}") for number in range(5))


def test_pages_that_are_known_or_listed_twice_are_left_out() -> None:
    entries = (*_ENTRIES, FeedEntry(link="http://www.a.example/4?utm_source=rss"), FeedEntry(title="no link"))
    known = {article_identity("https://a.example/0")}
    pages = new_pages(Listing(feed_url=FEED, entries=entries), known=known, at_most=50)
    assert [page.url for page in pages] == [f"https://a.example/{number}" for number in range(1, 5)]


def test_a_feed_gives_no_more_pages_than_allowed() -> None:
    assert len(new_pages(Listing(feed_url=FEED, entries=_ENTRIES), known=set(), at_most=2)) == 2


def test_a_feed_that_is_none_lists_nothing() -> None:
    html = seen(FetchOutcome.FETCHED, body=b"<html>").capture
    assert listing_of(html, byte_limit=99).entries == ()
    assert listing_of(html, byte_limit=1).entries == ()
