"""Autodiscovery: what a page says of its feeds, and what it only seems to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.feed_links import MOST_LINKS, Clue, feed_links, well_known
from ingest.parsing.robots_txt import may_fetch, news_sitemaps

SITE = "https://www.daily.example/section/"


def _found(body: str, **headers: str) -> list[tuple[str, Clue]]:
    said = tuple(headers.items())
    return [(link.url, link.clue) for link in feed_links(body.encode(), url=SITE, headers=said)]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "https://www.daily.example/rss"),
        ("<LINK REL='Alternate' TYPE='Application/Atom+XML; charset=utf-8' HREF=a.xml>", f"{SITE}a.xml"),
        ('<link rel="alternate home" type="application/feed+json" href="//x.example/f">', "https://x.example/f"),
        ('<link rel="feed" href="/news">', "https://www.daily.example/news"),
        ('<link rel="alternate" type="text/xml" href="/rss.xml">', "https://www.daily.example/rss.xml"),
        ('<link rel="alternate" type="application/json" href="/feed.json">', "https://www.daily.example/feed.json"),
        ('<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="f">',
         "https://cdn.example/x/f"),
        ('<link rel="alternate" type="application/rss+xml" href="feed://daily.example/f">', "http://daily.example/f"),
        ('<link rel="alternate" type="application/rss+xml" href="feed:https://daily.example/f">',
         "https://daily.example/f"),
    ],
)  # fmt: skip
def test_what_the_head_declares_is_found(markup: str, url: str) -> None:
    assert _found(f"<html><head>{markup}</head><body><p>x</body></html>") == [(url, Clue.LINK)]


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="alternate" hreflang="fr" href="/fr/">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?format=json">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate stylesheet" type="application/rss+xml" href="/a.css">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="canonical" type="application/rss+xml" href="/rss">',
        '<a href="/people/atom-egoyan.html">Atom Egoyan</a>',
        '<a href="https://reader.example/rss/add?url=x">Add to reader</a>',
        '<a href="/feedback">Feedback</a>',
    ],
)
def test_what_is_no_feed_is_left_alone(markup: str) -> None:
    assert _found(f"<html><head>{markup}</head><body>{markup}</body></html>") == []


def test_anchors_and_headers_count_less_than_the_head() -> None:
    body = (
        '<body><a href="/kultur/rss.xml">Kultur</a><a href="/newsticker">RSS-Feed</a>'
        '<a href="https://feeds.other.example/daily">x</a>'
        '<link rel="alternate" type="application/rss+xml" title="All  news" href="/all">'
    )
    found = _found(
        body, Link='</api>; rel="describedby", <a.atom>; rel="alternate"; type="application/atom+xml"'
    )
    assert found == [
        ("https://www.daily.example/all", Clue.LINK),
        (f"{SITE}a.atom", Clue.HEADER),
        ("https://www.daily.example/kultur/rss.xml", Clue.ANCHOR),
        ("https://www.daily.example/newsticker", Clue.ANCHOR),
        ("https://feeds.other.example/daily", Clue.ANCHOR),
    ]


def test_one_feed_under_several_addresses_is_one() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    addresses = ("/rss", "/rss/", "http://daily.example/rss", "/rss?utm_source=head", "/rss#top")
    assert _found("".join(map(link.format, addresses))) == [("https://www.daily.example/rss", Clue.LINK)]


def test_a_page_full_of_feeds_gives_a_bounded_number() -> None:
    page = "".join(f'<a href="/{number}/rss">x</a>' for number in range(5_000))
    assert len(_found(page)) == MOST_LINKS


@given(st.binary(max_size=300) | st.text("<>ahref=/'\"linkrel feedrssbase:;", max_size=200).map(str.encode))
def test_any_bytes_give_web_addresses_or_nothing(payload: bytes) -> None:
    for link in feed_links(payload, url=SITE, headers=(("Link", payload.decode("latin-1")),)):
        assert link.url.startswith(("http://", "https://"))


def test_guesses_begin_where_they_are_likeliest() -> None:
    plain = [link.url for link in well_known("https://daily.example/")]
    assert plain[0] == "https://daily.example/feed"
    assert len(plain) <= 8
    section = [link.url for link in well_known(SITE, b'<script src="/wp-content/x.js">')]
    assert section == ["https://www.daily.example/section/feed/", "https://www.daily.example/feed/"]


def test_robots_txt_names_sitemaps_of_news_and_closed_pages() -> None:
    robots = (
        b"User-agent: *\nDisallow: /private/\nSitemap: https://a.example/sitemap.xml\n"
        b"sitemap: https://a.example/sitemaps/news.xml\n"
    )
    assert news_sitemaps(robots) == ("https://a.example/sitemaps/news.xml",)
    assert may_fetch(robots.decode(), "https://a.example/x")
    assert not may_fetch(robots.decode(), "https://a.example/private/x")
