# ruff: noqa: RUF001, E501 - text of articles, as it stands
"""Pages to articles: body, metadata, identity, times; and what is refused."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.normalise.pages import KNOWN, SEEN, SENTENCES, URL, article, page, paragraphs

from ingest.errors import NotAnArticle
from ingest.knowledge import Knowledge
from ingest.normalise import normalise
from ingest.normalise.rejection import REASONS
from ingest.parsing.urls import article_identity
from ingest.records import Article, BodySource, FeedEntry, OutletFact, ZoneBasis

TEXT = "\n".join(SENTENCES)


def jsonld(**fields: object) -> str:
    node = {"@type": "NewsArticle", "headline": "Norrvik rebuilds its breakwater", **fields}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def reason(payload: bytes, content_type: str | None = "text/html", url: str = URL) -> str:
    with pytest.raises(NotAnArticle) as refused:
        normalise(payload, url=url, content_type=content_type, seen_at=SEEN, knowledge=KNOWN)
    assert refused.value.reason in REASONS
    return refused.value.reason


# --- body ---


def test_the_body_is_the_paragraphs_in_order() -> None:
    found = article(page())
    assert found.text == TEXT
    assert found.title == "Norrvik rebuilds its breakwater"
    assert found.language == "en"
    assert found.declared_language == "en"


def test_quotes_and_composed_letters_stay_and_text_is_nfc() -> None:
    line = "“We’ll rebuild it,” said Zoë Åström — ‘slowly’, and only when the sea lets the boats of the harbour out."
    decomposed = line.replace("ë", "e\u0308").replace("Å", "A\u030a")
    assert line in article(page(paragraphs(*SENTENCES, decomposed, SENTENCES[0][:-1] + " again."))).text


def test_lines_that_are_no_body_are_dropped_with_a_reason() -> None:
    body = paragraphs(
        *SENTENCES[:2],
        "<a href='/x'>Read more: the storms of last winter</a>",
        *SENTENCES[2:],
        "© 2024 Example Post",
    )
    found = article(page(body))
    assert found.text == TEXT
    assert any(line.reason == "tail" for line in found.dropped) or "©" not in found.text


def test_a_last_paragraph_that_repeats_the_summary_is_stored_once() -> None:
    lead = "Norrvik has decided to rebuild the breakwater that two winters of storms had broken into pieces."
    found = article(page(paragraphs(*SENTENCES, lead), f"<meta name='description' content='{lead}'>"))
    assert found.summary == lead
    assert found.text == TEXT
    assert [line.reason for line in found.dropped if line.line == lead] == ["repeats-summary"]


def test_the_publishers_own_text_replaces_a_torso() -> None:
    full = [*SENTENCES, *(f"Chapter {number}: {sentence}" for number, sentence in enumerate(SENTENCES))]
    found = article(page(paragraphs(SENTENCES[0], SENTENCES[1]), jsonld(articleBody="\n".join(full))))
    assert found.body_source is BodySource.JSONLD
    assert found.text == "\n".join(full)


def test_feed_content_stands_in_where_the_page_has_less() -> None:
    entry = FeedEntry(title="x", content=paragraphs(*SENTENCES))
    found = article(page(f"<p>{SENTENCES[0]}</p>", jsonld(isAccessibleForFree=False)), entry=entry)
    assert found.body_source is BodySource.FEED_CONTENT
    assert found.text == TEXT
    assert found.is_free is False
    assert article(page(), entry=entry).body_source is BodySource.PAGE


# --- metadata ---


def test_authors_are_people_and_not_the_publisher() -> None:
    head = jsonld(
        author=[
            {"@type": "Person", "name": "Ann Lee"},
            {"@type": "Organization", "name": "Example Post"},
            "https://example.in/u/1",
        ]
    )
    assert [author.name for author in article(page(head=head)).authors] == ["Ann Lee"]
    both = article(page(head="<meta name='author' content='By Ann Lee and Bo Ek'>")).authors
    assert [author.name for author in both] == ["Ann Lee", "Bo Ek"]
    assert (
        article(page(head=jsonld(author={"@type": "Organization", "name": "Harbour Desk"})))
        .authors[0]
        .is_organisation
    )


def test_section_topics_image_and_rights_come_from_the_page() -> None:
    head = jsonld(
        articleSection="World", keywords=["harbours", "storms"], copyrightNotice="(c) Example Post",
        image={"@type": "ImageObject", "url": "https://example.in/a.jpg", "creditText": "Bo Ek"},
    )  # fmt: skip
    found = article(page(head=head))
    assert (found.section, found.topics, found.rights) == (
        "World",
        ("harbours", "storms"),
        "(c) Example Post",
    )
    assert found.lead_image is not None
    assert (found.lead_image.url, found.lead_image.credit) == ("https://example.in/a.jpg", "Bo Ek")


def test_microdata_is_read_like_jsonld() -> None:
    body = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'><meta itemprop='headline' content='Breakwater'>"
        "<span itemprop='author' itemscope itemtype='https://schema.org/Person'><span itemprop='name'>Ann Lee</span></span>"
        f"<time itemprop='datePublished' datetime='2024-02-20T10:34:00Z'></time>{paragraphs(*SENTENCES)}</div>"
    )
    found = article(page(body))
    assert found.title == "Breakwater"
    assert [author.name for author in found.authors] == ["Ann Lee"]
    assert found.published is not None
    assert found.published.origin == "microdata:datePublished"


def test_a_notice_of_correction_is_kept_verbatim() -> None:
    notice = "Correction: An earlier version of this article gave the wrong cost of the breakwater."
    assert article(page(paragraphs(*SENTENCES, notice))).notices == (notice,)


# --- identity ---


def test_a_canonical_link_of_the_same_site_names_the_article() -> None:
    link = "<link rel='canonical' href='/world/harbour-plan'>"
    found = article(page(head=link), url=URL + "?utm_source=feed")
    assert found.canonical_url == "https://www.example.in/world/harbour-plan"
    assert found.article_id == article_identity("https://example.in/world/harbour-plan")


@pytest.mark.parametrize(
    "href", ["https://elsewhere.org/a", "https://www.example.in/", "http://[bad", "javascript:x"]
)
def test_a_canonical_link_elsewhere_or_to_the_front_page_names_nothing(href: str) -> None:
    assert article(page(head=f"<link rel='canonical' href='{href}'>")).article_id == article_identity(URL)


# --- times ---


def published(head: str = "", body: str = "", seen_at: datetime = SEEN) -> Article:
    return article(page(body + paragraphs(*SENTENCES) if body else "", head), seen_at=seen_at)


def test_of_the_same_digits_with_two_offsets_the_local_one_is_right() -> None:
    head = jsonld(datePublished="2024-02-20T16:04:00+00:00") + (
        "<meta property='article:published_time' content='2024-02-20T16:04:00-06:00'>"
    )
    moment = published(head).published
    assert moment is not None
    assert moment.at == datetime(2024, 2, 20, 22, 4, tzinfo=UTC)
    assert [reading.at for reading in moment.alternatives] == [datetime(2024, 2, 20, 16, 4, tzinfo=UTC)]


def test_a_time_after_the_capture_gives_way_to_a_possible_one() -> None:
    head = jsonld(datePublished="2024-02-20T16:04:00Z") + (
        "<meta property='article:published_time' content='2024-02-20T10:34:00+00:00'>"
    )
    moment = published(head, seen_at=datetime(2024, 2, 20, 11, tzinfo=UTC)).published
    assert moment is not None
    assert moment.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
    assert any("after the page was seen" in note for note in moment.notes)


def test_a_day_gives_way_to_an_instant_on_the_same_day() -> None:
    moment = published(
        jsonld(datePublished="2024-02-20") + "<meta name='pubdate' content='2024-02-20T10:34:00Z'>"
    ).published
    assert moment is not None
    assert moment.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)


def test_visible_lines_give_publication_and_update() -> None:
    found = published(body="<div>Updated: 21-02-2024 09:00 IST | Created: 20-02-2024 16:04 IST</div>")
    assert found.published is not None
    assert found.modified is not None
    assert found.published.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
    assert found.published.zone_basis is ZoneBasis.ABBREVIATION
    assert found.modified.at == datetime(2024, 2, 21, 3, 30, tzinfo=UTC)


def test_the_page_settles_the_day_order_of_its_own_dates() -> None:
    head = "<meta name='date' content='03/02/2024'><meta property='article:published' content='2024-02-03'>"
    found = article(page(head=head), url="https://unknown.example/a-b")
    assert found.published is not None
    assert found.published.day == date(2024, 2, 3)


def test_a_change_before_the_publication_is_said() -> None:
    modified = published(
        jsonld(datePublished="2024-02-20T10:00:00Z", dateModified="2024-02-19T10:00:00Z")
    ).modified
    assert modified is not None
    assert any("earlier than the publication" in note for note in modified.notes)


# --- refusals ---


def test_what_is_no_article_is_refused_by_name() -> None:
    assert reason(b"  \n") == "empty"
    assert reason(b"%PDF-1.7") == "not-text"
    assert reason(b"x", "image/png") == "not-text"
    assert reason(b"<?xml version='1.0'?><rss version='2.0'></rss>", "text/xml") == "feed"
    assert reason(b'{"a": 1}', "text/html") == "not-html"
    assert reason(
        b"<html><head><meta http-equiv='refresh' content='0; url=https://a.example/'></head><body>Opening</body></html>"
    ) == ("redirect-stub")
    assert (
        reason(b"<html><title>404 Page not found</title><body><p>Sorry, nothing is here.</p></body></html>")
        == "soft-404"
    )
    assert reason(b"<html><body><script>render()</script><div id='app'></div></body></html>") == "no-text"
    assert (
        reason(page("<p>The rest is for readers who pay.</p>", jsonld(isAccessibleForFree=False)))
        == "paywall-stub"
    )
    wall = "<p>We value your privacy. Your consent lets us set cookies; cookies and consent can be changed any time.</p>"
    assert (
        reason(f"<html><title>Privacy settings</title><body>{wall}</body></html>".encode()) == "consent-wall"
    )


def test_a_list_of_articles_is_no_article() -> None:
    items = "".join(
        f"<h2><a href='/{n}'>Harbour news number {n} of this long week</a></h2><p>Short teaser {n}.</p>"
        for n in range(20)
    )
    assert reason(f"<html><body>{items}</body></html>".encode()) == "index-page"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_an_article_or_none(payload: bytes) -> None:
    try:
        found = normalise(payload, url=URL, seen_at=SEEN, knowledge=KNOWN)
    except NotAnArticle as error:
        refusal = error.reason
    else:
        assert isinstance(found, Article)
        return
    assert refusal in REASONS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=30)), min_size=1, max_size=8))
def test_any_damage_to_a_page_gives_an_article_or_none(cuts: list[tuple[int, bytes]]) -> None:
    payload = page(head=jsonld(author="Ann Lee", datePublished="2024-02-20T10:34:00Z", articleBody=TEXT))
    for at, insertion in cuts:
        payload = (
            payload[: at % len(payload)] + insertion + payload[at % len(payload) + len(insertion) // 2 :]
        )
    try:
        found = normalise(payload, url=URL, seen_at=SEEN, knowledge=KNOWN)
    except NotAnArticle as error:
        refusal = error.reason
    else:
        assert found.model_dump_json()
        return
    assert refusal in REASONS


def test_a_page_seen_long_ago_is_read_in_the_zone_that_its_outlet_had_then() -> None:
    fact = OutletFact(domain="example.in", field="zone", value="Europe/London", last_day=date(2012, 12, 31))
    known = Knowledge(outlets=KNOWN.outlets, zones=KNOWN.zones, history=(fact,))
    payload = page(f"<div>20-02-2012 16:04</div>{paragraphs(*SENTENCES)}")
    hours = []
    for year in (2012, 2013):
        seen_at = datetime(year, 3, 1, tzinfo=UTC)
        moment = normalise(
            payload, url=URL, content_type="text/html", seen_at=seen_at, knowledge=known
        ).published
        assert moment is not None
        assert moment.at is not None
        hours.append(moment.at.hour)
    assert hours == [16, 10]


# --- pictures and notices ---


@pytest.mark.parametrize(
    "figure",
    [
        "<figcaption>The breakwater. Foto: dpa</figcaption>",
        "<figcaption>The breakwater. <span class='credit'>dpa</span></figcaption>",
        "<figcaption>The breakwater.</figcaption><span class='image-copyright'>© dpa</span>",
        "<small class='bildquelle'>Bild: dpa</small>",
    ],
)
def test_the_picture_is_credited_to_whom_the_page_names_beside_it(figure: str) -> None:
    found = article(page(f"<figure><img src='/a.jpg'>{figure}</figure>{paragraphs(*SENTENCES)}"))
    assert found.lead_image is not None
    assert found.lead_image.credit == "dpa"


@pytest.mark.parametrize(
    "line",
    [
        "Correction: an earlier version named the wrong harbour.",
        "Richtigstellung: In der Überschrift stand der falsche Hafen.",
        "In einer früheren Version dieses Textes stand der falsche Hafen. Wir haben das geändert.",
        "Rectificatif : le port de Norrvik est à l'est.",
        "Une première version de cet article nommait un autre port.",
        "Fe de errores: el puerto de Norrvik está al este.",
        "Errata: o porto de Norrvik fica a leste.",
        "Rettifica: il porto di Norrvik è a est.",
        "Rättelse: hamnen i Norrvik ligger i öster.",
        "Sprostowanie: port w Norrvik leży na wschodzie.",
        "【訂正】：港は東にあります。",
        "This story has been updated to name the harbour of Norrvik.",
    ],
)
def test_notes_on_corrections_are_kept_word_for_word(line: str) -> None:
    assert article(page(paragraphs(*SENTENCES, line))).notices == (line,)


def test_a_line_that_says_only_when_is_no_notice() -> None:
    assert article(page(f"<p>Updated: 20-02-2024 16:04 IST</p>{paragraphs(*SENTENCES)}")).notices == ()
