"""A script: `airflow backfill create` on a DAG, once for each behaviour named, its runs in this process.

Arguments: DAG file, first and last instant, conf, behaviours. `airflow` only makes runs; a scheduler would
start them, and close the backfill. Before the behaviour `failed` one run is marked as failed, as a lost
machine leaves it.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def rounds_of(file: Path, first: str, last: str, conf: str, behaviours: list[str]) -> list[dict[str, str]]:
    """For each behaviour, the state of every run that it made anew, by logical date."""
    from airflow.cli.cli_parser import get_parser
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db
    from airflow.models.dag import DagModel
    from airflow.utils.db import initdb
    from airflow.utils.session import create_session

    initdb()
    bundles: Any = DagBundlesManager
    bundles().sync_bundles_to_db()
    bag = DagBag(dag_folder=str(file), bundle_name="dags-folder")
    sync_bag_to_db(bag, "dags-folder", None)
    with create_session(scoped=False) as session:
        session.query(DagModel).update({"is_paused": False})
    rounds = []
    for behaviour in behaviours:
        if behaviour == "failed":
            _lose_one(file.stem)
        command = ["backfill", "create", "--dag-id", file.stem, "--from-date", first, "--to-date", last]
        arguments = get_parser().parse_args(
            [*command, "--reprocess-behavior", behaviour, "--dag-run-conf", conf, "--max-active-runs", "1"]
        )
        arguments.func(arguments)
        rounds.append(_run_queued(bag.dags[file.stem]))
    return rounds


def _lose_one(dag_id: str) -> None:
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    with create_session(scoped=False) as session:
        first: Any = (
            session.query(DagRun).filter(DagRun.dag_id == dag_id).order_by(DagRun.logical_date).first()
        )
        first.state = "failed"


def _run_queued(dag: Any) -> dict[str, str]:
    from airflow.models.backfill import Backfill
    from airflow.models.dagrun import DagRun
    from airflow.models.serialized_dag import SerializedDagModel
    from airflow.utils.session import create_session

    states: dict[str, str] = {}
    with create_session(scoped=False) as session:
        queued = session.query(DagRun).filter(DagRun.state == "queued").order_by(DagRun.logical_date)
        runs: list[Any] = queued.all()
        for run in runs:
            run.dag = SerializedDagModel.get_dag(dag.dag_id, session=session)
            run.state = "running"
            _run_tasks(dag, run, session)
            states[run.logical_date.isoformat()] = str(run.state)
        session.query(Backfill).update({"completed_at": datetime.now(UTC)})
    return states


def _run_tasks(dag: Any, run: Any, session: Any) -> None:
    """What `dag.test()` does with a run."""
    from airflow.sdk.definitions.dag import _run_task

    while str(run.state) == "running":
        session.expire_all()
        ready, _ = run.update_state(session=session)
        for instance in ready:
            instance.try_number += 1
            instance.state = "scheduled"
        session.commit()
        for instance in run.get_task_instances(session=session):
            if str(instance.state) == "scheduled":
                _run_task(ti=instance, task=dag.task_dict[instance.task_id])


if __name__ == "__main__":
    _, path, begin, end, said, *named = sys.argv
    print("RESULT", json.dumps(rounds_of(Path(path), begin, end, said, named)))
