"""Every Sunday at 04:00 UTC: finish deletions, let go what outlets' terms let nobody keep, free space.

What may be kept for how long stands in `retention.csv` below INGEST_HOME. The run's `conf` may carry
`{"now": "2026-03-02T02:00:00+00:00"}`: the clock of a rehearsal.
"""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

from airflow.sdk import Asset, CronTriggerTimetable, dag, task

from ingest.waking.alerts import deadline, failure_callbacks

WAREHOUSE = Asset(name="warehouse", uri="x-ingest://warehouse")


@dag(
    schedule=CronTriggerTimetable("0 4 * * 0", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"on_failure_callback": failure_callbacks()},
    deadline=deadline(timedelta(hours=12)),
    tags=["ingest"],
    doc_md=__doc__,
)
def maintain_warehouse() -> None:
    """One task, in the pool of one slot: a deletion builds the warehouse anew."""

    @task(retries=2, retry_delay=timedelta(minutes=10), pool="duckdb_writer", outlets=[WAREHOUSE])
    def maintain(dag_run: Any = None) -> dict[str, Any]:
        from ingest.maintenance import maintain
        from ingest.pipeline import Workplace, rehearsed

        clock = rehearsed(dag_run.conf, lambda: datetime.now(UTC))
        return maintain(Workplace.from_environment(environ), clock=clock).model_dump(mode="json")

    maintain()


maintain_warehouse()
