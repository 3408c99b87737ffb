"""A script: runs a DAG file by `dag.test()` on a fresh metadata database. Arguments: file, instant, conf.

`behind` in the conf is an instant behind the run's data interval, which is the last one before it.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any


def outcome_of(file: Path, now: str, conf: dict[str, Any]) -> dict[str, Any]:
    """States of the run and its tasks."""
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    initdb()
    behind = conf.pop("behind", None)
    at = datetime.fromisoformat(behind) if behind else None
    dag = DagBag(dag_folder=str(file)).dags[file.stem]
    dag.deadline = None  # Airflow 3.3.2 takes a deadline for the id of one in `dag.test`, and fails
    run = dag.test(logical_date=at, run_conf={"now": now, **conf})
    states = {instance.task_id: str(instance.state) for instance in run.get_task_instances()}
    return {"state": str(run.state), "tasks": states}


if __name__ == "__main__":
    more = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
    print("RESULT", json.dumps(outcome_of(Path(sys.argv[1]), sys.argv[2], more)))
