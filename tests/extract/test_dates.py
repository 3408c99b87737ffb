"""Date expressions of our own wording; published on Tuesday 2024-02-20 unless a case says otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.articles import article, moment

from ingest.extract import extract_facts
from ingest.records import Article

CASES = [
    ("en", "Ministers agreed on Monday to reopen the border.", "Monday", "2024-02-19"),
    ("en", "The bridge closed on Tuesday.", "Tuesday", "2024-02-20"),
    ("en", "The union struck on Wednesday.", "Wednesday", "2024-02-14"),
    ("en", "The court will sit on Friday.", "Friday", "2024-02-23"),
    ("en", "A hearing is scheduled for Thursday.", "Thursday", "2024-02-22"),
    ("en", "He resigned last Friday.", "last Friday", "2024-02-16"),
    ("en", "The fair opens next Monday.", "next Monday", "2024-02-26"),
    ("en", "Rain fell yesterday across the valley.", "yesterday", "2024-02-19"),
    ("en", "The vote is due tomorrow.", "tomorrow", "2024-02-21"),
    ("en", "Shops stayed shut today.", "today", "2024-02-20"),
    ("en", "Two ships collided last night.", "last night", "2024-02-19"),
    ("en", "The pact was signed last July.", "last July", "2023-07"),
    ("en", "The tunnel opened in January.", "January", "2024-01"),
    ("en", "The tunnel opened in December.", "December", "2023-12"),
    ("en", "The games will start in June.", "June", "2024-06"),
    ("en", "Output fell last month.", "last month", "2024-01"),
    ("en", "Output will rise next month.", "next month", "2024-03"),
    ("en", "The firm hired 200 people last year.", "last year", "2023"),
    ("en", "The line will open next year.", "next year", "2025"),
    ("en", "Prices eased last week.", "last week", "2024-W07"),
    ("en", "Prices may ease next week.", "next week", "2024-W09"),
    ("en", "Fans met over the weekend.", "the weekend", "2024-W07-WE"),
    ("en", "The museum reopens this weekend.", "this weekend", "2024-W08-WE"),
    ("en", "The dam broke three days ago.", "three days ago", "2024-02-17"),
    ("en", "The mine shut two years ago.", "two years ago", "2022"),
    ("en", "They met a week ago.", "a week ago", "2024-W07"),
    ("en", "The raid of 7 October 2023 changed it.", "7 October 2023", "2023-10-07"),
    ("en", "The raid on October 7 changed it.", "October 7", "2023-10-07"),
    ("en", "Polls are scheduled for November 5.", "November 5", "2024-11-05"),
    ("en", "It sank on Feb. 3.", "Feb. 3", "2024-02-03"),
    ("en", "She was born on March 3, 1961.", "March 3, 1961", "1961-03-03"),
    ("en", "The law dates from July 1998.", "July 1998", "1998-07"),
    ("en", "The plant was built in 1974.", "1974", "1974"),
    ("en", "The deadline is 2024-03-15.", "2024-03-15", "2024-03-15"),
    ("en", "Sales rose in the fourth quarter of 2023.", "fourth quarter of 2023", "2023-Q4"),
    ("en", "Sales rose in the third quarter.", "third quarter", "2023-Q3"),
    ("en", "The drought of last summer hurt farms.", "last summer", "2023-SU"),
    ("en", "The style of the 1930s is back.", "1930s", "193"),
    ("en", "A statement came earlier this month.", "earlier this month", "2024-02"),
    ("de", "Der Minister trat am Montag zurück.", "Montag", "2024-02-19"),
    ("de", "Das Gesetz wurde im vergangenen Juli beschlossen.", "vergangenen Juli", "2023-07"),
    ("de", "Die Zahl sank im letzten Jahr.", "letzten Jahr", "2023"),
    ("de", "Der Zug fiel vor drei Tagen aus.", "vor drei Tagen", "2024-02-17"),
    ("de", "Die Wahl fand am 3. Februar statt.", "3. Februar", "2024-02-03"),
    ("fr", "Le ministre a démissionné lundi.", "lundi", "2024-02-19"),
    ("fr", "La loi a été votée le mois dernier.", "mois dernier", "2024-01"),
    ("fr", "Il est arrivé il y a trois jours.", "il y a trois jours", "2024-02-17"),
    ("fr", "Elle est née le 3 mars 1961.", "3 mars 1961", "1961-03-03"),
    ("es", "El ministro dimitió el lunes.", "lunes", "2024-02-19"),
    ("es", "La ley se aprobó el año pasado.", "año pasado", "2023"),
    ("es", "Llegó hace tres días.", "hace tres días", "2024-02-17"),
    ("es", "Nació el 3 de marzo de 1961.", "3 de marzo de 1961", "1961-03-03"),
    ("it", "Il ministro si è dimesso lunedì.", "lunedì", "2024-02-19"),
    ("it", "La legge è passata il mese scorso.", "mese scorso", "2024-01"),
    ("it", "È arrivato tre giorni fa.", "tre giorni fa", "2024-02-17"),
    ("pt", "O ministro renunciou na segunda-feira.", "segunda-feira", "2024-02-19"),
    ("pt", "A lei foi aprovada no ano passado.", "ano passado", "2023"),
    ("pt", "Chegou há três dias.", "há três dias", "2024-02-17"),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), CASES)
def test_an_expression_has_its_period(language: str, text: str, words: str, value: str) -> None:
    found = [
        (mention.text, mention.value) for mention in extract_facts(article(text, language=language)).dates
    ]
    assert found == [(words, value)]


NO_DATES = [
    "They may march on the capital.",
    "The second man had the sun behind him.",
    "A fall of 3 percent is likely.",
    "Chapter 1984 of the code applies to 2020 firms.",
    "We will march, and you may watch.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert extract_facts(article(text)).dates == ()


def test_without_a_day_of_publication_a_relative_date_stays_open() -> None:
    facts = extract_facts(
        Article.from_text("It fell on Monday, and in July 1998.", url="https://example.org/a")
    )
    assert [(mention.value, mention.first_day, mention.anchor) for mention in facts.dates] == [
        ("", None, "none"),
        ("1998-07", date(1998, 7, 1), "none"),
    ]


@given(st.dates())
def test_any_day_can_be_an_anchor(day: date) -> None:
    text = "Last year, next year, last week, next month, three decades ago, yesterday, tomorrow, on Feb. 29."
    for mention in extract_facts(article(text, published=moment(day))).dates:
        assert (mention.first_day is None) == (mention.value == "")
        assert mention.first_day is None or mention.last_day is None or mention.first_day <= mention.last_day


@pytest.mark.parametrize(
    ("text", "granularity", "direction", "is_ambiguous"),
    [
        ("The council met on Monday.", "day", "past", False),
        ("The council will meet on Monday.", "day", "future", False),
        ("A table for Monday.", "day", "past", True),
        ("The council met last week.", "week", "past", False),
        ("The council met over the weekend.", "weekend", "past", False),
        ("The council met earlier this month.", "month", "present", False),
        ("Sales rose in the third quarter.", "quarter", "past", False),
        ("Sales rose last summer.", "season", "past", False),
        ("Sales will rise next year.", "year", "future", False),
        ("Sales rose in 1998.", "year", "", False),
        ("Sales rose in the 1990s.", "decade", "", False),
    ],
)
def test_a_date_says_how_exact_it_is_and_which_way_it_lies(
    text: str, granularity: str, direction: str, is_ambiguous: bool
) -> None:
    (date_of,) = extract_facts(article(text)).dates
    assert (date_of.granularity, date_of.direction, date_of.is_ambiguous) == (
        granularity, direction, is_ambiguous,
    )  # fmt: skip


def test_what_is_counted_from_a_date_before_has_its_direction_from_there() -> None:
    text = "The ferry sank on 3 March 2021. Two days later, divers found it; a year earlier it had leaked."
    found = [(one.text, one.value, one.direction) for one in extract_facts(article(text)).dates][1:]
    assert found == [("Two days later", "2021-03-05", "future"), ("a year earlier", "2020-03-05", "past")]
