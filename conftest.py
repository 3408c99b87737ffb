"""Code blocks of README.md and docs/ are run: python, sql, and the `ingest` lines of sh blocks.

They see the folder that a demonstration left behind. A block under `<!-- skip: next -->` is only read.
"""

import doctest
import os
import shlex
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import settings
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, SkipParser
from tests.demonstration import Demonstrated, demonstrate_once

import ingest
from ingest.warehouse import answer

collect_ignore_glob = [
    "docs/*.py",
    "docs/*/*.py",
]  # they run under programs of others: marimo, mkdocs, Airflow

settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")  # a machine that is busy is no failure

_PROGRAMS = ("ingest", ".venv/bin/ingest")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the tests in a browser leave their pictures."""
    parser.addoption("--pictures", metavar="FOLDER", help="keep the pictures of the news desk in this folder")


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """`ingest demo --json`, run once for all tests that look at its result."""
    return demonstrate_once(Path(tmp_path_factory.mktemp("demonstration")))


def _run_python(example: Example) -> None:
    with chdir(example.namespace["demonstrated"].folder):
        if str(example.parsed).startswith(">>>"):
            _run_session(str(example.parsed), example.namespace)
            return
        exec(compile(example.parsed, example.path, "exec"), example.namespace)  # noqa: S102 - our own documents


def _run_session(session: str, namespace: dict[str, object]) -> None:
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(session, namespace, "session", None, None)
    doctest.DocTestRunner().run(test, out=said.append, clear_globs=False)
    assert not said, "".join(said)


def _run_shell(example: Example) -> None:
    demonstrated: Demonstrated = example.namespace["demonstrated"]
    for line in str(example.parsed).splitlines():
        words = shlex.split(line, comments=True)
        if not words or words[0] not in _PROGRAMS:
            continue
        command = [sys.executable, "-m", "ingest", *words[1:]]
        environment = os.environ | {"INGEST_HOME": str(demonstrated.home)}
        done = subprocess.run(
            command, cwd=demonstrated.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-500:]}{done.stderr[-2000:]}"


def _run_sql(example: Example) -> None:
    connection = ingest.connect(str(example.namespace["demonstrated"].home))
    try:
        answer(connection, str(example.parsed), seconds=60, row_limit=1000)
    finally:
        connection.close()


pytest_collect_file = Sybil(
    parsers=[
        SkipParser(),
        CodeBlockParser("python", _run_python),
        CodeBlockParser("sh", _run_shell),
        CodeBlockParser("sql", _run_sql),
    ],
    patterns=["README.md", "docs/*.md", "docs/how-to/*.md"],
    fixtures=["demonstrated"],
).pytest()
