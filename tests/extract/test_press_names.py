"""The list of outlets that citations stand on: long, without doubles, and no trap for plain words."""

from collections import Counter

from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.knowledge import packaged, seed_rows

FEWEST = 5_000  # outlets and agencies in all tables, by name or address


def test_the_seeds_hold_thousands_of_outlets_and_agencies() -> None:
    rows = seed_rows("press")
    known = {outlet.domain for outlet in packaged().outlets}
    listed = {row["domain"] or row["name"] for row in rows} | known
    assert len(listed) + len(packaged().agencies) >= FEWEST
    assert sum(bool(row["name"]) for row in rows) >= 2_000


def test_a_name_stands_once() -> None:
    names = Counter(row["name"] for row in seed_rows("press") if row["name"])
    assert [name for name, count in names.items() if count > 1] == []


def test_rows_have_a_name_or_an_address() -> None:
    assert [row for row in seed_rows("press") if not (row["name"] or row["domain"])] == []
    assert {row["kind"] for row in seed_rows("press")} == {
        "newspaper",
        "broadcaster",
        "magazine",
        "agency",
        "press",
    }


def test_plain_words_are_no_outlets() -> None:
    text = "The time said it all. The hill said nothing. Focus said nothing. Capital said it would flow."
    assert extract_facts(article(text)).citations == ()


def test_a_short_form_is_the_outlet_named_before() -> None:
    text = "The mill was sold, the Kansas City Star reported. The bank had no comment, the Star said."
    names = [citation.name for citation in extract_facts(article(text)).citations]
    assert len(names) == 2
    assert len(set(names)) == 1
