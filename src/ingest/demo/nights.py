"""Runs of the real DAG `nightly_ingest`, in this process, on a throw-away metadata database.

The only module of the package that knows Airflow. `dag.test()` runs each task in turn in this
very process, so whoever watches a workplace sees the tasks' progress.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest.errors import DemonstrationFailed
from ingest.packaged import packaged_folder

_DAG = "nightly_ingest"


class Nights:
    """Airflow with a metadata database of its own below `folder`.

    Airflow reads its settings when it is first imported: make one of these before anything
    else imports it.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        folder.mkdir(parents=True)
        dags = packaged_folder("dags")
        os.environ |= {
            **environment,
            "AIRFLOW_HOME": str(folder),
            "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{folder / 'metadata.db'}",
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        }
        from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415 - after its settings
        from airflow.utils.db import initdb  # noqa: PLC0415 - after its settings

        initdb()
        self._dag: Any = DagBag(dag_folder=str(dags / f"{_DAG}.py")).dags[_DAG]
        self._dag.deadline = None  # Airflow 3.3.2 takes a deadline for the id of one in `dag.test`, and fails

    def run(self, now: datetime) -> None:
        """One run of the DAG, whose tasks see `now` as the time.

        Raises:
            DemonstrationFailed: a task failed.
        """
        run = self._dag.test(run_conf={"now": now.isoformat()})
        if str(run.state) != "success":
            raise DemonstrationFailed(f"{_DAG} ended as {run.state}")
