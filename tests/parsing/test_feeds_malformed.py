"""Feeds that are no XML: mended where the damage is plain, else read by feedparser."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Feed, parse_feed
from ingest.errors import NotAFeed
from ingest.parsing.feeds_gate import MAX_ENTRIES
from ingest.parsing.feeds_lenient import read_lenient

_URL = "https://example.org/feed"
_HEAD = (
    '<?xml version="1.0" encoding="{}"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>F</title><link>https://example.org/</link>"
)
_TAIL = "</channel></rss>"


def _document(title: str, charset: str = "utf-8") -> str:
    return _HEAD.format(charset) + f"<item><title>{title}</title><link>/1</link></item>" + _TAIL


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        (_document("A&nbsp;b").encode(), "A\xa0b"),
        (_document("AT&T & co").encode(), "AT&T & co"),
        (_document("T\x0b\x1b\x08U\x00").encode(), "TU"),
        (b"\n \xef\xbb\xbf" + _document("T").encode(), "T"),
        (_document("T").encode() + b"<script>x</script>", "T"),
        (_document("T", "utf-16").encode(), "T"),
        (_document("Café").encode("latin-1"), "Café"),
        (_document("Café", "iso-8859-1").encode(), "Café"),
        (_document("“Café”", "iso-8859-1").encode("cp1252"), "“Café”"),
        (_document("T", "utf-16").encode("utf-16"), "T"),
        (_document("T", "x-nonsense").encode(), "T"),
        (_document("<![CDATA[a &nbsp; b]]>").encode() + b"&", "a &nbsp; b"),
    ],
)
def test_common_damage_is_mended(payload: bytes, title: str) -> None:
    feed = parse_feed(payload, url=_URL)
    assert feed.entries[0].title == title
    assert feed.entries[0].link == "https://example.org/1"


def test_what_was_mended_is_said() -> None:
    assert "not well-formed" in parse_feed(_document("a & b").encode(), url=_URL).warnings[0]


def test_a_feed_that_breaks_off_keeps_its_entries() -> None:
    feed = parse_feed(_document("T").encode()[:-30], url=_URL)
    assert [entry.title for entry in feed.entries] == ["T"]
    assert "not well-formed" in feed.warnings[0]


def test_the_end_of_a_feed_is_not_sought_before_its_beginning() -> None:
    document = b"<!-- </rss> -->" + _document("T").removesuffix(_TAIL).split("?>")[1].encode()
    assert [entry.title for entry in parse_feed(document, url=_URL).entries] == ["T"]


_TINY = "<item><title>T</title></item>"


@pytest.mark.parametrize(
    "flood",
    ["<a/>" * 1_000_000, "<!---->" * 1_000_000, _TINY * 300_000, "<item/>" * 1_000_000],
    ids=["elements", "comments", "items", "empty-items"],
)
def test_a_flood_of_markup_leaves_the_entries_before_it(flood: str) -> None:
    feed = parse_feed((_HEAD.format("utf-8") + _TINY + flood).encode(), url=_URL)
    assert feed.entries[0].title == "T"
    assert len(feed.entries) <= MAX_ENTRIES
    assert "is not read" in feed.warnings[-1]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (_HEAD + "<item><title>" + "&" * 800_000, "too-much-markup"),
        (_HEAD + "<item>" + ("<a" + ' b=""' * 190 + ">") * 5_000, "too-many-attributes"),
        ('{"items": [' + "{}," * 1_000_000 + "{}]}", "too-much-markup"),
    ],
)
def test_what_no_parser_can_afford_is_refused_by_name(payload: str, reason: str) -> None:
    with pytest.raises(NotAFeed) as caught:
        parse_feed(payload.encode(), url=_URL)
    assert caught.value.reason == reason


def test_both_readers_give_the_same_record() -> None:
    item = (
        "<item><title>T</title><link>/1</link><guid isPermaLink='false'>g1</guid>"
        "<description>Lead</description><media:description>A photo</media:description>"
        "<content:encoded>&lt;p&gt;Body&lt;/p&gt;</content:encoded><dc:creator>Jane Roe</dc:creator>"
        "<pubDate>Tue, 20 Feb 2024 16:04:00 +0530</pubDate><category>X</category>"
        '<enclosure url="https://example.org/v.mp4" type="video/mp4" length="12"/>'
        '<source url="https://agency.example/rss">Agency</source></item>'
    )
    document = (_HEAD.format("utf-8") + item + _TAIL).encode()
    strict, lenient = parse_feed(document, url=_URL), read_lenient(document, url=_URL)
    assert strict.entries == lenient.entries
    assert (strict.title, strict.home_url, strict.kind) == (lenient.title, lenient.home_url, lenient.kind)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_feed_or_none(payload: bytes) -> None:
    _is_feed_or_none(payload)


_PIECES = [
    "<rss", "<rss>", "<channel>", "<item>", "</item>", "<entry>", "<link>", "<title>", "</title>", "<guid>",
    "<pubDate>", "2024-02-20", "http://[", "&", "&amp;", "&#0;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml",
    "?>", "<!DOCTYPE", ">", "<", "'/>", "<link href='", "xml:base='//['", "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "{", '"items":[', '{"url":"http://["}', "]}", "\ufeff", "\x00", "\ud7ff", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_pieces_of_feeds_are_a_feed_or_none(pieces: list[str], charset: str) -> None:
    _is_feed_or_none("".join(pieces).encode(charset, "ignore"))


def _is_feed_or_none(payload: bytes) -> None:
    with suppress(NotAFeed):
        assert isinstance(parse_feed(payload, url=_URL), Feed)
