from collections.abc import Iterator

import pytest
from tests.ask.golden import publish_golden

from ingest.warehouse import Connection


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with publish_golden(tmp_path_factory.mktemp("golden")).reader() as connection:
        yield connection


def _article(golden: Connection, outlet: str, title: str) -> str:
    ((article_id,),) = golden.execute(
        "SELECT article_id FROM articles WHERE outlet = $outlet AND title LIKE $title || '%'",
        {"outlet": outlet, "title": title},
    ).fetchall()
    return str(article_id)


def test_copies_of_an_article_are_all_that_was_taken_from_it(golden: Connection) -> None:
    copies = golden.execute(
        "SELECT outlet, hops, taken_from, lag_minutes FROM copies_of($article) ORDER BY outlet",
        {"article": _article(golden, "Wire Agency", "Dam")},
    ).fetchall()
    assert copies == [
        ("Alpha Post", 1, "Wire Agency", 30),
        ("Beta Times", 1, "Wire Agency", 120),
        ("Gamma Echo", 1, "Wire Agency", -60),
    ]


def test_sources_behind_a_family_are_what_its_texts_name(golden: Connection) -> None:
    sources = golden.execute(
        "SELECT source, kind, nearest_depth, farthest_depth, named_by_articles FROM sources_behind($family)",
        {"family": _article(golden, "Wire Agency", "Dam")},
    ).fetchall()
    assert sources == [("Wire Agency", "agency", 1, 1, 1), ("a court filing", "document", 1, 2, 4)]


def test_as_of_an_instant_nothing_is_known_that_was_seen_later(golden: Connection) -> None:
    known = "SELECT outlet, title, version_no FROM as_of($instant::TIMESTAMPTZ) WHERE title LIKE 'Mayor%'"
    before = golden.execute(known, {"instant": "2024-02-22 12:00:00Z"}).fetchall()
    after = golden.execute(known, {"instant": "2024-02-23 12:00:00Z"}).fetchall()
    assert before == [("Delta Blatt", "Mayor", 1)]
    assert after == [("Delta Blatt", "Mayor steps down", 2)]
    assert golden.execute("SELECT count(*) FROM as_of('2024-02-20 05:00:00Z'::TIMESTAMPTZ)").fetchall() == [
        (0,)
    ]


def test_wire_share_of_an_outlet_in_a_period(golden: Connection) -> None:
    shares = golden.execute(
        "SELECT outlet_id, wire_share(outlet_id, DATE '2024-02-20', DATE '2024-03-01') FROM outlets"
        " WHERE outlet_id IN ('alpha.example', 'beta.example', 'gamma.example') ORDER BY outlet_id"
    ).fetchall()
    assert shares == [
        ("alpha.example", pytest.approx(2 / 3)),
        ("beta.example", 1.0),
        ("gamma.example", 0.5),
    ]
    assert golden.execute(
        "SELECT wire_share('alpha.example', DATE '2020-01-01', DATE '2020-02-01')"
    ).fetchall() == [(None,)]


def test_every_macro_says_what_it_is(golden: Connection) -> None:
    macros = golden.execute(
        "SELECT function_name, comment IS NOT NULL FROM duckdb_functions()"
        " WHERE schema_name = 'news' AND NOT internal ORDER BY function_name"
    ).fetchall()
    assert macros == [("as_of", True), ("copies_of", True), ("sources_behind", True), ("wire_share", True)]
