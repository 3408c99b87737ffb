"""Whose a date on a page is, and what is believed where dates contradict each other."""

from datetime import UTC, date, datetime

import pytest
from tests.normalise.pages import SENTENCES, article, page, paragraphs

from ingest.parsing.urls import day_in
from ingest.records import Moment

ELSEWHERE = "https://www.unknown.example/world/harbour-plan"


def published(body: str = "", head: str = "", url: str = ELSEWHERE) -> Moment | None:
    return article(page(body + paragraphs(*SENTENCES), head), url=url).published


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='comment'><time datetime='2024-02-21'>yesterday</time></div>",
        "<footer><time datetime='2024-02-21'>21.02.2024</time></footer>",
        "<div class='teaser'><span class='date'>21.02.2024</span></div>",
        "<blockquote class='twitter-tweet'><time datetime='2024-02-21'>now</time></blockquote>",
        "<nav><span class='date'>21.02.2024</span></nav>",
    ],
)
def test_dates_of_comments_teasers_and_margins_are_not_the_articles(beside: str) -> None:
    moment = published(f"{beside}<p class='meta'><time datetime='2024-02-20'>20 February</time></p>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


def test_three_dates_of_one_look_are_a_list_of_other_articles() -> None:
    others = "".join(f"<div class='x'><span class='date'>{day}.01.2024</span></div>" for day in (11, 12, 13))
    moment = published(f"{others}<p>Posted on: 20.02.2024</p>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)
    assert not moment.alternatives


@pytest.mark.parametrize(
    "line",
    [
        "20.02.2024 - Redaktion: Ann Lee (spokeswoman of the harbour council of Norrvik)",
        "Datum 20.02.2024",
        "Erschienen am: 20.02.2024",
        "20.02.2024 - Güncelleme : 21.02.2024",
        "Tue 20.02.24 | 14:07 Uhr | by Ann",
    ],
)
def test_a_line_below_the_title_dates_the_article(line: str) -> None:
    moment = published(f"<div>{line}</div>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


def test_a_shown_day_is_nearer_to_publication_than_a_mark_that_says_only_date() -> None:
    moment = published("<div>20.02.2024</div>", "<meta name='date' content='2024-02-21'>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)
    assert [reading.day for reading in moment.alternatives] == [date(2024, 2, 21)]


def test_of_two_days_that_machines_are_told_the_shown_one_is_right() -> None:
    head = (
        "<script type='application/ld+json'>"
        '{"@type": "NewsArticle", "datePublished": "2024-02-17T07:29:00Z"}</script>'
        "<meta property='article:published_time' content='2024-02-20T08:29:00Z'>"
    )
    moment = published("<div>20.02.2024</div>", head)
    assert moment is not None
    assert moment.at == datetime(2024, 2, 20, 8, 29, tzinfo=UTC)
    assert any("another day than the page shows" in note for note in moment.notes)


def test_the_address_dates_a_page_that_shows_nothing() -> None:
    moment = published(url="https://www.unknown.example/2024/02/20/harbour-plan")
    assert moment is not None
    assert (moment.day, moment.origin, moment.at) == (date(2024, 2, 20), "url", None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/news/2024/02/20/x", date(2024, 2, 20)),
        ("https://a.example/2024-02-20/x", date(2024, 2, 20)),
        ("https://a.example/20240220-x", date(2024, 2, 20)),
        ("https://a.example/2024/13/45/x", None),
        ("https://a.example/2024/02/x", None),
        ("https://a.example/id20240220", None),
        ("https://a.example/x?day=/2024/02/20", None),
    ],
)
def test_a_day_in_an_address_stands_at_the_start_of_a_segment(url: str, day: date | None) -> None:
    assert day_in(url) == day
