"""Every night at 02:00 UTC: due feeds, new pages, revisits, load, audit, report.

The run's `conf` may carry `{"now": "2026-03-02T02:00:00+00:00"}`: the clock of a rehearsal.
"""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

import structlog
from airflow.sdk import Asset, CronDataIntervalTimetable, dag, task

from ingest.waking.alerts import deadline, failure_callbacks

WAREHOUSE = Asset(name="warehouse", uri="x-ingest://warehouse")
log = structlog.get_logger(__name__)


@dag(
    schedule=CronDataIntervalTimetable("0 2 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"on_failure_callback": failure_callbacks()},
    deadline=deadline(timedelta(hours=6)),
    tags=["ingest"],
    doc_md=__doc__,
)
def nightly_ingest() -> None:
    """Poll, prepare, load, audit; the report stands in the last task's log, and below INGEST_HOME/reports."""

    @task(retries=2, retry_delay=timedelta(minutes=5))
    def poll(dag_run: Any = None) -> str:
        from ingest.pipeline import Workplace, poll_feeds, rehearsed
        from ingest.records import RunMode

        place = Workplace.from_environment(environ)
        clock = rehearsed(dag_run.conf, lambda: datetime.now(UTC))
        segment = poll_feeds(place, mode=RunMode.NIGHTLY, clock=clock)
        log.info("captured", segment=segment)
        return segment

    @task(retries=2, retry_delay=timedelta(minutes=5))
    def prepare(_segment: str) -> list[str]:
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

    @task
    def audit(_loaded: dict[str, Any]) -> int:
        from ingest.pipeline import Workplace, audit_or_fail

        return audit_or_fail(Workplace.from_environment(environ))

    @task
    def report(_checks: int, dag_run: Any = None) -> str:
        from ingest.pipeline import Workplace, rehearsed, report_text
        from ingest.watch import write_report

        place = Workplace.from_environment(environ)
        log.info(report_text(place))
        day = rehearsed(dag_run.conf, lambda: datetime.now(UTC))().date()
        return str(write_report(place, day=day))

    report(audit(load(prepare(poll()))))  # type: ignore[arg-type] # Airflow hands each task what the last one returned


nightly_ingest()
