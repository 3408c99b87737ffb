import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.ask.golden import publish_golden

from ingest.cli import main


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("golden")
    publish_golden(folder)
    return f"--home={folder}"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> "Said":
    return Said(capsys)


class Said:
    """Runs a command and gives back what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        assert main(words) == code
        printed = self._capsys.readouterr()
        return printed.out if code == 0 else printed.err


def test_ask_without_a_name_lists_every_question(said: Said) -> None:
    listed = json.loads(said("ask", "--json"))
    assert len(listed) >= 30
    assert {"name", "title", "meaning", "limits", "parameters", "statement"} <= set(listed[0])
    shown = said("ask")
    assert all(question["name"] in shown for question in listed)


def test_ask_finds_questions_by_their_words(said: Said) -> None:
    assert [
        question["name"] for question in json.loads(said("ask", "--find", "headlines changed", "--json"))
    ] == ["headline_changes"]


def test_about_shows_meaning_limits_parameters_and_sql(said: Said) -> None:
    shown = said("ask", "wire_share", "--about")
    assert "cannot know" in shown
    assert "-p at_least=" in shown
    assert "SELECT" in shown
    assert json.loads(said("ask", "wire_share", "--about", "--json"))["topic"] == "copies"


def test_an_answer_has_bars_where_its_question_has_a_chart(said: Said, home: str) -> None:
    lines = said("ask", "wire-share", "-p", "at_least=1", home).splitlines()
    bars = {name: next(line for line in lines if name in line).count("█") for name in ("Beta", "Gamma")}
    assert bars["Beta"] == 2 * bars["Gamma"] > 0


def test_one_answer_in_every_form(said: Said, home: str, tmp_path: Path) -> None:
    question = ("ask", "agency_reach", home)
    known = json.loads(said(*question, "--json"))
    assert known["rows"][0] == {"agency": "Far Press", "articles": 2, "outlets": 2, "owners": 2, "texts": 1}
    rows = list(csv.reader(io.StringIO(said(*question, "--csv"))))
    assert rows[:2] == [
        ["agency", "articles", "outlets", "owners", "texts"],
        ["Far Press", "2", "2", "2", "1"],
    ]
    assert "| Far Press | 2 | 2 | 2 | 1 |" in said(*question, "--md")
    said(*question, "--parquet", str(tmp_path / "reach.parquet"))
    assert pq.read_table(tmp_path / "reach.parquet").to_pylist() == known["rows"]


def test_sql_has_the_same_forms_and_loses_no_row(said: Said, home: str, tmp_path: Path) -> None:
    statement = (
        "SELECT range AS n, TIMESTAMPTZ '2024-02-20 10:34:00Z' AS at FROM range(25000) ORDER BY n DESC"
    )
    rows = list(csv.reader(io.StringIO(said("sql", statement, home, "--csv"))))
    assert len(rows) == 25_001
    assert rows[1] == ["24999", "2024-02-20 10:34:00+00:00"]
    said("sql", statement, home, "--parquet", str(tmp_path / "rows.parquet"))
    assert pq.read_metadata(tmp_path / "rows.parquet").num_rows == 25_000
    assert json.loads(said("sql", statement, home, "--rows", "3", "--json"))["cut"] is True


def test_sql_takes_parameters_a_file_and_explains_itself(said: Said, home: str, tmp_path: Path) -> None:
    file = tmp_path / "question.sql"
    file.write_text("SELECT title FROM articles WHERE outlet = $outlet ORDER BY title")
    titles = said("sql", "--file", str(file), "-p", "outlet=Alpha Post", home, "--csv").split()
    assert titles == ["title", "Dam", "Fair", "Strike"]
    assert "Order By" in said("sql", "--explain", "--file", str(file), "-p", "outlet=Alpha Post", home)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("ask", "wire_shar"), "Did you mean wire_share"),
        (("ask", "wire_share", "-p", "at_least=x"), "at_least is a whole number"),
        (("ask", "wire_share", "-p", "at_least"), "a parameter is name=value"),
        (("sql", "selct 1"), "syntax error at or near"),
        (("sql", "SELECT nothing FROM articles"), 'column "nothing" not found'),
        (("sql", "SELECT $a"), "Give them with --param name=value"),
        (("sql", "--csv", "CREATE TABLE news.x (a INTEGER)"), "read-only"),
        (("sql", "SELECT * FROM read_csv('/etc/passwd')"), "disabled by configuration"),
        (("sql", "--csv", "SELECT 1 / (range - 9000) FROM range(10000); SELECT nope"), "nope"),
    ],
)
def test_a_wrong_question_is_one_line_and_exit_code_1(
    said: Said, home: str, words: tuple[str, ...], complaint: str
) -> None:
    line = said(*words, home, code=1)
    assert complaint in line
    assert "Traceback" not in line
    assert line.startswith("ingest: ")


def test_two_forms_at_once_are_wrong_usage(said: Said, home: str) -> None:
    assert "choose one of" in said("ask", "languages", home, "--csv", "--md", code=2)


def test_a_parquet_file_that_cannot_be_written_leaves_nothing(said: Said, home: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert said("ask", "languages", home, "--parquet", str(tmp_path / "folder"), code=1)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "folder"]
