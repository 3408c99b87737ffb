"""Every night at 02:00 UTC: due feeds, new pages, revisits, load, audit, report.

The run's `conf` may carry `{"now": "2026-03-02T02:00:00+00:00"}`: the clock of a rehearsal.
"""

from datetime import UTC, datetime, timedelta
from logging import getLogger
from os import environ
from typing import Any

from airflow.sdk import Asset, CronDataIntervalTimetable, dag, task

WAREHOUSE = Asset(name="warehouse", uri="x-ingest://warehouse")


@dag(
    schedule=CronDataIntervalTimetable("0 2 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    tags=["ingest"],
    doc_md=__doc__,
)
def nightly_ingest() -> None:
    """Poll, prepare, load, audit; the report stands in the last task's log."""

    @task(retries=2, retry_delay=timedelta(minutes=5))
    def poll(dag_run: Any = None) -> str:
        from ingest.pipeline import Workplace, poll_feeds, rehearsed
        from ingest.records import RunMode

        place = Workplace.from_environment(environ)
        return poll_feeds(
            place, mode=RunMode.NIGHTLY, clock=rehearsed(dag_run.conf, lambda: datetime.now(UTC))
        )

    @task(retries=2, retry_delay=timedelta(minutes=5))
    def prepare(_segment: str) -> list[str]:
        from ingest.pipeline import Workplace, prepare

        return list(prepare(Workplace.from_environment(environ)))

    @task(retries=3, retry_delay=timedelta(minutes=1), pool="duckdb_writer", outlets=[WAREHOUSE])
    def load(_segments: list[str]) -> dict[str, Any]:
        from ingest.pipeline import Workplace, load_and_publish

        return load_and_publish(Workplace.from_environment(environ)).model_dump(mode="json")

    @task
    def audit(_loaded: dict[str, Any]) -> int:
        from ingest.pipeline import Workplace, audit_or_fail

        return audit_or_fail(Workplace.from_environment(environ))

    @task
    def report(_checks: int) -> None:
        from ingest.pipeline import Workplace, report_text

        getLogger(__name__).info("%s", report_text(Workplace.from_environment(environ)))

    report(audit(load(prepare(poll()))))  # type: ignore[arg-type] # Airflow hands each task what the last one returned


nightly_ingest()
