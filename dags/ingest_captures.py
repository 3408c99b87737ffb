"""Whenever there are new captures: prepare, load and publish whatever the ledger lacks. Emits `warehouse`.

The event only wakes this DAG up. What is to be done is read from the ledger, so an event that is
lost, doubled or late changes nothing.
"""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

import structlog
from airflow.sdk import Asset, dag, task

from ingest.waking.alerts import deadline, failure_callbacks

CAPTURES = Asset(name="captures", uri="x-ingest://captures")
WAREHOUSE = Asset(name="warehouse", uri="x-ingest://warehouse")
log = structlog.get_logger(__name__)


@dag(
    schedule=[CAPTURES],
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"on_failure_callback": failure_callbacks()},
    deadline=deadline(timedelta(hours=2)),
    tags=["ingest"],
    doc_md=__doc__,
)
def ingest_captures() -> None:
    """Prepare, then load in the pool of one slot."""

    @task(retries=2, retry_delay=timedelta(minutes=2))
    def prepare() -> list[str]:
        from ingest.pipeline import Workplace, prepare

        segments = list(prepare(Workplace.from_environment(environ)))
        log.info("prepared", segments=segments)
        return segments

    @task(retries=3, retry_delay=timedelta(minutes=1), pool="duckdb_writer", outlets=[WAREHOUSE])
    def load(_segments: list[str]) -> dict[str, Any]:
        from ingest.pipeline import Workplace, load_and_publish

        loaded = load_and_publish(Workplace.from_environment(environ)).model_dump(mode="json")
        log.info("loaded", **loaded)
        return loaded

    load(prepare())  # type: ignore[arg-type] # Airflow hands a task what the last one returned


ingest_captures()
