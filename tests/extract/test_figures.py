"""Figures in sentences of our own wording: amount, unit, what they count; and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.articles import article

from ingest.extract import extract_facts

# language, text, figures as (words, kind, amount, unit, bound)
CASES = [
    (
        "en",
        "At least 12 people were killed.",
        [("At least 12 people were killed", "deaths", 12, "people", "at-least")],
    ),
    ("en", "The blast killed 12 people.", [("12", "deaths", 12, "people", "exact")]),
    ("en", "The blast left 1,204 dead.", [("1,204 dead", "deaths", 1204, "people", "exact")]),
    ("en", "Two soldiers died.", [("Two soldiers died", "deaths", 2, "people", "exact")]),
    ("en", "The death toll rose to 43.", [("43", "deaths", 43, "people", "exact")]),
    ("en", "Some 30 were injured.", [("Some 30 were injured", "injured", 30, "people", "about")]),
    ("en", "Nine miners are missing.", [("Nine miners are missing", "missing", 9, "people", "exact")]),
    (
        "en",
        "Police arrested more than 200 protesters.",
        [("more than 200", "arrested", 200, "people", "at-least")],
    ),
    (
        "en",
        "About 4,000 people have been displaced.",
        [("About 4,000 people have been displaced", "displaced", 4000, "people", "about")],
    ),
    ("en", "The firm paid $3.2 billion.", [("$3.2 billion", "money", 3_200_000_000, "$", "exact")]),
    (
        "en",
        "The bank lost €5m and US$2bn.",
        [("€5m", "money", 5_000_000, "EUR", "exact"), ("US$2bn", "money", 2_000_000_000, "USD", "exact")],
    ),
    (
        "en",
        "It cost up to 50 million euros.",
        [("up to 50 million euros", "money", 50_000_000, "EUR", "at-most")],
    ),
    ("en", "It cost Rs 500 crore.", [("Rs 500 crore", "money", 5_000_000_000, "INR", "exact")]),
    ("en", "Sales rose by 4.5 percent.", [("4.5 percent", "percent", 4.5, "percent", "exact")]),
    (
        "en",
        "Rates rose by 0.25 percentage points.",
        [("0.25 percentage points", "percent", 0.25, "points", "exact")],
    ),
    (
        "de",
        "Mindestens 12 Tote und 3,5 Millionen Euro Schaden.",
        [
            ("Mindestens 12 Tote", "deaths", 12, "people", "at-least"),
            ("3,5 Millionen Euro", "money", 3_500_000, "EUR", "exact"),
        ],
    ),
    (
        "fr",
        "Au moins 12 morts, 4,5 pour cent de hausse.",
        [
            ("Au moins 12 morts", "deaths", 12, "people", "at-least"),
            ("4,5 pour cent", "percent", 4.5, "percent", "exact"),
        ],
    ),
    (
        "es",
        "Hubo 12 muertos y 1.200 millones de euros en daños.",
        [
            ("12 muertos", "deaths", 12, "people", "exact"),
            ("1.200 millones de euros", "money", 1_200_000_000, "EUR", "exact"),
        ],
    ),
    (
        "it",
        "Ci sono 12 morti e 30 feriti.",
        [("12 morti", "deaths", 12, "people", "exact"), ("30 feriti", "injured", 30, "people", "exact")],
    ),
    (
        "pt",
        "Foram 12 mortos e R$ 3 milhões.",
        [
            ("12 mortos", "deaths", 12, "people", "exact"),
            ("R$ 3 milhões", "money", 3_000_000, "BRL", "exact"),
        ],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_figure_has_its_unit(
    language: str, text: str, expected: list[tuple[str, str, float, str, str]]
) -> None:
    found = extract_facts(article(text, language=language)).figures
    assert [(one.text, one.kind, one.amount, one.unit, one.bound) for one in found] == expected


NONE = [
    "Killed in 2020, he was 43 years old.",
    "The blast came three hours later, killing 3 cows.",
    "He has 3 children and a 20-year-old car.",
    "Highway 95 runs for 300 miles.",
    "The score was 3-2 after 90 minutes.",
    "Call 555 1234 before 5 p.m.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_number_without_certain_meaning_is_no_figure(text: str) -> None:
    assert extract_facts(article(text)).figures == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "killed",
                "12",
                "1,204",
                "$",
                "€",
                "million",
                "percent",
                "%",
                "people",
                "at",
                "least",
                "dead",
                "death toll of",
                "2024",
                "three",
                ".",
                ",",
                "12.5.3",
                "9" * 400,
            ]
        ),
        max_size=30,
    )
)
def test_any_words_give_figures_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for figure in extract_facts(article(text)).figures:
        assert text[figure.start : figure.end] == figure.text
        assert figure.amount >= 0
