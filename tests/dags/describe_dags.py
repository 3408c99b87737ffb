"""A script: prints what Airflow makes of a folder of DAG files, as one JSON object. Argument: the folder."""

import json
import sys
from typing import Any


def described(folder: str) -> dict[str, Any]:
    """Errors, and what each DAG is made of."""
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(dag_folder=folder)
    dags = {
        name: {
            "tasks": [task.task_id for task in dag.tasks],
            "pools": {task.task_id: task.pool for task in dag.tasks},
            "outlets": sorted({outlet.name for task in dag.tasks for outlet in task.outlets}),
            "timetable": type(dag.timetable).__name__,
            "catchup": dag.catchup,
            "runs": dag.max_active_runs,
            "tags": sorted(dag.tags),
            "has_deadline": bool(dag.deadline),
        }
        for name, dag in bag.dags.items()
    }
    return {"errors": {str(key): text for key, text in bag.import_errors.items()}, "dags": dags}


if __name__ == "__main__":
    print("RESULT", json.dumps(described(sys.argv[1])))
