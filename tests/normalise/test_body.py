# ruff: noqa: E501 - text of articles, as it stands
"""The body: what a page hides, nests, lays out or adds is told from its text."""

import pytest
from tests.normalise.pages import SENTENCES, article, page, paragraphs

from ingest.records import Article

TEXT = "\n".join(SENTENCES)
SUBTITLE = "What the crews ask for"


def why(found: Article, line: str) -> str | None:
    return next((dropped.reason for dropped in found.dropped if line in dropped.line), None)


@pytest.mark.parametrize(
    "card",
    [
        "<span style='display: none'>Ann Lee is a reporter of the sea and its harbours.</span>",
        "<span class='rollover-card' id='r-1'><a href='/p'>Ann Lee</a> <a href='/x'>Her last story about the sea</a></span>",
        "<span hidden>Ann Lee</span>",
        "<span class='sr-only'>opens in a new window</span>",
    ],
)
def test_words_that_no_reader_sees_are_no_text(card: str) -> None:
    first = SENTENCES[0].replace("Norrvik", f"Norrvik{card}")
    assert article(page(paragraphs(first, *SENTENCES[1:]))).text == TEXT


def test_a_line_feed_in_the_source_ends_no_paragraph() -> None:
    assert (
        article(page(paragraphs(*(sentence.replace(" ", "\n ", 3) for sentence in SENTENCES)))).text == TEXT
    )


def test_a_page_laid_out_by_a_table_has_paragraphs() -> None:
    cell = "".join(f"<p>{sentence}</p>" for sentence in (*SENTENCES, *reversed(SENTENCES[:3])))
    found = article(page(f"<table><tr><td>Menu</td><td>{cell}</td></tr></table>"))
    assert found.text.splitlines()[:4] == list(SENTENCES)
    assert "|" not in found.text


def test_articles_inside_and_behind_the_article_are_others() -> None:
    comment = f"<article><h3><a href='/c/1'>Bo</a></h3><p>{SENTENCES[3]} I wonder who says so.</p></article>"
    following = (
        f"<article><h1>Ferry to Sund runs again</h1><p>{SENTENCES[2]} That is another story.</p></article>"
    )
    html = page(paragraphs(*SENTENCES, *(f"{line} Again." for line in SENTENCES)) + comment).decode()
    found = article(html.replace("</body>", f"{following}</body>").encode())
    assert "I wonder" not in found.text
    assert "another story" not in found.text
    assert found.text.splitlines()[:4] == list(SENTENCES)


def test_a_subtitle_between_paragraphs_is_text() -> None:
    body = f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><h2>{SUBTITLE}</h2><p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p>"
    assert SUBTITLE in article(page(body)).text.splitlines()


def test_links_below_a_call_to_read_on_go_with_it() -> None:
    links = "<p>DON'T MISS<br><a href='/1'>Storm took the old pier</a> [VIDEO]<br><a href='/2'>Crews want a second door</a> [INSIGHT]</p>"
    found = article(page(paragraphs(*SENTENCES[:2]) + links + paragraphs(*SENTENCES[2:])))
    assert found.text == TEXT


def test_an_address_written_out_is_text() -> None:
    line = "<a href='https://norrvik.example/plan'>https://norrvik.example/plan</a>"
    found = article(page(paragraphs(*SENTENCES[:2], line, *SENTENCES[2:])))
    assert why(found, "norrvik.example") is None


def test_notes_of_embedded_posts_that_await_consent_are_dropped_with_their_reason() -> None:
    note = "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt."
    found = article(page(paragraphs(*SENTENCES[:2], note, *SENTENCES[2:])))
    assert found.text == TEXT
    assert why(found, note) in {"consent", None}


def test_a_dropped_byline_still_credits_its_agency() -> None:
    found = article(page(paragraphs(*SENTENCES, "Source: Reuters")))
    assert found.text == TEXT
    assert [credit.agency_id for credit in found.credits] == ["reuters"]


def test_a_publishers_run_on_text_does_not_replace_paragraphs() -> None:
    run_on = " ".join((*SENTENCES, "Read the box about the breakwater and its builders.", *SENTENCES[:2]))
    head = (
        f'<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "articleBody": "{run_on}"}}</script>'
    )
    assert article(page(head=head)).text == TEXT


def test_paragraphs_without_any_container_are_found() -> None:
    wrapped = "".join(f"<div class='x{n}'><p>{sentence}</p></div>" for n, sentence in enumerate(SENTENCES))
    assert article(page(wrapped)).text == TEXT


def test_xhtml_and_amp_are_pages() -> None:
    html = (
        page()
        .decode()
        .replace("<html lang='en'>", "<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='en' lang='en'>")
    )
    assert article(f"<?xml version='1.0' encoding='utf-8'?>\n{html}".encode()).text == TEXT
    amp = page(paragraphs(*SENTENCES) + "<amp-img src='a.jpg' width='1' height='1'></amp-img>").decode()
    assert article(amp.replace("<html lang='en'>", "<html amp lang='en'>").encode()).text == TEXT


LEAD = (
    "Two winters of storms have broken the eastern breakwater of Norrvik; the council wants to rebuild it and has "
    "asked the region for help."
)


@pytest.mark.parametrize("name", ["article__intro", "chapo", "lead-text"])
def test_an_opening_paragraph_set_apart_from_the_title_begins_the_text(name: str) -> None:
    html = page(f"<article>{paragraphs(*SENTENCES)}</article>").decode()
    html = html.replace("<article><h1>", "<div><h1>", 1).replace(
        "</h1>", f"</h1><div class='{name}'>{LEAD}</div>", 1
    )
    assert article(html.encode()).text == f"{LEAD}\n{TEXT}"


@pytest.mark.parametrize(
    "above",
    [
        "<header><p class='intro'>{}</p></header>",
        "<p class='subtitle'>{}</p>",
        "<div class='title-excerpt'>{}</div>",
        "<h2 class='lead'>{}</h2>",
    ],
)
def test_a_stand_first_is_no_text(above: str) -> None:
    html = page(f"<article>{paragraphs(*SENTENCES)}</article>").decode()
    html = html.replace("<article><h1>", "<div><h1>", 1).replace("</h1>", f"</h1>{above.format(LEAD)}", 1)
    assert article(html.encode()).text == TEXT


def test_appeals_and_authors_behind_the_text_are_dropped_with_their_reason() -> None:
    appeal = "Independent journalism of the harbour needs the help of the readers who live there."
    body = f"<div class='text'>{paragraphs(*SENTENCES, *(f'{line} Again.' for line in SENTENCES))}</div><section><p>{appeal}</p></section>"
    found = article(page(body))
    assert found.text.splitlines()[-1] == f"{SENTENCES[-1]} Again."
    assert why(found, appeal) in {"behind", None}


def test_a_text_that_an_advertisement_splits_stays_whole() -> None:
    halves = "".join(
        f"<div class='text'>{paragraphs(*lines)}</div><div class='ad'></div>"
        for lines in (SENTENCES[:3], SENTENCES[3:])
    )
    assert article(page(halves)).text == TEXT


def test_text_without_paragraphs_between_boxes_is_not_lost() -> None:
    long = [f"{SENTENCES[n % 4]} {SENTENCES[(n + 1) % 4]} Part {n}." for n in range(6)]
    boxes = "<div class='related-box'><a href='/x'>More about the harbour</a></div>".join(
        f"{line}<br><br>" for line in long
    )
    found = article(page(f"<div class='story'><p>{SENTENCES[0]}</p>{boxes}</div>"))
    assert all(line in found.text for line in long)


def test_what_the_page_loses_before_it_is_read_is_kept_with_its_reason() -> None:
    other = "".join(f"<p>{line} (Reuters)</p>" for line in SENTENCES)
    hidden = f"<p>{SENTENCES[0]}<span class='sr-only'>opens in a new window</span></p>"
    comment = "<article><h3><a href='/c'>A comment</a></h3><p>I saw it coming, said AFP.</p></article>"
    own = f"<article><h1>Norrvik rebuilds its breakwater</h1>{hidden}{paragraphs(*SENTENCES[1:], *SENTENCES)}{comment}</article>"
    payload = f"<html><head><title>Norrvik rebuilds its breakwater</title></head><body>{own}<article><h1>The next story</h1>{other}</article></body></html>"
    found = article(payload.encode())
    assert why(found, "opens in a new window") == "hidden"
    assert why(found, "I saw it coming") == "inner-article"
    assert why(found, "The next story") == "other-article"
    assert found.credits == ()


@pytest.mark.parametrize(
    "shell",
    [
        "View this post on Instagram",
        "Sieh dir diesen Beitrag auf Instagram an",
        "A post shared by Ann Lee (@annlee) on Feb 20, 2024 at 4:04pm PST",
        "Ein Beitrag geteilt von Norrvik (@norrvik)",
        "Una publicación compartida por Norrvik (@norrvik)",
        "pic.twitter.com/9CYgKmoyXT",
    ],
)
def test_what_a_network_puts_around_a_post_is_dropped_with_its_reason(shell: str) -> None:
    found = article(page(paragraphs(*SENTENCES[:2], shell, *SENTENCES[2:])))
    assert found.text == TEXT
    assert why(found, shell) == "embed"


def test_the_words_of_an_embedded_post_are_text() -> None:
    words = "The new breakwater of Norrvik will be four metres higher than the one that the sea took away."
    tweet = f"<blockquote class='twitter-tweet'><p>{words}</p>— Norrvik (@norrvik) 20 Feb 2024</blockquote>"
    found = article(page(paragraphs(*SENTENCES[:2]) + tweet + paragraphs(*SENTENCES[2:])))
    assert words in found.text


def test_products_that_repeat_their_call_to_buy_keep_their_lines() -> None:
    products = "".join(
        f"<p>The {name} keeps the wind out and weighs less than the one before it.</p><p>Buy Now</p>"
        for name in ("Skagen coat", "Sund hat", "Norrvik boot")
    )
    lines = article(page(paragraphs(*SENTENCES) + products)).text.splitlines()
    assert [
        name for name in ("Skagen", "Sund", "Norrvik boot") if not any(name in line for line in lines)
    ] == []
