"""Each question of the library gives the answer that was worked out by hand.

`answers/NAME.md` holds one or more blocks: a line `ingest ask NAME -p …`, then the table. To look at what a
question says now: `python -m tests.ask.test_answers NAME`.
"""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.ask.golden import publish_golden

from ingest.ask import library, markdown, question_named, values
from ingest.warehouse import Connection, Warehouse, answer

ANSWERS = Path(__file__).parent / "answers"
NAMES = [question.name for question in library()]


def said(connection: Connection, line: str) -> str:
    """What the snapshot answers to a line `ingest ask NAME -p name=value …`, as a table."""
    _, _, name, *rest = shlex.split(line)
    given = dict(pair.split("=", 1) for pair in rest if pair != "-p")
    question = question_named(name)
    answered = answer(connection, question.statement, values(question, given), seconds=60, row_limit=1000)
    assert not answered.is_cut
    return markdown(answered.columns, answered.rows)


def expected(name: str) -> Iterator[tuple[str, str]]:
    """The lines and tables of an answer's file."""
    for block in re.split(r"\n(?=ingest ask )", (ANSWERS / f"{name}.md").read_text(encoding="utf-8")):
        line, table = block.split("\n", 1)
        yield line, table.strip() + "\n"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return publish_golden(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", NAMES)
def test_a_question_gives_its_known_answer(name: str, golden: Warehouse) -> None:
    blocks = list(expected(name))
    assert blocks
    with golden.reader() as connection:
        for line, table in blocks:
            assert line.startswith(f"ingest ask {name}")
            assert said(connection, line) == table


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_names_columns_of_its_question(name: str, golden: Warehouse) -> None:
    question = question_named(name)
    with golden.reader() as connection:
        answered = answer(connection, question.statement, values(question, {}), seconds=60, row_limit=1000)
    if question.chart:
        assert {question.chart.label, question.chart.value} <= set(answered.columns)


def test_every_answer_has_its_question() -> None:
    assert sorted(path.stem for path in ANSWERS.glob("*.md")) == sorted(NAMES)


def test_there_are_enough_questions() -> None:
    assert len(NAMES) >= 30


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        warehouse = publish_golden(Path(folder))
        with warehouse.reader() as reading:
            for words in sys.argv[1:] or NAMES:
                print(f"ingest ask {words}")
                print(said(reading, f"ingest ask {words}"))
