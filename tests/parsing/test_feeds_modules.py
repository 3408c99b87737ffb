"""What modules say of an entry, and sitemaps of news: the same record from every format and every reader."""

import json
from datetime import UTC, datetime

import pytest

from ingest import parse_feed
from ingest.parsing.feeds_lenient import read_lenient
from ingest.parsing.feeds_recovered import completed
from ingest.records import EntryPlace, EntryReference, FeedEntry, Media

_URL = "https://news.example.org/feeds/all.xml"
_SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:thr="http://purl.org/syndication/thread/1.0" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"'
)

_BOX = (
    "<georss:where><gml:Envelope><gml:lowerCorner>10 20</gml:lowerCorner>"
    "<gml:upperCorner>30 40</gml:upperCorner></gml:Envelope></georss:where>"
)


def _item(fields: str) -> FeedEntry:
    """The entry as every reader of XML gives it."""
    head = f'<rss version="2.0" {_SPACES}><channel><title>F</title><item><guid>g</guid>'
    document = f"{head}{fields}</item></channel></rss>".encode()
    entry = parse_feed(document, url=_URL).entries[0]
    assert completed(read_lenient(document, url=_URL), document).entries[0] == entry
    torn = parse_feed(document[:-10], url=_URL)
    assert torn.warnings
    assert torn.entries[0] == entry
    return entry


def _atom(fields: str, about: str = "") -> FeedEntry:
    document = f'<feed xmlns="http://www.w3.org/2005/Atom" {_SPACES} {about}><entry>{fields}</entry></feed>'
    return parse_feed(document.encode(), url=_URL).entries[0]


def test_a_picture_keeps_its_words_and_takes_those_of_its_group_where_it_has_none() -> None:
    entry = _item(
        "<media:group><media:title>Both</media:title><media:credit>Roe</media:credit>"
        '<media:credit role="provider">Example Pictures</media:credit>'
        '<media:content url="/a.jpg" type="image/jpeg" width="640" height="480">'
        '<media:title>The first</media:title><media:thumbnail url="/s.jpg"/></media:content>'
        '<media:content url="/b.mp4" medium="video"><media:description>A film</media:description>'
        "</media:content></media:group>"
    )
    shared = "Roe / Example Pictures"
    assert entry.media == (
        Media(
            url="https://news.example.org/a.jpg", media_type="image/jpeg", medium="image", credit=shared,
            title="The first", thumbnail_url="https://news.example.org/s.jpg", width=640, height=480,
        ),
        Media(
            url="https://news.example.org/b.mp4", medium="video", title="Both", caption="A film",
            credit=shared,
        ),
    )  # fmt: skip
    assert (entry.title, entry.summary) == (None, None)


def test_thumbnails_alone_are_media_and_captions_alone_are_none() -> None:
    entry = _item('<media:thumbnail url="/s.jpg" width="240"/><media:description>A photo</media:description>')
    assert entry.media == (Media(thumbnail_url="https://news.example.org/s.jpg", caption="A photo"),)
    assert _item("<media:description>A photo</media:description>").media == ()
    assert _item('<media:content url="javascript:x"/>').media == ()
    assert [one.medium for one in _item('<itunes:image href="/i.png"/>').media] == ["image"]


def test_a_picture_that_is_named_twice_is_one() -> None:
    content = '<media:content url="/a.jpg"/>'
    assert len(_item(f"{content}<media:group>{content}{content}</media:group>").media) == 1


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ("<georss:point>45.25 -71.5</georss:point>", [(45.25, -71.5)]),
        ("<georss:point>45.25, -71.5</georss:point>", [(45.25, -71.5)]),
        ("<georss:box>10 20 30 40</georss:box>", [(20, 30)]),
        ("<georss:box>10 170 30 -150</georss:box>", [(20, -170)]),
        ("<georss:circle>10 20 500000</georss:circle>", [(10, 20)]),
        ("<georss:polygon>0 0 0 10 20 10 0 0</georss:polygon>", [(10, 5)]),
        ("<georss:where><gml:Point><gml:pos>45 -71</gml:pos></gml:Point></georss:where>", [(45, -71)]),
        (_BOX, [(20, 30)]),
        (
            '<georss:where><gml:Point srsName="EPSG:26913"><gml:pos>4 7</gml:pos></gml:Point></georss:where>',
            [],
        ),
        ("<geo:lat>45</geo:lat><geo:long>-71</geo:long>", [(45, -71)]),
        ("<geo:Point><geo:lat>45</geo:lat><geo:long>-71</geo:long></geo:Point>", [(45, -71)]),
        ("<georss:point>45 -71</georss:point><geo:lat>45</geo:lat><geo:long>-71</geo:long>", [(45, -71)]),
        ("<georss:point>91 0</georss:point>", []),
        ("<georss:point>1</georss:point>", []),
        ("<georss:point>nan 1e999</georss:point>", []),
        ("<georss:point> </georss:point>", []),
        ("<geo:lat>45</geo:lat>", []),
    ],
)
def test_places_are_the_middle_of_what_is_marked(fields: str, places: list[tuple[float, float]]) -> None:
    assert [(place.latitude, place.longitude) for place in _item(fields).places] == places


def test_a_place_has_the_name_that_the_feed_gives_it() -> None:
    entry = _item("<georss:point>1 2</georss:point><georss:featurename>Harwick</georss:featurename>")
    assert entry.places == (EntryPlace(latitude=1, longitude=2, name="Harwick"),)


def test_comments_and_what_is_answered_come_from_both_worlds() -> None:
    entry = _item(
        "<comments>/1#comments</comments><wfw:commentRss>/1/feed</wfw:commentRss>"
        '<slash:comments>12</slash:comments><thr:in-reply-to ref="tag:a" href="https://a.example/1"/>'
    )
    assert entry.comments_url == "https://news.example.org/1#comments"
    assert entry.comments_feed_url == "https://news.example.org/1/feed"
    assert entry.comment_count == 12
    assert entry.in_reply_to == (EntryReference(guid="tag:a", url="https://a.example/1"),)
    entry = _atom(
        '<link rel="replies" type="text/html" href="/1"/><link rel="replies" href="/2" thr:count="3"/>'
        '<thr:in-reply-to ref="tag:a"/><thr:in-reply-to ref="tag:b"/>'
    )
    assert (entry.comments_url, entry.comments_feed_url) == (
        "https://news.example.org/1",
        "https://news.example.org/2",
    )
    assert entry.comment_count == 3
    assert [reference.guid for reference in entry.in_reply_to] == ["tag:a", "tag:b"]
    assert _atom("<thr:total>5</thr:total>").comment_count == 5


def test_an_entry_states_its_own_language_and_rights() -> None:
    entry = _item("<dc:language>fr</dc:language><dc:rights>© Example</dc:rights>")
    assert (entry.language, entry.rights) == ("fr", "© Example")
    entry = _atom('<content xml:lang="de">x</content><rights>© Example</rights>', 'xml:lang="en"')
    assert (entry.language, entry.rights) == ("de", "© Example")
    assert _atom("<title>x</title>", 'xml:lang="en"').language is None


def test_json_feeds_have_pictures_and_languages() -> None:
    item = {"id": "1", "image": "/a.jpg", "banner_image": "/b.jpg", "language": "fr"}
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    (entry,) = parse_feed(json.dumps(document).encode(), url=_URL).entries
    addresses = ["https://news.example.org/a.jpg", "https://news.example.org/b.jpg"]
    assert [(one.url, one.medium) for one in entry.media] == [(url, "image") for url in addresses]
    assert entry.language == "fr"


_NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
    "<url><loc>https://news.example.org/about</loc></url>"
    "<url><loc>https://news.example.org/1</loc><lastmod>2024-02-21T08:00:00Z</lastmod><n:news><n:publication>"
    "<n:name>The Example</n:name><n:language>en</n:language></n:publication>"
    "<n:publication_date>2024-02-20T16:04:00+05:30</n:publication_date>"
    "<n:title>Port lowers its fees</n:title><n:keywords>ports, fees</n:keywords></n:news>"
    "<image:image><image:loc>/a.jpg</image:loc>"
    "<image:caption>The port</image:caption></image:image></url>"
)


@pytest.mark.parametrize("end", ["</urlset>", "<url><loc>https://news.example.org/?a&b</loc>"])
def test_a_sitemap_of_news_is_a_feed_also_when_it_breaks_off(end: str) -> None:
    feed = parse_feed((_NEWS + end).encode(), url=_URL)
    assert (feed.kind, feed.title, feed.language) == ("sitemap", "The Example", "en")
    (entry,) = feed.entries
    assert (entry.title, entry.link) == ("Port lowers its fees", "https://news.example.org/1")
    assert entry.published is not None
    assert entry.updated is not None
    assert entry.published.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
    assert entry.updated.at == datetime(2024, 2, 21, 8, tzinfo=UTC)
    assert (entry.categories, entry.language) == (("ports", "fees"), "en")
    assert entry.media == (Media(url="https://news.example.org/a.jpg", medium="image", caption="The port"),)
