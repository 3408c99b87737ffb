# ruff: noqa: RUF001, E501 - labels of dates in their own scripts, notes as they stand
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


def machine(published: str, modified: str) -> str:
    stated = f'"datePublished": "{published}", "dateModified": "{modified}"'
    return f'<script type=\'application/ld+json\'>{{"@type": "NewsArticle", {stated}}}</script>'


def test_the_last_change_told_as_publication_gives_way_to_the_earlier_day_that_is_shown() -> None:
    moment = published("<div>18.02.2024</div>", machine("2024-02-20T10:00:00Z", "2024-02-20T10:00:00Z"))
    assert moment is not None
    assert moment.day == date(2024, 2, 18)
    assert any("repeats the last change" in note for note in moment.notes)


def test_a_shown_day_of_the_last_change_is_not_that_of_publication() -> None:
    moment = published("<div>20.02.2024</div>", machine("2024-02-18T10:00:00Z", "2024-02-20T10:00:00Z"))
    assert moment is not None
    assert moment.day == date(2024, 2, 18)


def test_a_day_told_to_machines_alone_gives_way_to_the_only_day_that_is_shown() -> None:
    head = "<meta name='og:article:published_time' content='2024-01-20'>"
    moment = published("<p><time datetime='2024-02-20'>20.02.2024</time></p>", head)
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


def test_the_day_of_the_printed_issue_does_not_beat_the_instant_of_publication() -> None:
    head = machine("2024-02-19T19:30:02+01:00", "") + "<meta name='date' content='2024-02-20'>"
    moment = published("<div>20.02.2024</div>", head)
    assert moment is not None
    assert moment.at == datetime(2024, 2, 19, 18, 30, 2, tzinfo=UTC)


def test_a_midnight_that_is_stated_stays_and_an_earlier_change_is_flagged() -> None:
    found = article(
        page(head=machine("2024-02-20T00:00:00+08:00", "2024-02-19T23:40:00+08:00")), url=ELSEWHERE
    )
    assert found.published is not None
    assert found.modified is not None
    assert found.published.at == datetime(2024, 2, 19, 16, tzinfo=UTC)
    assert found.published.day == date(2024, 2, 20)
    assert any("earlier than the publication" in note for note in found.modified.notes)


def test_a_bare_day_from_before_the_web_is_somebodys_birthday() -> None:
    moment = published("<ul><li>28.01.1975</li></ul>", "<meta itemprop='datePublished' content=''>")
    assert moment is None or moment.day != date(1975, 1, 28)


@pytest.mark.parametrize(
    "note",
    [
        "This entry was posted on Tuesday, February 20th, 2024 at 3:25 pm and is filed under Harbours, Works and Storms. You can follow it.",
        "Norrvik baut seinen Wellenbrecher wurde am 20. Februar 2024 um 23:03 Uhr gepostet und unter Häfen und Stürme abgelegt, mit zwei Antworten.",
        "Dieser Beitrag wurde am 20. Februar 2024 von Ann Lee veröffentlicht und unter Häfen, Meer, Stürme und Norrvik abgelegt und verschlagwortet.",
        "Cet article a été publié le 20 février 2024 dans la rubrique des ports, des tempêtes et des chantiers de la région par la rédaction.",
        "Esta entrada fue publicada el 20 de febrero de 2024 en la sección de puertos, tormentas y obras, con dos respuestas de los lectores.",
    ],
)  # fmt: skip
def test_a_note_about_the_page_dates_it(note: str) -> None:
    moment = published(f"<div class='footer'><p>{note}</p></div>")
    assert moment is not None
    assert moment.day == date(2024, 2, 20)


@pytest.mark.parametrize(
    "sentence",
    [
        "The study of the harbour was published on 20 February 2019 and says that the sea will rise by a metre within the century.",
        "Die Studie über den Hafen wurde am 20. Februar 2019 veröffentlicht und sagt, dass das Meer um einen Meter steigt, wie es heißt.",
    ],
)
def test_a_day_on_which_something_else_was_published_is_not_the_pages(sentence: str) -> None:
    moment = published(f"<p>{sentence}</p>")
    assert moment is None or moment.origin != "note"


def test_a_labelled_day_in_the_description_dates_a_page_that_shows_none() -> None:
    moment = published(head="<meta name='description' content='Il porto (Notizia del 20 febbraio 2024)'>")
    assert moment is not None
    assert (moment.day, moment.origin) == (date(2024, 2, 20), "meta:description")


def test_nobody_answers_what_is_not_there_yet() -> None:
    answers = "".join(
        f"<div class='comment'><span>{name}</span><span>{day}.02.24</span><p>Thank you for that.</p></div>"
        for name, day in (("Bo", 21), ("Ann", 20), ("Cy", 22))
    )
    moment = published(answers)
    assert moment is not None
    assert (moment.day, moment.origin) == (date(2024, 2, 20), "comment")


def test_a_midnight_without_a_zone_is_a_day() -> None:
    found = article(page("<div>20.02.2024 00:00</div>" + paragraphs(*SENTENCES)))
    assert found.published is not None
    assert (found.published.at, found.published.day) == (None, date(2024, 2, 20))
    assert found.published.precision == "day"
