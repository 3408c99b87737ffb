"""Places by name, alias and demonym, and names that only contain one."""

# ruff: noqa: RUF001 - apostrophes as newspapers set them

import pytest
from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.knowledge import seed_rows

FOUND = [
    ("en", "Floods hit Japan on Monday.", ["Japan"]),
    ("en", "China’s exports fell.", ["China"]),
    ("en", "Japanese exports fell.", ["Japan"]),
    ("en", "The U.S. and the UK signed.", ["United States", "United Kingdom"]),
    ("en", "Ships met in the South China Sea.", ["South China Sea"]),
    ("en", "Ships met in the East and South China seas.", ["East and South China Seas"]),
    ("en", "LONDON (Reuters) - Rents fell.", ["London"]),
    ("en", "The London-based bank fell.", ["London"]),
    ("en", "Talks in Paris, France, went on.", ["Paris", "France"]),
    ("en", "New South Wales is dry.", ["New South Wales"]),
    ("de", "In Deutschland und Österreich regnet es.", ["Germany", "Austria"]),
    ("fr", "La pluie tombe en Allemagne.", ["Germany"]),
    ("es", "Llueve en Alemania.", ["Germany"]),
]
NOT_FOUND = [
    "Jack London wrote it.",
    "Mr. Jordan left early.",
    "Paris Hilton left early.",
    "The Boston Globe was sold.",
    "The Washington Post was sold.",
    "They signed the Paris Agreement.",
    "It was a nice reading.",
]


@pytest.mark.parametrize(("language", "text", "names"), FOUND)
def test_a_place_is_found_by_each_of_its_names(language: str, text: str, names: list[str]) -> None:
    assert [place.name for place in extract_facts(article(text, language=language)).places] == names


@pytest.mark.parametrize("text", NOT_FOUND)
def test_a_name_that_contains_a_place_is_none(text: str) -> None:
    assert extract_facts(article(text)).places == ()


def test_a_possessive_is_no_part_of_a_place() -> None:
    text = "China’s exports fell."
    (place,) = extract_facts(article(text)).places
    assert text[place.start : place.end] == "China"
    assert place.country == "CN"


def test_the_gazetteer_is_well_formed() -> None:
    rows = seed_rows("places")
    assert len(rows) > 800
    assert {row["kind"] for row in rows} == {"country", "city", "region", "sea", "area", "union"}
    assert all(-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180 for row in rows)
    assert all(len(row["country"]) in {0, 2} for row in rows)
