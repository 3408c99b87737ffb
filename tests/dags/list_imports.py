"""A script: prints what parsing a DAG file imports beyond Airflow's own, as JSON. Argument: the file."""

import json
import runpy
import sys


def imported_by(file: str) -> list[str]:
    """Names of modules."""
    import airflow.sdk  # noqa: F401 - what it imports itself does not count

    before = set(sys.modules)
    runpy.run_path(file)
    return sorted(set(sys.modules) - before)


if __name__ == "__main__":
    print("RESULT", json.dumps(imported_by(sys.argv[1])))
