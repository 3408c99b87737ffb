# ruff: noqa: E501 - text of pages, as it stands
"""What a page offered for each field of its article, what won, and why."""

import json

from tests.normalise.pages import KNOWN, SEEN, SENTENCES, URL, article, page, paragraphs

from ingest.normalise import candidates_of, normalise
from ingest.records import Candidate, FeedEntry

TITLE = "Norrvik rebuilds its breakwater"


def offered(payload: bytes, entry: FeedEntry | None = None) -> list[Candidate]:
    found = article(payload, entry=entry)
    return [
        *candidates_of(payload, found, content_type="text/html", seen_at=SEEN, entry=entry, knowledge=KNOWN)
    ]


def of_field(field: str, candidates: list[Candidate]) -> list[tuple[str, str, str]]:
    return [(one.origin, one.value, one.verdict) for one in candidates if one.field == field]


def jsonld(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def test_every_headline_is_named_with_the_one_that_won() -> None:
    head = jsonld(headline="Harbour to be rebuilt") + f"<meta property='og:title' content='{TITLE}'>"
    assert of_field("title", offered(page(head=head))) == [
        ("jsonld:headline", "Harbour to be rebuilt", "won"),
        ("meta:og:title", TITLE, "lost"),
        ("h1", TITLE, "lost"),
        ("title", TITLE, "lost"),
    ]


def test_the_winner_is_what_the_article_says() -> None:
    head = jsonld(
        headline=TITLE, author={"@type": "Person", "name": "Ann Lee"}, articleSection="World", image="/a.jpg"
    )
    head += "<link rel='canonical' href='/world/harbour'><meta name='description' content='A harbour is rebuilt.'>"
    payload = page(head=head)
    found, won = article(payload), {one.field: one.value for one in offered(payload) if one.verdict == "won"}
    assert (won["title"], won["summary"], won["section"]) == (found.title, found.summary, found.section)
    assert won["authors"] == "; ".join(author.name for author in found.authors)
    assert won["address"] == found.canonical_url
    assert (won["declared language"], won["language"]) == (found.declared_language, found.language)
    assert found.lead_image is not None
    assert won["image"] == found.lead_image.url
    assert won["body step"].endswith(f"in {len(found.text.splitlines())} lines")  # the title is no line of it


def test_a_mark_that_names_nobody_loses_to_the_byline() -> None:
    head = jsonld(headline=TITLE, author={"@type": "Organization", "name": "Example Post"})
    payload = page(f"<p class='byline'>By Ann Lee</p>{paragraphs(*SENTENCES)}", head)
    assert of_field("authors", offered(payload))[:2] == [
        ("jsonld:author", "Example Post", "lost"),
        ("visible:byline", "Ann Lee", "won"),
    ]


def test_a_canonical_link_to_another_site_loses_and_says_why() -> None:
    payload = page(head="<link rel='canonical' href='https://www.reuters.com/world/harbour'>")
    first, requested = [one for one in offered(payload) if one.field == "address"]
    assert (first.verdict, requested.verdict, requested.value) == ("lost", "won", URL)
    assert "syndication" in first.why


def test_the_steps_of_the_body_and_the_feeds_own_text_are_named() -> None:
    full = "".join(f"<p>{line} {n}</p>" for n in range(5) for line in SENTENCES)
    lines = of_field("body", offered(page(), FeedEntry(title=TITLE, content=full)))
    assert lines[-1][0::2] == ("feed:content", "won")
    short = of_field("body", offered(page(), FeedEntry(title=TITLE, content=f"<p>{SENTENCES[0]}</p>")))
    assert short[-1][0::2] == ("feed:content", "lost")


def test_a_plain_text_offers_one_value_for_each_field() -> None:
    payload = ("\n\n".join((TITLE, *SENTENCES))).encode()
    found = normalise(payload, url=URL, content_type="text/plain", seen_at=SEEN, knowledge=KNOWN)
    assert candidates_of(payload, found, content_type="text/plain", seen_at=SEEN, knowledge=KNOWN) == ()
