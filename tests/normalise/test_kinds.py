# ruff: noqa: E501 - text of articles, as it stands
"""Kinds of pages: named on the article, or a reason why there is none."""

import json

import pytest
from tests.normalise.pages import KNOWN, SEEN, SENTENCES, URL, article, page, paragraphs

from ingest.errors import NotAnArticle
from ingest.normalise import normalise
from ingest.normalise.rejection import REASONS
from ingest.records import BodySource, FeedEntry, PageKind

LONG = [f"{sentence} Chapter {number}." for number in range(9) for sentence in SENTENCES]


def jsonld(kind: str = "NewsArticle", **fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': kind, **fields})}</script>"


def reason(html: str, url: str = URL) -> str:
    with pytest.raises(NotAnArticle) as refused:
        normalise(html.encode(), url=url, content_type="text/html", seen_at=SEEN, knowledge=KNOWN)
    assert refused.value.reason in REASONS
    return refused.value.reason


def test_most_pages_are_articles_and_whole() -> None:
    found = article(page())
    assert (found.page_kind, found.is_partial) == (PageKind.ARTICLE, False)


# --- live blogs, galleries, films, broadcasts, printer pages ---


def test_a_live_blog_is_named_and_its_shown_entries_are_its_text() -> None:
    head = jsonld("LiveBlogPosting", headline="Storm", liveBlogUpdate=[{"articleBody": "Not shown."}])
    found = article(page(paragraphs(*LONG), head))
    assert found.page_kind is PageKind.LIVE_BLOG
    assert found.text == "\n".join(LONG)


def test_the_entries_of_a_live_blog_built_by_scripts_come_from_its_list() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": f"At {n} o'clock", "articleBody": line}
        for n, line in enumerate(SENTENCES)
    ]
    found = article(page("<p>Live.</p>", jsonld("LiveBlogPosting", headline="Storm", liveBlogUpdate=updates)))
    assert found.page_kind is PageKind.LIVE_BLOG
    assert found.body_source is BodySource.JSONLD
    assert found.text.splitlines()[:2] == ["At 0 o'clock", SENTENCES[0]]


def test_the_captions_of_a_gallery_are_its_text() -> None:
    pictures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{line}</figcaption></figure>"
        for n, line in enumerate(SENTENCES)
    )
    found = article(
        page(
            f"<p>The harbour of Norrvik in pictures, from the first stone to the last.</p>{pictures}",
            jsonld("ImageGallery"),
        )
    )
    assert found.page_kind is PageKind.GALLERY
    assert all(line in found.text.splitlines() for line in SENTENCES)
    assert not {line.line for line in found.dropped}.intersection(SENTENCES)


def test_films_and_broadcasts_with_a_description_are_named() -> None:
    assert article(page(head="<meta property='og:type' content='video.other'>")).page_kind is PageKind.VIDEO
    assert article(page(head=jsonld("PodcastEpisode", name="x"))).page_kind is PageKind.AUDIO
    long = article(page(paragraphs(*LONG), "<meta property='og:type' content='video.other'>"))
    assert long.page_kind is PageKind.ARTICLE


def test_films_and_broadcasts_without_text_are_refused_by_name() -> None:
    assert (
        reason(
            "<html><head><meta property='og:type' content='video.other'></head><body><p>Watch it.</p></body></html>"
        )
        == "video-page"
    )
    assert (
        reason(f"<html><head>{jsonld('RadioEpisode')}</head><body><p>Listen to it.</p></body></html>")
        == "audio-page"
    )


@pytest.mark.parametrize(
    "url", [URL + "?print=1", "https://www.example.in/print/2809183", "https://www.example.in/a?view=print"]
)
def test_a_printer_page_is_named(url: str) -> None:
    assert article(page(), url=url).page_kind is PageKind.PRINTER_PAGE


@pytest.mark.parametrize(
    "url", ["https://www.example.in/printing/robots", "https://www.example.in/3d-print-house"]
)
def test_an_article_about_printing_is_no_printer_page(url: str) -> None:
    assert article(page(), url=url).page_kind is PageKind.ARTICLE


# --- paywalls ---


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading this story.",
        "Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.",
        "Dieser Artikel ist unseren Abonnenten vorbehalten. Jetzt lesen mit dem Abo.",
        "Suscríbete para seguir leyendo",
        "この記事は有料会員限定です",
    ],
)
def test_a_text_that_stops_at_a_paywall_is_kept_and_marked(wall: str) -> None:
    found = article(page(paragraphs(*SENTENCES) + f"<div class='barrier'><p>{wall}</p></div>"))
    assert found.text == "\n".join(SENTENCES)
    assert (found.is_partial, found.is_free) == (True, False)


def test_a_short_text_of_a_paid_page_is_marked() -> None:
    assert article(page(head=jsonld(headline="x", isAccessibleForFree=False))).is_partial


def test_a_paid_page_that_shows_all_its_words_is_whole() -> None:
    head = jsonld(headline="x", isAccessibleForFree=False, wordCount=80)
    found = article(page(head=head))
    assert (found.is_partial, found.is_free) == (False, False)
    assert not article(page(paragraphs(*LONG), jsonld(headline="x", isAccessibleForFree=False))).is_partial


def test_a_feed_that_carries_the_whole_text_of_a_paid_page_makes_it_whole() -> None:
    entry = FeedEntry(title="x", content=paragraphs(*LONG))
    found = article(page(head=jsonld(headline="x", isAccessibleForFree=False)), entry=entry)
    assert (found.body_source, found.is_partial) == (BodySource.FEED_CONTENT, False)


# --- pages that are none ---


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title>Just a moment...</title><p>Checking if the site connection is secure. This takes a few seconds.</p>", "bot-challenge"),
        ("<title>example.in</title><script src='/cdn-cgi/challenge-platform/h/b'></script><p>Enable JavaScript and cookies to continue.</p>", "bot-challenge"),
        ("Request unsuccessful. Incapsula incident ID: 703000160143928249-191398964119929859", "bot-challenge"),
        ("<title>Log in | Example Post</title><form><input type='password'></form><p>Enter your name and the word that only you know.</p>", "login-page"),
        ("<title>Anmelden</title><form><input type=PASSWORD></form><p>Bitte geben Sie Namen und Kennwort ein, um weiterzulesen.</p>", "login-page"),
        ("<title>Seite nicht gefunden</title><p>Vielleicht hilft Ihnen die Suche weiter, oder Sie gehen zur Startseite zurück.</p>", "soft-404"),
        ("<title>Страница не найдена</title><p>Проверьте адрес или вернитесь на главную страницу сайта.</p>", "soft-404"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_says_what_it_is(html: str, expected: str) -> None:
    assert reason(f"<html><head></head><body>{html}</body></html>") == expected


def test_an_article_about_a_login_is_an_article() -> None:
    form = "<form><input type='password'></form>"
    assert (
        article(page(paragraphs(*LONG) + form, title="Log in with a face: banks try it")).page_kind
        is PageKind.ARTICLE
    )
