"""The river: days, filters, and a search in titles and texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.ask.golden import publish_golden
from tests.desk.receiving import call
from tests.desk.showing import desk_of
from tests.serving_apps import showing

from ingest.warehouse import Warehouse


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("river")
    publish_golden(folder)
    return folder


@pytest.fixture(scope="module")
def origin(home: Path) -> Iterator[str]:
    with showing(desk_of(home)) as served:
        yield served


def _nodes(origin: str, path: str, **query: str) -> list[Any]:
    page = call(f"{origin}/", query=query)
    assert page.status == 200, page.body
    found = html.document_fromstring(page.body.decode()).xpath(path)
    assert isinstance(found, list)
    return found


def _titles(origin: str, **query: str) -> list[str]:
    return [heading.text_content() for heading in _nodes(origin, "//article/h2", **query)]


def _asked(home: Path, sql: str) -> list[Any]:
    with Warehouse(home).reader() as connection:
        return connection.execute(sql).fetchall()


def test_going_back_day_by_day_shows_every_family(home: Path, origin: str) -> None:
    seen: list[str] = []
    query: dict[str, str] = {}
    for _ in range(20):
        seen += _nodes(origin, "//article/h2/a/@href", **query)
        earlier = _nodes(origin, "//nav[@aria-label='Days']/a[@rel='next']/@href", **query)
        if not earlier:
            break
        query = {"day": earlier[0].rpartition("=")[2]}
    days = _asked(home, "SELECT DISTINCT family_id, first_seen_at::DATE FROM articles")
    assert len(seen) == len(days)
    assert _nodes(origin, "//nav[@aria-label='Days']/a[@rel='prev']", **query)


def test_words_are_looked_for_in_texts_as_the_search_of_the_command_line_does(
    home: Path, origin: str
) -> None:
    ((word,),) = _asked(
        home,
        "SELECT word FROM (SELECT title, unnest(words_of(text)) AS word FROM articles)"
        " WHERE length(word) > 6 AND NOT contains(lower(title), word)"
        " GROUP BY word ORDER BY count(*), word LIMIT 1",
    )
    holding = _asked(home, f"SELECT title FROM articles WHERE list_contains(words_of(text), '{word}')")
    assert set(_titles(origin, q=word)) & {title for (title,) in holding}
    assert _titles(origin, q=f"{word} -{word}") == []
    assert _titles(origin, q="nowhereatall") == []


@pytest.mark.parametrize("field", ["country", "language", "agency"])
def test_a_filter_offers_what_the_page_has_and_leaves_what_fits(field: str, origin: str) -> None:
    words = {"q": "the"}
    everything = _titles(origin, **words)
    values = _nodes(origin, f"//select[@name='{field}']/option/@value", **words)
    assert values[0] == ""
    for value in values[1:]:
        some = _titles(origin, **words, **{field: value})
        assert some
        assert set(some) <= set(everything)
    (kept,) = _nodes(
        origin, f"//select[@name='{field}']/option[@selected]/@value", **words, **{field: "none"}
    )
    assert kept == "none"
    assert _titles(origin, **words, **{field: "none"}) == []
