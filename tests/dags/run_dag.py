"""A script: runs a DAG file by `dag.test()` on a fresh metadata database. Arguments: file, instant."""

import json
import sys
from pathlib import Path
from typing import Any


def outcome_of(file: Path, now: str) -> dict[str, Any]:
    """States of the run and its tasks."""
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    initdb()
    run = DagBag(dag_folder=str(file)).dags[file.stem].test(run_conf={"now": now})
    states = {instance.task_id: str(instance.state) for instance in run.get_task_instances()}
    return {"state": str(run.state), "tasks": states}


if __name__ == "__main__":
    print("RESULT", json.dumps(outcome_of(Path(sys.argv[1]), sys.argv[2])))
