"""The DAG files: importable, thin, cheap to parse, linked by assets, and run against the press."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.dags.listeners import mailbox, posted
from tests.desk.showing import published
from tests.history.archives import NOW, page, place_at, warc_of
from tests.press import press_at

from ingest.newsroom import NIGHTS
from ingest.pipeline import audit, ingest_captures, poll_feeds
from ingest.records import RunMode

DAGS = Path(__file__).resolve().parents[2] / "dags"
EXAMPLE = DAGS.parent / "docs" / "examples" / "post_digest.py"
EXPECTED = {"backfill_history", "ingest_captures", "maintain_warehouse", "nightly_ingest", "poll_feeds"}
HEAVY = {"duckdb", "feedparser", "httpx", "lxml", "numpy", "py3langid", "pyarrow", "trafilatura", "warcio"}
MOST_TASKS = 6  # a step costs about a second of Airflow's time, whatever it does


def _result_of(script: str, *arguments: str, home: Path, **settings: str) -> Any:
    """What a script prints, run in a process whose Airflow has a home of its own."""
    environment = os.environ | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'metadata.db'}",
        **settings,
    }
    command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    return json.loads(line.removeprefix("RESULT "))


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The DAGs as Airflow reads them."""
    return dict(_result_of("describe_dags.py", str(DAGS), home=tmp_path_factory.mktemp("airflow")))


def test_every_file_imports_and_the_ids_are_exactly_these(dags: dict[str, Any]) -> None:
    assert dags["errors"] == {}
    assert set(dags["dags"]) == EXPECTED
    assert {path.stem for path in DAGS.glob("*.py")} == EXPECTED


def test_tasks_are_coarse_and_one_run_at_a_time(dags: dict[str, Any]) -> None:
    for dag in dags["dags"].values():
        assert len(dag["tasks"]) <= MOST_TASKS
        assert dag["runs"] == 1
        assert dag["catchup"] is False
        assert dag["tags"] == ["ingest"]


def test_somebody_is_told_of_a_run_that_is_late_unless_it_takes_history(dags: dict[str, Any]) -> None:
    late = {name for name, dag in dags["dags"].items() if dag["has_deadline"]}
    assert late == EXPECTED - {"backfill_history"}


def test_only_one_task_at_a_time_writes_the_warehouse(dags: dict[str, Any]) -> None:
    writers = {
        name: {task for task, pool in dag["pools"].items() if pool == "duckdb_writer"}
        for name, dag in dags["dags"].items()
    }
    assert writers.pop("poll_feeds") == set()
    assert writers.pop("maintain_warehouse") == {"maintain"}
    assert set(map(frozenset, writers.values())) == {frozenset({"load"})}


def test_the_dags_are_linked_by_assets(dags: dict[str, Any]) -> None:
    assert dags["dags"]["poll_feeds"]["outlets"] == ["captures"]
    assert dags["dags"]["ingest_captures"]["outlets"] == ["warehouse"]
    assert dags["dags"]["backfill_history"]["outlets"] == ["warehouse"]
    assert dags["dags"]["backfill_history"]["timetable"] == "CronDataIntervalTimetable"
    assert dags["dags"]["ingest_captures"]["timetable"] == "AssetTriggeredTimetable"
    assert dags["dags"]["nightly_ingest"]["timetable"] == "CronDataIntervalTimetable"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_parsing_a_dag_file_imports_nothing_heavy(name: str, tmp_path: Path) -> None:
    imported = _result_of("list_imports.py", str(DAGS / f"{name}.py"), home=tmp_path)
    assert HEAVY.intersection(imported) == set()


@pytest.mark.slow
def test_polling_and_ingesting_run_against_the_press(tmp_path: Path) -> None:
    now = NIGHTS[0].isoformat()
    with press_at(tmp_path / "home") as place:
        settings = place.settings.as_environment()
        for number, name in enumerate(("poll_feeds", "ingest_captures")):
            home = tmp_path / f"airflow-{number}"
            home.mkdir()
            result = _result_of("run_dag.py", str(DAGS / f"{name}.py"), now, home=home, **settings)
            assert result["state"] == "success", result
        assert len(place.warehouse.published_segments()) == 1
        assert [check for check in audit(place) if check.difference] == []


@pytest.mark.slow
def test_the_example_posts_what_is_new_in_the_warehouse(tmp_path: Path) -> None:
    published(tmp_path / "home")
    with posted() as (origin, said):
        settings = {
            "INGEST_HOME": str(tmp_path / "home"), "DIGEST_URL": f"{origin}/hook",
            "AIRFLOW__CORE__DAGS_FOLDER": str(EXAMPLE.parent),
        }  # fmt: skip
        result = _result_of("run_dag.py", str(EXAMPLE), NIGHTS[0].isoformat(), home=tmp_path, **settings)
    assert result["state"] == "success", result
    (digest,) = said
    stories = digest["stories"]
    assert len(stories) == 10
    assert {"title", "url", "published_at", "copies"} == set(stories[0])


@pytest.mark.slow
def test_whom_alerts_go_to_gets_a_letter_through_the_notifier_of_airflow(tmp_path: Path) -> None:
    with mailbox() as (port, letters):
        extra = {"disable_ssl": True, "disable_tls": True, "from_email": "ingest@example.org"}
        connection = {"conn_type": "smtp", "host": "127.0.0.1", "port": port, "extra": extra}
        settings = {
            "INGEST_ALERTS_TO": "desk@example.org night@example.org",
            "AIRFLOW_CONN_SMTP_DEFAULT": json.dumps(connection),
        }
        assert _result_of("send_alert.py", home=tmp_path, **settings) == 1
    (letter,) = letters
    assert "nightly_ingest failed" in letter
    assert "desk@example.org" in letter
    assert "night@example.org" in letter


@pytest.mark.slow
def test_an_interval_of_the_past_is_taken_once_however_often_its_run_is_made_again(tmp_path: Path) -> None:
    folder, place = tmp_path / "crawl", place_at(tmp_path / "home")
    folder.mkdir()
    months = [datetime(2019, month, 10, tzinfo=UTC) for month in (2, 3, 5)]
    pages = [page(number, at=at) for number, at in enumerate(months)]
    (folder / "a.warc.gz").write_bytes(warc_of(pages))
    place.archive.home.mkdir()
    conf = json.dumps({"source": f"warc:{folder}", "behind": "2019-04-01T00:00:00+00:00"})
    for attempt in range(2):  # what `airflow backfill create --reprocess-behavior completed` does to a run
        home = tmp_path / f"airflow-{attempt}"
        home.mkdir()
        arguments = (str(DAGS / "backfill_history.py"), NOW.isoformat(), conf)
        result = _result_of("run_dag.py", *arguments, home=home, **place.settings.as_environment())
        assert result["state"] == "success", result
        with place.warehouse.reader() as connection:
            taken = connection.execute("SELECT url FROM fetches").fetchall()
        assert taken == [(pages[1].url,)]
    assert len(place.archive.segments()) == 1


@pytest.mark.slow
def test_airflows_backfill_takes_each_interval_once_in_every_behaviour_while_polls_go_on(
    tmp_path: Path,
) -> None:
    folder, home = tmp_path / "crawl", tmp_path / "airflow"
    folder.mkdir()
    home.mkdir()
    months = [datetime(2019, month, 10, tzinfo=UTC) for month in (2, 3, 6)]
    pages = [page(number, at=at) for number, at in enumerate(months)]
    (folder / "a.warc.gz").write_bytes(warc_of(pages))
    with press_at(tmp_path / "home") as place, ThreadPoolExecutor(1) as beside:
        place.archive.save_subscriptions(place.archive.subscriptions()[:3])
        conf = json.dumps({"source": f"warc:{folder}", "now": NOW.isoformat()})
        interval = ("2019-02-01", "2019-03-01T23:59:59")
        arguments = (
            str(DAGS / "backfill_history.py"),
            *interval,
            conf,
            "none",
            "none",
            "completed",
            "failed",
        )
        work = beside.submit(
            _result_of, "run_backfill.py", *arguments, home=home, **place.settings.as_environment()
        )
        segment = poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[0])
        first, again, completed, failed = work.result()
        ingest_captures(place)
    assert set(first.values()) == {"success"}
    assert len(first) == 2
    assert again == {}
    assert completed == first
    assert list(failed.values()) == ["success"]
    with place.warehouse.reader() as connection:
        query = "SELECT url FROM fetches WHERE channel = 'backfill' ORDER BY fetched_at"
        taken = connection.execute(query).fetchall()
        polled = connection.execute("SELECT count(*) FROM articles").fetchall()[0][0]
    assert taken == [(one.url,) for one in pages[:2]]
    assert polled > 5
    assert segment in place.archive.segments()
    assert len(place.archive.segments()) == 3
    assert [check for check in audit(place) if check.difference] == []
