import pytest

from ingest.parsing.feeds import parse_feed
from ingest.parsing.feeds_cut import without_entries
from ingest.records import FeedEntry

RSS = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Paper</title>
<item><title>One</title><link>https://paper.example/1</link></item>
<item><title>Two &amp; more</title><link>https://paper.example/2</link><description><![CDATA[<b>x</b>]]></description></item>
<item><title>Three</title><link>https://paper.example/3</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>
<entry><title>One</title><id>1</id><link href="https://paper.example/1"/></entry>
<entry><title>Two</title><id>2</id><link href="https://paper.example/2"/></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [
 {"id": "1", "url": "https://paper.example/1", "title": "One", "content_text": "a"},
 {"id": "2", "url": "https://paper.example/2", "title": "Zwei \xc3\xa4", "content_text": "b"}]}"""


def _is_second(entry: FeedEntry) -> bool:
    return (entry.link or "").endswith("/2")


@pytest.mark.parametrize("document", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_the_others_stay_as_they_are(document: bytes) -> None:
    cut = without_entries(document, _is_second, url="https://paper.example/feed")
    assert cut is not None
    before = parse_feed(document, url="https://paper.example/feed").entries
    after = parse_feed(cut, url="https://paper.example/feed").entries
    assert after == tuple(entry for entry in before if not _is_second(entry))
    assert b"paper.example/2" not in cut


def test_a_document_without_it_stays_byte_for_byte() -> None:
    assert without_entries(RSS, lambda entry: False, url="https://paper.example/feed") == RSS  # noqa: ARG005


def test_bytes_outside_the_entry_stay() -> None:
    cut = without_entries(RSS, _is_second, url="https://paper.example/feed")
    start, end = RSS.index(b"<item><title>Two"), RSS.index(b"<item><title>Three")
    assert cut == RSS[:start] + b"\n" + RSS[end:]


def test_what_cannot_be_cut_out_is_said() -> None:
    in_other_bytes = RSS.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    assert without_entries(in_other_bytes, _is_second, url="https://paper.example/feed") is None
