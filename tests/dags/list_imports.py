"""A script: prints what parsing a DAG file imports beyond Airflow's own, as JSON. Argument: the file."""

import json
import runpy
import sys

import airflow.sdk  # noqa: F401 - what it imports itself does not count

before = set(sys.modules)
runpy.run_path(sys.argv[1])
print("RESULT", json.dumps(sorted(set(sys.modules) - before)))
