"""Our plugins in Airflow's own web server: who is let in, and what is mounted where it is wanted."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.desk.showing import desk_of, published, routes_of

from ingest.warehouse import GuardedConsole

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
CALLBACK = "/websub/" + "0" * 40

ASKED = "GET /news-desk/console?sql=SELECT%2040%2B2"

Answers = dict[str, dict[str, list[Any]]]
"""By route and by who asks: status and beginning of the text."""


def _asked(tmp_path: Path, home: Path, routes: list[str], *, callback: str = "") -> Answers:
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
    command = [sys.executable, str(Path(__file__).with_name("mount_plugins.py")), *routes]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    said: Answers = json.loads(line.removeprefix("RESULT "))
    return said


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    home = tmp_path_factory.mktemp("home")
    published(home)
    (home / "inbox").mkdir()
    with closing(GuardedConsole(home)) as console:
        routes = [f"{method} /news-desk{path}" for method, path in routes_of(desk_of(home, console=console))]
    folder = tmp_path_factory.mktemp("airflow")
    hub = f"GET {CALLBACK}"
    return _asked(folder, home, [*routes, ASKED, hub], callback="https://airflow.example/websub")


def _of(answers: Answers, who: str) -> dict[str, int]:
    return {route: said[who][0] for route, said in answers.items() if "/news-desk" in route}


def test_nobody_reads_the_news_desk_without_a_login(answers: Answers) -> None:
    statuses = _of(answers, "nobody")
    assert len(statuses) >= 30
    assert set(statuses.values()) == {401}, statuses


def test_who_has_logged_in_reads_it(answers: Answers) -> None:
    read = {route for route, status in _of(answers, "reader").items() if status == 200}
    assert {f"GET /news-desk/{page}" for page in ("", "outlets", "feeds", "runs", "questions")} <= read
    assert 'href="/news-desk/assets/desk.css"' in answers["GET /news-desk/"]["reader"][1]
    assert "/news-desk/console" not in answers["GET /news-desk/"]["reader"][1]


def test_only_who_may_edit_the_polling_dag_changes_feeds(answers: Answers) -> None:
    for route in ("POST /news-desk/feeds", "POST /news-desk/feeds/removal"):
        assert [answers[route][who][0] for who in ("nobody", "reader")] == [401, 403]
        assert answers[route]["editor"][0] in {303, 404}


def test_only_who_may_see_connections_has_the_console(answers: Answers) -> None:
    assert [answers[ASKED][who][0] for who in ("nobody", "reader", "editor", "operator")] == [
        401,
        403,
        403,
        200,
    ]
    assert '<td class="figure">42</td>' in answers[ASKED]["operator"][1]


def test_hubs_are_answered_without_a_login(answers: Answers) -> None:
    assert answers[f"GET {CALLBACK}"]["nobody"] == [404, "nobody asked for this"]


def test_hubs_are_not_answered_where_nobody_wants_them(tmp_path: Path) -> None:
    hub = f"GET {CALLBACK}"
    status, text = _asked(tmp_path, tmp_path / "home", [hub])[hub]["nobody"]
    assert "nobody asked for this" not in text, status
