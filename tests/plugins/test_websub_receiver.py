"""Airflow's web server answers hubs where that is wanted, and nobody where it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"


@pytest.mark.parametrize(
    ("callback", "answer"),
    [
        ("https://airflow.example/websub", [404, "nobody asked for this"]),
        ("", [404, '{"detail":"Not Found"}']),
    ],
)
def test_hubs_are_answered_below_websub(tmp_path: Path, callback: str, answer: list[object]) -> None:
    (tmp_path / "home/inbox").mkdir(parents=True)
    environment = os.environ | {
        "AIRFLOW_HOME": str(tmp_path / "airflow"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PLUGINS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{tmp_path / 'metadata.db'}",
        "INGEST_HOME": str(tmp_path / "home"),
        "INGEST_CALLBACK_URL": callback,
    }
    command = [sys.executable, str(Path(__file__).with_name("mount_plugins.py")), "/websub/" + "0" * 40]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    assert json.loads(line.removeprefix("RESULT ")) == answer
