# ruff: noqa: E501, RUF001 - hosts and paths in letters of all scripts
"""Addresses: which ones name the same page."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.parsing.urls import article_identity, canonical_url, feed_identity, host_of, registrable_domain

PAGE = "https://www.example.org/world/harbour"


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://WWW.Example.ORG/world/harbour",
        "https://www.example.org:443/world/harbour",
        "https://www.example.org./world/harbour",
        "https://user:secret@www.example.org/world/harbour",
        "https://www.example.org/world/./x/../harbour",
        "https://www.example.org/w%6Frld/h%61rbour",
        "https://www.example.org/world/%2e%2e/world/harbour",
        "https://www.example.org/world/harbour#comments",
        "https://www.example.org/world/harbour?",
        "https://www.example.org/world/harbour?utm_source=rss&utm_medium=feed",
        "https://www.example.org/world/harbour?fbclid=IwAR0&gclid=x&mc_cid=1&_ga=2.1",
        "https://www.example.org/world/harbour?ref=rss&at_medium=RSS&wt_zmc=x&pk_campaign=y",
        "https://www.example.org/world/harbour;jsessionid=0A1B2C",
        "https://www.example.org/(S(lit3py55t21z5v55vlm25s55))/world/harbour",
        "https://www.example.org/world/harbour?PHPSESSID=9f8e7d6c5b4a39281706&sid=9f8e7d6c5b4a39281706",
        "https://www.example.org/world/harbour/amp",
        "https://www.example.org/world/harbour/amp/amp/",
        "https://www.example.org/amp/world/harbour",
        "https://www.example.org/world/harbour.amp",
        "https://www.example.org/world/harbour?amp=1",
        "https://www.example.org/world/harbour?outputType=amp",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/world/harbour",
        "https://www.google.com/amp/s/www.example.org/world/harbour",
        "  https://www.example.org/world/harbour\n",
    ],
)
def test_spellings_of_one_page_have_one_canonical_address(url: str) -> None:
    assert canonical_url(url) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/world/harbour",
        "https://example.org/world/harbour/",
        "https://m.example.org/world/harbour",
        "https://mobile.example.org/world/harbour",
        "https://amp.example.org/world/harbour",
        "https://www.example.org/world/harbour/index.html",
        "https://www.example.org/world/harbour/default.aspx",
    ],
)
def test_schemes_mobile_hosts_and_default_pages_are_one_article(url: str) -> None:
    assert article_identity(url) == article_identity(PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/world/harbour?page=2",
        "https://www.example.org/world/harbour?id=utm_source",
        "https://www.example.org/world%2Fharbour",
        "https://www.example.org/World/Harbour",
        "https://www.example.org:8080/world/harbour",
        "https://www.example.org/world/harbour?sid=2809183",
        "https://www.example.org/world/harbour?pk_no=1412361",
        "https://www.example.org/world/harbour#!/story/2",
        "https://www.example.org/world/camp",
        "https://news.example.org/world/harbour",
        "https://www.example.com/world/harbour",
    ],
)
def test_what_may_be_another_page_is_another_article(url: str) -> None:
    assert article_identity(url) != article_identity(PAGE)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.example.org/a?b=1&a=2&b=3", "https://www.example.org/a?b=1&a=2&b=3"),
        (
            "https://www.example.org/a?q=x+y%20z&empty=&bare",
            "https://www.example.org/a?q=x+y%20z&empty=&bare",
        ),
        ("https://www.example.org/caf%e9", "https://www.example.org/caf%E9"),
        ("https://www.example.org/café", "https://www.example.org/caf%C3%A9"),
        ("https://www.example.org/100%", "https://www.example.org/100%25"),
        ("https://www.example.org/a b", "https://www.example.org/a%20b"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://пример.испытание/", "https://xn--e1afmkfd.xn--80akhbyknj4f/"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("http://example.org", "http://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("http://[bad", "http://[bad"),
        ("http://example.org:99999/a", "http://example.org:99999/a"),
    ],
)
def test_what_belongs_to_an_address_stays(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_hosts_are_in_the_form_that_is_resolved() -> None:
    assert host_of("https://Straße.example/") == "xn--strae-oqa.example"
    assert registrable_domain("https://news.bücher.co.uk/a") == "xn--bcher-kva.co.uk"


PIECES = st.sampled_from(
    [
        "http://", "https://", "HTTPS:", "//", "www.", "m.", "example.org", "bücher.example", "[::1]", ":80", ":443", ":",
        "/", "/..", "/.", "/amp", ".amp", "amp.", ";jsessionid=1", "?", "&", "=", "utm_source=x", "id=2", "sid=" + "9a" * 9,
        "#", "#!x", "%", "%2f", "%7E", "%e9", "%zz", " ", "\n", "\\", "é", "@", "..", "cdn.ampproject.org/c/s/", "google.com/amp/s/",
        "index.html", "\ud800", "\x00", "\u200b", "。", "٠",
    ]
)  # fmt: skip
ANY = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(lambda p: "https://" + "".join(p)),
)


@given(ANY)
@example("https://a.b/;sid=x/..;sid=y/amp/./amp")
@example("http:///a")
@example("https://\u3002/")
@example("https://[::1]]/")
def test_any_text_has_one_canonical_form_and_an_identity(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert article_identity(once) == article_identity(url)
    assert len(article_identity(url)) == 16
    assert isinstance(registrable_domain(url), str)
    assert isinstance(feed_identity(url), str)


@given(
    st.lists(st.sampled_from(["utm_source=a", "fbclid=b", "PHPSESSID=c", "ref=d", "amp=1"]), max_size=5),
    st.integers(0, 3),
)
def test_tracking_anywhere_changes_nothing(tracking: list[str], place: int) -> None:
    own = ["id=1", "page=2", "q=x"]
    mixed = [*own[:place], *tracking, *own[place:]]
    assert canonical_url(f"{PAGE}?{'&'.join(mixed)}#a") == f"{PAGE}?{'&'.join(own)}"
