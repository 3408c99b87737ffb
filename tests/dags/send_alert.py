"""A script: what a task that has failed for the last time calls, called; prints how many there are."""

from types import SimpleNamespace

from airflow.sdk import DAG

from ingest.waking.alerts import failure_callbacks


def alerted() -> int:
    """Call each."""
    dag, failed = DAG("nightly_ingest", schedule=None), SimpleNamespace(task_id="load")
    callbacks = failure_callbacks()
    for callback in callbacks:
        callback({"dag": dag, "ti": failed, "run_id": "scheduled", "exception": "the disk is full"})
    return len(callbacks)


if __name__ == "__main__":
    print("RESULT", alerted())
