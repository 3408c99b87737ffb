# ruff: noqa: RUF001 - labels of dates in their own scripts
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


@pytest.mark.parametrize(
    "label",
    [
        "Published on", "Veröffentlicht am", "Erschienen am", "Publié le", "Publicado el", "Publicado em",
        "Pubblicato il", "Gepubliceerd op", "Publicerad", "Publisert", "Udgivet", "Julkaistu", "Opublikowano",
        "Zveřejněno", "Publikované", "Objavljeno", "Megjelent", "Publicat pe", "Yayınlanma", "Опубликовано",
        "Опубліковано", "Δημοσίευση", "Diterbitkan", "Data publikacji", "Fecha", "发布时间", "公開日", "입력",
        "تاريخ النشر", "פורסם", "प्रकाशित",
    ],
)  # fmt: skip
def test_a_label_in_the_language_of_the_page_names_the_day_of_publication(label: str) -> None:
    later = "<div>21.02.2024</div>"
    moment = published(f"{later}<div>{label}: 20.02.2024</div>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


@pytest.mark.parametrize(
    "label",
    [
        "Updated", "Letzte Änderung", "Mis à jour le", "Dernière mise à jour", "Última actualización",
        "Última atualização", "Ultimo aggiornamento", "Bijgewerkt op", "Laatst gewijzigd",
        "Senast uppdaterad", "Sist oppdatert", "Päivitetty", "Ostatnia aktualizacja",
        "Poslední aktualizace", "Frissítve", "Son güncelleme", "Обновлено", "Оновлено", "Τελευταία ενημέρωση",
        "更新日時", "수정", "تحديث", "עודכן",
    ],
)  # fmt: skip
def test_a_label_of_a_change_is_none_of_publication(label: str) -> None:
    moment = published(f"<p class='meta'>{label}: 21.02.2024</p><p class='meta'>20.02.2024</p>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


@pytest.mark.parametrize(
    "marks",
    [
        "<div class='col'><h5>Date:</h5>20.02.2024<br></div>",
        "<div><span>Published on:</span><h2>20.02.2024</h2></div>",
        "<table><tr><td>Datum</td><td>20.02.2024</td></tr></table>",
        "<div data-date='20 February 2024' class='arrow'></div>",
        """<p class='colophon'>Last modified: 21.02.2024 - 14:49:39<br>Published on: 20.02.2024<br>
        Read: 61 times<br>all of it belongs to its author and to nobody else</p>""",
    ],
)
def test_a_date_beside_its_label_or_in_an_attribute_is_found(marks: str) -> None:
    moment = published(marks, "<meta name='date' content='2024-02-22'>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


def test_a_labelled_date_in_a_footer_is_the_articles_and_a_bare_one_is_not() -> None:
    moment = published("<div class='footer'>21.02.2024</div><div class='footer'>Published: 20.02.2024</div>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)
    assert not moment.alternatives


@pytest.mark.parametrize(
    "dateline",
    [
        "Norrvik, (20.02.2024).",
        "NORRVIK, 20 February 2024 –",
        "Norrvik, February 20, 2024 /Newswire/ --",
        "Norrvik, 20. Februar 2024:",
        "Norrvik, le 20 février 2024 –",
    ],
)
def test_the_full_day_of_a_dateline_dates_an_article_that_says_no_more(dateline: str) -> None:
    found = article(page(paragraphs(f"{dateline} {SENTENCES[0]}", *SENTENCES[1:])), url=ELSEWHERE).published
    assert found is not None
    assert found.day == date(2024, 2, 20)


def test_a_day_inside_a_sentence_is_no_dateline() -> None:
    line = "The council of Norrvik, which met on 20 February 2024, voted to rebuild the breakwater in spring."
    found = article(page(paragraphs(line, *SENTENCES)), url=ELSEWHERE).published
    assert found is None or found.origin != "dateline"


def test_of_two_times_in_utc_the_one_that_is_the_local_clock_of_the_other_is_wrong() -> None:
    head = (
        "<script type='application/ld+json'>"
        '{"@type": "NewsArticle", "datePublished": "2024-02-20T16:04:06Z"}</script>'
        "<meta property='article:published_time' content='2024-02-20T10:34:06+00:00'>"
    )
    moment = published("", head, url="https://www.example.in/a/harbour-plan")
    assert moment is not None
    assert moment.at == datetime(2024, 2, 20, 10, 34, 6, tzinfo=UTC)
    assert any("in the clock of Asia/Kolkata" in note for note in moment.notes)
