from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ask.golden import publish_golden
from tests.warehouse.segments import Answer, Press, publish_all

from ingest.archive import Archive
from ingest.ask import SEARCH, Search
from ingest.errors import QueryRefused
from ingest.warehouse import Connection, Warehouse, rows

TEXTS = {
    "ferry": (
        "Ferry plan agreed",
        "Ministers agreed to buy eleven ferries. The budget document names the price.",
    ),
    "budget": (
        "Budget",
        "The document about the ferry is long. The budget is short and says nothing more of it.",
    ),
    "football": ("Match lost", "The football match was lost on the ferry."),
    "accents": ("Élections à l'Île", "Le président a dit non. Straße, naïve, Ωμέγα."),
    "chinese": ("总理访问上海", "总理星期二访问上海,并会见企业代表。"),
    "thai": ("ข่าว", "รัฐบาลไทยประกาศ"),
    "empty": ("…", "—"),
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    press = Press(Archive(tmp_path_factory.mktemp("home")))
    press.segment(
        1,
        [
            Answer(f"https://paper.example/{name}", 1440 + minute, text, title=title, language="en")
            for minute, (name, (title, text)) in enumerate(TEXTS.items())
        ],
    )
    warehouse = Warehouse(press.archive.home)
    publish_all(press, warehouse)
    with warehouse.reader() as connection:
        yield connection


def _found(connection: Connection, typed: str, *, one_a_family: bool = True, **filters: object) -> list[str]:
    asked = {"outlet": None, "language": None, "since": None, **filters}
    values = Search.of(typed).parameters(one_a_family=one_a_family, row_limit=20, **asked)
    found = rows(connection, SEARCH, **values)
    titles = {title: name for name, (title, _) in TEXTS.items()}
    return [titles.get(row[0], row[0]) for row in found]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ferry", ["ferry", "football", "budget"]),
        ("FERRY Budget", ["budget", "ferry"]),
        ('"budget document"', ["ferry"]),
        ('ferry -"budget document"', ["football", "budget"]),
        ("ferry -football", ["ferry", "budget"]),
        ("elections ile", ["accents"]),
        ("ÉLECTIONS", ["accents"]),
        ("ωμεγα", ["accents"]),
        ("上海", ["chinese"]),
        ("访问上海", ["chinese"]),
        ("上海访问", ["chinese"]),
        ('"上海访问"', []),
        ("ไทย", ["thai"]),
        ("ferri", []),
        ("nothing of this", []),
    ],
)
def test_a_search_finds_what_holds_all_its_words(searched: Connection, typed: str, names: list[str]) -> None:
    found = _found(searched, typed)
    assert sorted(found) == sorted(names)
    assert found[:1] == names[:1]


def test_a_search_is_the_same_every_time(searched: Connection) -> None:
    assert len({tuple(_found(searched, "the ferry")) for _ in range(5)}) == 1


def test_filters_narrow_a_search(searched: Connection) -> None:
    assert _found(searched, "ferry", language="de") == []
    assert len(_found(searched, "ferry", outlet="paper.example", language="en")) == 3
    assert _found(searched, "ferry", since="2024-03-01") == []


@pytest.mark.parametrize("typed", ["", "  ", "-football", '""', "…", '-"a b"'])
def test_nothing_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(QueryRefused, match="say what to look for"):
        Search.of(typed)


@pytest.mark.parametrize(
    "typed", ['"', "' OR 1=1 --", "%", "a" * 10_000, "\\", "\x00x", "(((", '"unclosed phrase']
)
def test_odd_searches_are_answered(searched: Connection, typed: str) -> None:
    try:
        assert _found(searched, typed) == []
    except QueryRefused:
        assert not any(character.isalnum() for character in typed)


def test_only_the_latest_words_of_an_article_are_found_and_one_a_family(tmp_path: Path) -> None:
    with publish_golden(tmp_path).reader() as connection:
        assert _found(connection, "14 houses") == ["Dam"]
        assert _found(connection, "3 metres") == []
        assert _found(connection, "5 metres") == ["River"]
        assert _found(connection, "houses lost") == ["Dam"]
        assert len(_found(connection, "houses lost", one_a_family=False)) == 4


def test_the_index_follows_the_texts_and_rebuilds_the_same(tmp_path: Path) -> None:
    press, warehouse = Press(Archive(tmp_path)), Warehouse(tmp_path)
    press.segment(1, [Answer("https://paper.example/1", 1440, "One ferry.")])
    publish_all(press, warehouse)
    press.segment(2, [Answer("https://paper.example/2", 2880, "Two ferries and one ferry.")])
    for _ in range(2):
        publish_all(press, warehouse)
    words = (
        "SELECT version_id, term, weight FROM search_posting JOIN search_document USING (doc_no) ORDER BY ALL"
    )
    with warehouse.reader() as connection:
        kept = connection.execute(words).fetchall()
        assert connection.execute("SELECT count(*) FROM search_document").fetchall() == [(2,)]
    rebuilt = Warehouse(tmp_path / "rebuilt")
    publish_all(press, rebuilt)
    with rebuilt.reader() as connection:
        assert connection.execute(words).fetchall() == kept
