"""Our plugins in Airflow's own web server: who is let in, and what is mounted where it is wanted."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.desk.showing import desk_of, published

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
CALLBACK = "/websub/" + "0" * 40

Answers = dict[str, tuple[int, str, int, str]]
"""By path: status and beginning of the text for nobody, and for a reader who has logged in."""


def _asked(tmp_path: Path, home: Path, paths: list[str], *, callback: str = "") -> Answers:
    environment = os.environ | {
        "AIRFLOW_HOME": str(tmp_path / "airflow"),
        "AIRFLOW__API_AUTH__JWT_SECRET": "a secret of this test alone, " + "x" * 64,
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PLUGINS),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{tmp_path / 'metadata.db'}",
        "INGEST_HOME": str(home),
        "INGEST_CALLBACK_URL": callback,
    }
    command = [sys.executable, str(Path(__file__).with_name("mount_plugins.py")), *paths]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    return {path: tuple(said) for path, said in json.loads(line.removeprefix("RESULT ")).items()}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    home = tmp_path_factory.mktemp("home")
    published(home)
    (home / "inbox").mkdir()
    routes = [str(getattr(route, "path", "")) for route in desk_of(home).routes]
    paths = ["/news-desk" + path.replace("{", "").replace("}", "") for path in routes]
    folder = tmp_path_factory.mktemp("airflow")
    return _asked(folder, home, [*paths, CALLBACK], callback="https://airflow.example/websub")


def test_nobody_reads_the_news_desk_without_a_login(answers: Answers) -> None:
    pages = {path: said[0] for path, said in answers.items() if path.startswith("/news-desk")}
    assert len(pages) >= 10
    assert set(pages.values()) == {401}, pages


def test_who_has_logged_in_reads_it(answers: Answers) -> None:
    read = {path for path, said in answers.items() if said[2] == 200}
    assert {"/news-desk/", "/news-desk/outlets", "/news-desk/feeds", "/news-desk/runs"} <= read
    assert 'href="/news-desk/assets/desk.css"' in answers["/news-desk/"][3]


def test_hubs_are_answered_without_a_login(answers: Answers) -> None:
    assert answers[CALLBACK][:2] == (404, "nobody asked for this")


def test_hubs_are_not_answered_where_nobody_wants_them(tmp_path: Path) -> None:
    status, text, *_ = _asked(tmp_path, tmp_path / "home", [CALLBACK])[CALLBACK]
    assert "nobody asked for this" not in text, status
