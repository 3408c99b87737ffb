"""A script: runs a DAG file by `dag.test()` on a fresh metadata database. Arguments: file, instant."""

import json
import sys
from pathlib import Path

from airflow.dag_processing.dagbag import DagBag
from airflow.utils.db import initdb

initdb()
file = Path(sys.argv[1])
run = DagBag(dag_folder=str(file)).dags[file.stem].test(run_conf={"now": sys.argv[2]})
states = {instance.task_id: str(instance.state) for instance in run.get_task_instances()}
print("RESULT", json.dumps({"state": str(run.state), "tasks": states}))
