"""The DAG files: importable, thin, cheap to parse, and runnable."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DAGS = Path(__file__).resolve().parents[2] / "dags"
EXPECTED = {"ingest_captures", "nightly_ingest", "poll_feeds"}
HEAVY = ("duckdb", "pyarrow", "numpy", "lxml", "feedparser", "httpx", "trafilatura", "warcio", "py3langid")
MOST_TASKS = 6  # a step costs about a second of Airflow's time, whatever it does


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The DAGs as Airflow reads them, in a process whose Airflow has a home of its own."""
    home = tmp_path_factory.mktemp("airflow")
    code = (
        "import json\n"
        "from airflow.dag_processing.dagbag import DagBag\n"
        f"bag = DagBag(dag_folder={str(DAGS)!r})\n"
        "print('RESULT', json.dumps({'errors': {str(k): v for k, v in bag.import_errors.items()}, 'dags': {\n"
        "    name: {'tasks': [t.task_id for t in dag.tasks], 'pools': {t.task_id: t.pool for t in dag.tasks},\n"
        "           'timetable': type(dag.timetable).__name__, 'catchup': dag.catchup, 'runs': dag.max_active_runs,\n"
        "           'outlets': sorted({o.name for t in dag.tasks for o in t.outlets}), 'tags': sorted(dag.tags)}\n"
        "    for name, dag in bag.dags.items()}}))"
    )
    return _json_of(_python(code, home))


def _python(code: str, home: Path) -> str:
    environment = os.environ | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'metadata.db'}",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _json_of(output: str) -> Any:
    import json

    return json.loads(next(line for line in output.splitlines() if line.startswith("RESULT "))[7:])


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


def test_only_one_task_at_a_time_writes_the_warehouse(dags: dict[str, Any]) -> None:
    pools = {
        name: {task for task, pool in dag["pools"].items() if pool == "duckdb_writer"}
        for name, dag in dags["dags"].items()
    }
    assert pools == {"poll_feeds": set(), "ingest_captures": {"load"}, "nightly_ingest": {"load"}}


def test_the_dags_are_linked_by_assets(dags: dict[str, Any]) -> None:
    assert dags["dags"]["poll_feeds"]["outlets"] == ["captures"]
    assert dags["dags"]["ingest_captures"]["outlets"] == ["warehouse"]
    assert dags["dags"]["ingest_captures"]["timetable"] == "AssetTriggeredTimetable"
    assert dags["dags"]["nightly_ingest"]["timetable"] == "CronDataIntervalTimetable"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_parsing_a_dag_file_imports_nothing_heavy(name: str, tmp_path: Path) -> None:
    code = (
        "import runpy, sys\n"
        f"before = set(sys.modules)\nimport airflow.sdk\nwith_airflow = set(sys.modules)\nrunpy.run_path({str(DAGS / (name + '.py'))!r})\n"
        f"import json\nprint('RESULT', json.dumps(sorted(m for m in {HEAVY!r} if m in set(sys.modules) - with_airflow)))"
    )
    assert _json_of(_python(code, tmp_path)) == []
