"""Feeds of every format: fields are chosen by what elements mean."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from tests.shared_data import shared_data

from ingest import parse_feed
from ingest.errors import NotAFeed
from ingest.records import FeedEntry

_URL = "https://news.example.org/feeds/all.xml"
_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def _rss(items: str = "", about: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {_SPACES}><channel>{about}{items}</channel></rss>'.encode()
    )


def _item(fields: str) -> FeedEntry:
    return parse_feed(_rss(f"<item>{fields}</item>"), url=_URL).entries[0]


def _atom(entry: str, about: str = "") -> FeedEntry:
    document = f'<feed xmlns="http://www.w3.org/2005/Atom">{about}<entry>{entry}</entry></feed>'
    return parse_feed(document.encode(), url=_URL).entries[0]


def test_a_caption_is_never_a_summary_and_a_description_never_content() -> None:
    entry = _item("<media:description>A photo</media:description><description>The lead</description>")
    assert (entry.summary, entry.content) == ("The lead", None)
    media = (
        "<media:content url='http://x/i.jpg'><media:description>A photo</media:description></media:content>"
    )
    assert _item(media).summary is None


def test_content_is_what_is_called_content() -> None:
    entry = _item("<description>Lead</description><content:encoded><![CDATA[<p>Body</p>]]></content:encoded>")
    assert (entry.summary, entry.content) == ("Lead", "<p>Body</p>")


def test_the_page_behind_feedburner_is_the_link() -> None:
    entry = _item("<link>http://feedproxy/1</link><feedburner:origLink>https://a.org/1</feedburner:origLink>")
    assert entry.link == "https://a.org/1"


def test_a_permanent_guid_stands_in_for_a_link_and_another_does_not() -> None:
    assert _item("<guid>https://a.org/1</guid>").link == "https://a.org/1"
    assert _item('<guid isPermaLink="false">https://a.org/1</guid>').link is None


def test_relative_links_are_resolved_where_they_stand() -> None:
    feed = parse_feed(_rss("<item><link>/a</link></item>", "<link>https://example.org/</link>"), url=_URL)
    assert feed.entries[0].link == "https://example.org/a"
    entry = _atom('<link href="b"/>', '<link rel="alternate" href="/"/>')
    assert entry.link == "https://news.example.org/feeds/b"
    document = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.org/x/">'
        b'<entry><link href="c"/></entry></feed>'
    )
    assert parse_feed(document, url=_URL).entries[0].link == "https://b.org/x/c"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "http://[", "file:///etc/passwd"]
)
def test_an_address_that_cannot_be_fetched_is_no_link(link: str) -> None:
    assert _item(f"<link>{link}</link>").link is None


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ("<author>desk@example.org (Jane Roe)</author>", ["Jane Roe"]),
        ("<author>Jane Roe &lt;desk@example.org&gt;</author>", ["Jane Roe"]),
        ("<author>desk@example.org</author><dc:creator>Jane Roe</dc:creator>", ["Jane Roe"]),
        ("<dc:creator>Jane Roe</dc:creator><dc:creator>John Doe</dc:creator>", ["Jane Roe", "John Doe"]),
        ("<author>desk@example.org</author>", ["desk@example.org"]),
        ("<itunes:author>Radio</itunes:author>", ["Radio"]),
        ("<atom:author><atom:name>Jane Roe</atom:name></atom:author>", ["Jane Roe"]),
    ],
)
def test_authors_are_names(fields: str, names: list[str]) -> None:
    assert [author.name for author in _item(fields).authors] == names


def test_dates_are_read_from_their_own_element_and_year_one_is_none() -> None:
    entry = _item(
        "<pubDate>Tue, 20 Feb 2024 16:04:00 +0530</pubDate><atom:updated>2024-02-21T00:00:00Z</atom:updated>"
    )
    assert entry.published is not None
    assert entry.updated is not None
    assert entry.published.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
    assert entry.updated.at == datetime(2024, 2, 21, tzinfo=UTC)
    assert _item("<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>").published is None
    dated = _item("<dc:date>2024-02-20</dc:date>")
    assert dated.published is not None
    assert dated.updated is None


def test_where_an_entry_was_taken_from_is_kept() -> None:
    source = _item('<source url="https://agency.example/rss">Agency</source>').source
    assert source is not None
    assert (source.title, source.url) == ("Agency", "https://agency.example/rss")
    source = _atom("<source><title>Origin</title><link href='https://o.org/'/></source>").source
    assert source is not None
    assert (source.title, source.url) == ("Origin", "https://o.org/")


def test_files_come_once_with_their_length() -> None:
    entry = _item(
        '<media:group><media:content url="https://a.org/v.mp4" fileSize="7"/></media:group>'
        '<enclosure url="https://a.org/v.mp4" type="video/mp4" length="12"/>'
    )
    assert [(one.url, one.media_type, one.length) for one in entry.enclosures] == [
        ("https://a.org/v.mp4", "video/mp4", 12)
    ]


def test_a_feed_says_how_often_and_through_whom_it_wants_to_be_read() -> None:
    about = (
        "<title>T</title><language>en-gb</language><ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>"
        '<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="https://x.org/"/>'
    )
    feed = parse_feed(_rss(about=about), url=_URL)
    assert (feed.kind, feed.title, feed.language, feed.interval_floor) == ("rss", "T", "en-gb", 3_600)
    assert (feed.hub_urls, feed.self_url) == (("https://hub.example/",), "https://x.org/")
    assert feed.home_url is None


def test_hours_and_days_on_which_a_feed_wants_no_readers_are_read() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in (3, 24, 99, "noon"))
    feed = parse_feed(
        _rss(about=f"<skipHours>{hours}</skipHours><skipDays><day>Sunday</day></skipDays>"), url=_URL
    )
    assert (feed.skip_hours, feed.skip_days, feed.warnings) == ((0, 3), (6,), ())


def test_a_feed_that_never_wants_readers_is_not_heeded_and_says_so() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    feed = parse_feed(_rss(about=f"<skipHours>{hours}</skipHours>"), url=_URL)
    assert feed.skip_hours == ()
    assert feed.warnings == ("skipHours or skipDays name no time, or all of it: not heeded",)


_ABOUT = (
    "<title>T</title><description>What it is about</description><generator>Press 1</generator>"
    "<copyright>Example Press</copyright><image><url>/logo.png</url></image>"
    "<lastBuildDate>Tue, 20 Feb 2024 10:34:00 GMT</lastBuildDate>"
    "<skipHours><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day><day>Monday</day></skipDays>"
    '<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="hub" href="https://hub2.example/"/>'
    '<atom:link rel="self" href="https://example.org/feed"/><atom:link rel="next" href="?page=2"/>'
    '<atom:link rel="prev-archive" href="/archive/2024-01"/>'
)


@pytest.mark.parametrize("damage", ["", "<item><title>a</b></title></item>"])
def test_what_a_feed_says_of_itself_is_kept_whatever_its_state(damage: str) -> None:
    feed = parse_feed(_rss(damage, about=_ABOUT), url=_URL)
    assert (feed.description, feed.generator, feed.rights) == (
        "What it is about",
        "Press 1",
        "Example Press",
    )
    assert feed.image_url == "https://news.example.org/logo.png"
    assert feed.updated is not None
    assert feed.updated.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
    assert (feed.skip_hours, feed.skip_days) == ((0, 3), (0, 6))
    assert feed.hub_urls == ("https://hub.example/", "https://hub2.example/")
    assert feed.self_url == "https://example.org/feed"
    assert feed.next_url == "https://news.example.org/feeds/all.xml?page=2"
    assert feed.previous_archive_url == "https://news.example.org/archive/2024-01"


def test_a_json_feed_says_the_same_of_itself() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1", "description": "D", "icon": "/i.png", "items": [],
        "feed_url": "https://a.org/feed.json", "next_url": "?page=2",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}, {"type": "rssCloud", "url": "https://h2.example/"}],
    }  # fmt: skip
    feed = parse_feed(json.dumps(document).encode(), url="https://a.org/feed.json")
    assert (feed.description, feed.image_url, feed.self_url) == (
        "D",
        "https://a.org/i.png",
        "https://a.org/feed.json",
    )
    assert feed.next_url == "https://a.org/feed.json?page=2"
    assert feed.hub_urls == ("https://hub.example/",)


def test_atom_content_is_chosen_by_type_not_by_position() -> None:
    entry = _atom(
        '<content type="text/plain">plain</content><content type="html">&lt;p&gt;rich&lt;/p&gt;</content>'
    )
    assert entry.content == "<p>rich</p>"
    assert _atom('<content type="image/png" src="https://a.org/i.png"/>').content is None


def test_xhtml_comes_without_its_wrapper_and_namespaces() -> None:
    entry = _atom(
        '<title type="text">T</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>One<br/>two</p></div></content>"
    )
    assert entry.content == "<p>One<br>two</p>"


def test_an_atom_entry_without_author_has_its_feeds() -> None:
    assert [one.name for one in _atom("<title>T</title>", "<author><name>Desk</name></author>").authors] == [
        "Desk"
    ]


def test_rdf_items_stand_beside_their_channel() -> None:
    document = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.org/"><title>T</title>'
        '</channel><item rdf:about="https://a.org/1"><title>One</title><dc:date>2024-02-20T10:34:00Z</dc:date>'
        "</item></rdf:RDF>"
    )
    feed = parse_feed(document.encode(), url=_URL)
    entry = feed.entries[0]
    assert (feed.kind, entry.title, entry.guid, entry.link) == (
        "rdf",
        "One",
        "https://a.org/1",
        "https://a.org/1",
    )


def test_json_feed_gives_the_same_record() -> None:
    item = {
        "id": 7, "url": "/a", "title": "T", "content_html": "<p>B</p>", "summary": "S", "tags": ["x", "x", 1],
        "date_published": "2024-02-20T16:04:00+05:30", "authors": [{"name": "Jane Roe"}],
        "attachments": [{"url": "https://a.org/v.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}],
    }  # fmt: skip
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [item, "junk"]}
    feed = parse_feed(json.dumps(document).encode(), url="https://a.org/feed.json")
    entry = feed.entries[0]
    assert len(feed.entries) == 1
    assert (entry.guid, entry.link, entry.content, entry.summary) == ("7", "https://a.org/a", "<p>B</p>", "S")
    assert entry.categories == ("x", "1")
    assert entry.enclosures[0].length == 9


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "html"),
        (b"/etc/hostname", "no-feed"),
        (b'{"items": 1}', "json"),
        (b"[" * 100_000, "json"),
        (b'{"items": [' + b"9" * 5_000 + b"]}", "json"),
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]>' + _rss()[21:], "entities"),
        (b'<!-- <rss> --><!DOCTYPE r [<!ENTITY % p SYSTEM "file:///x"> %p;]>' + _rss()[21:], "entities"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss/>'.encode("utf-16"), "entities"),
        (_rss("<a>" * 100_000 + "</a>" * 100_000), "too-deep"),
        (b"<rss><channel><item><e " + b"a" * 70_000 + b"/></item></channel></rss", "tag-too-long"),
        (b"<rss><i " + b" ".join(b'a%d="1"' % n for n in range(300)) + b"/>", "too-many-attributes"),
        (_rss()[:-20] + b"<" * 20_000, "too-many-brackets"),
        (b'<?xml version="1.0"?><rss><<<>>&&& not a feed', "unreadable"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "sitemap"),
        (b"<urlset><url><loc>https://example.org/</loc></url></urlset>", "sitemap"),
        (b"<urlset><url><loc>https://example.org/?a&b</loc></url>", "sitemap"),
        (b"<sitemapindex><sitemap><loc>https://a.org/1.xml</loc></sitemap></sitemapindex>", "sitemap-index"),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_why(payload: bytes, reason: str) -> None:
    with pytest.raises(NotAFeed) as caught:
        parse_feed(payload, url=_URL)
    assert caught.value.reason == reason


def test_only_the_first_thousands_of_entries_are_read() -> None:
    items = "".join(f"<item><guid>{number}</guid></item>" for number in range(5_010))
    feed = parse_feed(_rss(items), url=_URL)
    assert len(feed.entries) == 5_000
    assert "5010" in feed.warnings[0]


def test_every_conformance_file_is_a_feed_or_no_feed() -> None:
    read = 0
    for path in sorted(shared_data("feeds/conformance").rglob("*")):
        if path.is_file():
            try:
                parse_feed(path.read_bytes(), url=_URL)
                read += 1
            except NotAFeed:
                assert path.suffix != ".xml" or path.name in _NO_FEEDS
    assert read > 1_300


_NO_FEEDS = {
    "rss_empty_document.xml", "unknown_feed.xml",  # they are none
    "entity_in_doctype.xml", "doctype_contains_entity_decl.xml",  # entities are refused
}  # fmt: skip


def test_every_real_document_gives_entries() -> None:
    for path in sorted(shared_data("feeds/real").glob("*.gz")):
        assert parse_feed(gzip.decompress(path.read_bytes()), url=_URL).entries, path.name


def test_channels_of_1997_are_read() -> None:
    feed = parse_feed(
        b"""<?xml version="1.0"?><CHANNEL HREF="http://a.example/" BASE="http://a.example/news/"
        LASTMOD="1998-04-06T23:05:43-05:00"><TITLE>The Paper</TITLE><ABSTRACT>News</ABSTRACT>
        <ITEM HREF="ferry.htm"><TITLE>Ferry late</TITLE><ABSTRACT>An hour.</ABSTRACT></ITEM>
        <CHANNEL><ITEM><A HREF="rain.htm">Rain</A><TITLE>Rain</TITLE></ITEM></CHANNEL></CHANNEL>""",
        url="http://a.example/paper.cdf",
    )
    assert (feed.kind, feed.title, feed.home_url) == ("cdf", "The Paper", "http://a.example/")
    assert [(one.title, one.link, one.summary) for one in feed.entries] == [
        ("Ferry late", "http://a.example/news/ferry.htm", "An hour."),
        ("Rain", "http://a.example/news/rain.htm", None),
    ]
    assert feed.updated is not None
    assert feed.updated.at is not None
    assert feed.updated.at.hour == 4


def test_rss_that_lost_its_root_is_no_channel_of_1997() -> None:
    feed = parse_feed(
        b"<channel><title>T</title><item><title>A</title><link>https://a.example/1</link></item></channel>",
        url=_URL,
    )
    assert (feed.kind, feed.entries[0].link) == ("rss", "https://a.example/1")
