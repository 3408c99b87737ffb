"""The console's page: who may asks in SQL, and gets nothing but answers."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html
from tests.desk.receiving import Reply, call
from tests.desk.showing import HOSTILE, desk_of, published
from tests.serving_apps import showing
from tests.warehouse.test_guard import ATTACKS, CANARY

from ingest.desk import Right
from ingest.desk.console import MOST_CHARACTERS
from ingest.warehouse import GuardedConsole, GuardLimits

ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("console")
    published(folder)
    return folder


@pytest.fixture(scope="module")
def origin(home: Path) -> Iterator[str]:
    limits = GuardLimits(seconds=2.0, memory_bytes=150_000_000, row_limit=50)
    with (
        closing(GuardedConsole(home, limits)) as console,
        showing(desk_of(home, console=console)) as served,
    ):
        yield served


def _asked(origin: str, sql: str, *, path: str = "/console", sent: dict[str, str] | None = None) -> Reply:
    return call(origin + path, query={"sql": sql}, sent=sent)


def _cells(page: Reply) -> list[str]:
    return [
        "".join(map(str, cell.itertext())) for cell in html.document_fromstring(page.body.decode()).iter("td")
    ]


def test_an_answer_is_a_table_and_a_file(origin: str) -> None:
    sql = "SELECT 'a,b' AS x, 7 AS y, NULL AS z"
    page = _asked(origin, sql)
    assert (page.status, _cells(page)) == (200, ["a,b", "7", "null"])
    assert b"1 row in " in page.body
    file = _asked(origin, sql, path="/console/csv")
    assert file.body == b'x,y,z\r\n"a,b",7,\r\n'
    assert file.headers["content-disposition"] == 'attachment; filename="answer.csv"'


def test_an_answer_that_is_cut_says_so(origin: str) -> None:
    page = _asked(origin, "FROM range(1000)")
    assert len(_cells(page)) == 50
    assert b"there are more" in page.body


def test_words_of_strangers_are_shown_as_they_are_written(origin: str) -> None:
    page = _asked(origin, "SELECT title FROM articles WHERE contains(title, 'alert')")
    assert _cells(page) == [HOSTILE]
    assert _asked(origin, HOSTILE).body.count(b"<script") == 0


@pytest.mark.parametrize(
    "name",
    ["read a text", "a file as a table", "read over http", "unlock", "drop", "two statements", "a long text",
     "a count", "a variable of Python"],
)  # fmt: skip
def test_an_attack_is_refused_on_the_page_and_in_the_file(name: str, origin: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    attack = ATTACKS[name].format(secret=secret, folder=tmp_path, out=tmp_path / "out", port=9)
    for path in ("/console", "/console/csv"):
        page = _asked(origin, attack, path=path)
        assert page.status == 422
        assert CANARY.encode() not in page.body
    assert [file.name for file in tmp_path.iterdir()] == ["secret.txt"]
    assert _cells(_asked(origin, "SELECT 1")) == ["1"]


def test_a_link_of_another_site_asks_nothing_by_itself(origin: str) -> None:
    for path in ("/console", "/console/csv"):
        page = _asked(origin, "SELECT 40 + 2", path=path, sent=ELSEWHERE)
        assert page.status == 200
        assert _cells(page) == []
        assert b"Nothing was asked yet" in page.body
        assert b"SELECT 40 + 2</textarea>" in page.body


def test_a_statement_that_no_address_holds_is_not_taken(origin: str) -> None:
    assert _asked(origin, f"SELECT 1 -- {'x' * MOST_CHARACTERS}").status == 422


def test_who_may_only_read_has_no_console(home: Path) -> None:
    with closing(GuardedConsole(home)) as console:
        app = desk_of(home, rights=lambda: frozenset({Right.FEEDS}), console=console)
        with showing(app) as origin:
            assert {
                _asked(origin, "SELECT 1", path=path).status for path in ("/console", "/console/csv")
            } == {403}
            assert b"/console" not in call(f"{origin}/").body


def test_where_no_console_is_given_there_is_none(home: Path) -> None:
    with showing(desk_of(home)) as origin:
        assert _asked(origin, "SELECT 1").status == 404
