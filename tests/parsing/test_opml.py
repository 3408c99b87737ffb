import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.parsing.opml import parse_opml, write_opml
from ingest.records import Subscription

printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20
)
subscriptions = st.builds(
    Subscription,
    url=st.integers(0, 10**6).map("https://news.example.org/{}?a=1&b=2".format),
    title=printable,
    outlet_domain=st.sampled_from(["example.org", "example.com"]),
    home_url=st.sampled_from([None, "https://example.org/", "https://other.example/"]),
    folder=st.none() | printable,
)


@given(st.lists(subscriptions, unique_by=lambda one: one.url))
def test_a_list_comes_back(those: list[Subscription]) -> None:
    found = parse_opml(write_opml(those, title="mine"))
    assert sorted(found, key=lambda one: one.url) == sorted(those, key=lambda one: one.url)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_unreadable(payload: bytes) -> None:
    with pytest.raises(UnreadableFile):
        parse_opml(payload)


def test_a_list_of_another_reader_is_understood() -> None:
    found = parse_opml(
        b"""<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.0"><head/><body>
        <outline title="Espa\xf1a">
        <outline type="rss" title="El D\xeda" xmlurl=" https://a.example/rss "/></outline>
        <outline text="An example"/><outline text="A" xmlUrl="https://a.example/rss"/>
        <outline text="B" xmlUrl="https://feeds.b.example/x" htmlUrl="https://www.b.example/"/></body></opml>"""
    )
    assert [(one.title, one.folder, one.outlet_domain) for one in found] == [
        ("El Día", "España", "a.example"),
        ("B", None, "b.example"),
    ]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "is no OPML"),
        (b"<rss/>", "begins with <rss>"),
        (b"<opml/>", "no <body>"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body><outline xmlUrl="&a;"/></body></opml>', "entities"),
        (
            b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/hosts">]><opml><body>&a;</body></opml>',
            "entities",
        ),
    ],
)
def test_what_is_no_list_is_told(payload: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        parse_opml(payload)
