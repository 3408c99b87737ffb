"""Every quarter of an hour: ask the feeds that are due, fetch what is new. Emits the asset `captures`."""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

from airflow.sdk import Asset, CronTriggerTimetable, dag, task

CAPTURES = Asset(name="captures", uri="x-ingest://captures")


@dag(
    schedule=CronTriggerTimetable("*/15 * * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    tags=["ingest"],
    doc_md=__doc__,
)
def poll_feeds() -> None:
    """One task: a segment of captures."""

    @task(retries=2, retry_delay=timedelta(minutes=2), outlets=[CAPTURES])
    def poll(dag_run: Any = None) -> str:
        from ingest.pipeline import Workplace, only_polls, poll_feeds, rehearsed
        from ingest.records import RunMode

        only_polls()
        place = Workplace.from_environment(environ)
        return poll_feeds(place, mode=RunMode.POLL, clock=rehearsed(dag_run.conf, lambda: datetime.now(UTC)))

    poll()


poll_feeds()
