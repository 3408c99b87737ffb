"""The press has the size and the variety that the issue asks for, and repeats itself exactly."""

from collections import Counter

import pytest

from ingest.newsroom import Newsroom
from ingest.newsroom.answers import Answers
from ingest.newsroom.outlets import agencies, houses
from ingest.newsroom.press import _editions
from ingest.newsroom.stories import containment
from ingest.newsroom.truth import EditKind
from ingest.parsing.urls import registrable_domain
from ingest.records import FetchOutcome, Relation

PRESS = Newsroom(seed=1)


def test_there_are_forty_outlets_in_many_countries_and_languages_and_five_agencies() -> None:
    sound = [house for house in houses() if house.fault is None]
    assert len(sound) >= 40
    assert len({house.country for house in sound}) >= 8
    assert len({house.language for house in sound}) >= 6
    assert len(agencies()) == 5
    assert [agency.agency_id for agency in agencies() if agency.domain is None] == ["austral"]


def test_every_feed_format_and_every_page_template_is_used() -> None:
    assert {house.feed for house in houses()} == {"rss", "rdf", "atom", "json"}
    assert {house.template for house in houses()} == {"jsonld", "meta", "time", "visible", "bar"}
    assert {house.feed_dates for house in houses()} == {"offset", "abbreviation", "none"}


def test_every_outlet_has_a_domain_of_its_own_that_nobody_can_register() -> None:
    domains = [house.domain for house in houses()]
    assert len(set(domains)) == len(domains)
    assert all(domain.endswith(".example") and registrable_domain(domain) == domain for domain in domains)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_nights_have_the_planned_number_of_articles(seed: int) -> None:
    first, second = Newsroom(seed=seed).truth(1), Newsroom(seed=seed).truth(2)
    assert 300 <= len(first.articles) <= 380
    new = [article for article in second.articles if article.first_night == 2]
    assert 70 <= len(new) <= 140
    edits = Counter(edit.kind for article in second.articles for edit in article.edits)
    assert set(edits) == set(EditKind)
    relations = Counter(article.relation for article in second.articles)
    assert relations[Relation.COPY] > 150
    assert relations[Relation.VERSION_OF] >= 8
    assert sum(article.embeds is not None for article in second.articles) >= 14
    assert {edit.status for article in second.articles for edit in article.edits} == {None, 301, 404, 410}


def test_copies_credit_their_agency_everywhere_and_nowhere() -> None:
    copies = [article for article in PRESS.truth(2).articles if article.relation is Relation.COPY]
    assert {article.manner for article in copies} == {"whole", "trimmed", "extended", "second-hand"}
    places = Counter(tuple(credit.where for credit in article.credits) for article in copies)
    assert set(places) == {(), ("byline",), ("dateline",), ("tail",), ("byline", "dateline")}


def test_every_way_a_feed_can_end_is_there() -> None:
    outcomes = Counter(feed.expected_outcome for feed in PRESS.truth(1).feeds)
    assert set(outcomes) == {
        FetchOutcome.FETCHED, FetchOutcome.GONE, FetchOutcome.MISSING, FetchOutcome.THROTTLED,
        FetchOutcome.SERVER_ERROR, FetchOutcome.UNREACHABLE, FetchOutcome.TRUNCATED, FetchOutcome.TOO_LARGE,
        FetchOutcome.TIMED_OUT, FetchOutcome.TOO_MANY_REDIRECTS,
    }  # fmt: skip


def test_a_seed_gives_the_same_bytes_again() -> None:
    before = [_everything(night) for night in (1, 2)]
    _editions.cache_clear()
    assert [_everything(night) for night in (1, 2)] == before


def test_another_seed_gives_another_press() -> None:
    urls = {piece.url for piece in PRESS.edition(1).pieces}
    assert urls.isdisjoint(piece.url for piece in Newsroom(seed=2).edition(1).pieces)


@pytest.mark.parametrize("seed", [1, 2])
def test_distinct_stories_share_hardly_any_run_of_five_words(seed: int) -> None:
    press = Newsroom(seed=seed)
    stories = {piece.story.story_id: piece.story for night in (1, 2) for piece in press.edition(night).pieces}
    told = list(stories.values())
    worst = max(
        containment(one.text, other.text)
        for index, one in enumerate(told)
        for other in told[index + 1 :]
        if one.language == other.language
    )
    assert worst < 0.15


def test_stories_have_the_length_of_news() -> None:
    stories = {piece.story.story_id: piece.story for piece in PRESS.edition(1).pieces}
    lengths = [len(story.text.split()) for story in stories.values() if not story.is_brief]
    briefs = [len(story.text.split()) for story in stories.values() if story.is_brief]
    assert min(lengths) >= 200
    assert len(lengths) > 4 * len(briefs)
    assert len(briefs) >= 10
    assert all(30 <= length <= 90 for length in briefs)


def _everything(night: int) -> list[tuple[str, bytes]]:
    edition = PRESS.edition(night)
    answers = Answers(edition)
    urls = [piece.url for piece in edition.pieces] + [
        url for house in edition.houses for url in house.feed_urls
    ]
    return [(url, answers.answer(*_parts(url)).body) for url in urls]


def _parts(url: str) -> tuple[str, str]:
    host, _, path = url.removeprefix("http://").partition("/")
    return host, f"/{path}"
