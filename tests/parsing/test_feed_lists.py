"""Lists of feeds as people keep them: each line is an offer or says why it is none."""

import pytest

from ingest.errors import UnreadableFile
from ingest.parsing.feed_lists import read_feed_list
from ingest.parsing.offers import Offer


def test_one_address_a_line_with_titles_tags_and_comments() -> None:
    read = read_feed_list(
        b"\xef\xbb\xbf# mine\nhttps://a.example/rss\n\nhttps://b.example/rss The B Post\n"
        b'https://c.example/rss "world" "~The C Post"\nfeed.example\n"query:x:y"\nhttps://u:p@d.example/rss\n'
    )
    assert read.kind == "lines"
    assert read.offers == (
        Offer(url="https://a.example/rss", line=2),
        Offer(url="https://b.example/rss", line=4, title="The B Post"),
        Offer(url="https://c.example/rss", line=5, title="The C Post", folder="world"),
    )
    assert [(one.line, one.text) for one in read.refusals] == [
        (6, "feed.example"), (7, '"query:x:y"'), (8, "https://u:p@d.example/rss"),
    ]  # fmt: skip
    assert "password" in read.refusals[-1].reason


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_found_by_their_names(separator: str) -> None:
    rows = (("Name", "Country", "RSS", "Website"), ("A Post", "IN", "https://a.example/rss", "https://a.example"),
            ("B Post", "FR", "", ""))  # fmt: skip
    read = read_feed_list("\n".join(separator.join(row) for row in rows).encode())
    assert read.kind == "csv"
    assert read.offers == (
        Offer(url="https://a.example/rss", line=2, title="A Post", folder="IN", home_url="https://a.example"),
    )
    assert [(one.line, one.reason) for one in read.refusals] == [(3, "no address")]


def test_an_opml_list_says_its_lines_and_refuses_what_cannot_be_polled() -> None:
    read = read_feed_list(
        b'<?xml version="1.0"?>\n<opml version="2.0"><body>\n'
        b'<outline text="TV/Radio"><outline text="Daily">\n'
        b'<outline text="x" xmlUrl="https://a.example/rss"/>\n<outline text="y" xmlUrl="file:///etc/passwd"/>\n'
        b"</outline></outline></body></opml>"
    )
    (offer,), (refusal,) = read.offers, read.refusals
    assert (offer.line, offer.folder) == (4, "TV//Radio/Daily")
    assert (refusal.line, refusal.text) == (5, "file:///etc/passwd")


@pytest.mark.parametrize(
    "payload", [b"", b"\n\n# nothing\n", b"this is no list", b"<html><body>no list</body></html>"]
)
def test_what_is_no_list_is_said(payload: bytes) -> None:
    with pytest.raises(UnreadableFile, match="list"):
        read_feed_list(payload)
