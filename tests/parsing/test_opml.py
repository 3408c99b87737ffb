"""Lists of feeds: in and out without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.parsing.opml import parse_opml, write_opml
from ingest.records import Subscription

_WORDS = (
    st.text("abc é&<>\"'", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: " " not in text and text != "")
)
_SUBSCRIPTIONS = st.builds(
    Subscription,
    url=st.integers(0, 999).map(lambda number: f"https://news{number}.example/feed?a=1&b={number}"),
    title=_WORDS,
    outlet_domain=st.just("news.example"),
    home_url=st.none() | st.just("https://news.example/"),
    folder=st.none() | st.lists(_WORDS, min_size=1, max_size=3).map("/".join),
)


@given(st.lists(_SUBSCRIPTIONS, max_size=8, unique_by=lambda one: one.url))
def test_what_is_written_is_read_again(subscriptions: list[Subscription]) -> None:
    read = parse_opml(write_opml(subscriptions, title="T"))
    assert sorted(read, key=lambda one: one.url) == sorted(subscriptions, key=lambda one: one.url)


def test_other_readers_lists_are_read() -> None:
    document = (
        b'<opml version="1.0"><head/><body><outline text="India"><outline text="Daily" type="rss" '
        b'xmlUrl=" https://daily.example.in/rss " htmlUrl="https://www.daily.example.in/"/></outline>'
        b'<outline xmlUrl="https://b.example/f"/><outline xmlUrl="https://b.example/f"/>'
        b'<outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    daily, other = parse_opml(document)
    assert (daily.url, daily.title, daily.folder) == ("https://daily.example.in/rss", "Daily", "India")
    assert daily.home_url == "https://www.daily.example.in/"
    assert (other.title, other.outlet_domain, other.folder) == ("https://b.example/f", "b.example", None)


@pytest.mark.parametrize(
    "payload",
    [b"", b"this is no list", b"<html/>", b"<opml/>", b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body/></opml>'],
)
def test_what_is_no_list_is_said(payload: bytes) -> None:
    with pytest.raises(UnreadableFile, match="OPML"):
        parse_opml(payload)
