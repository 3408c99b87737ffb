"""Whenever something is to be done: take what came by itself, ask due feeds, fetch news. Emits `captures`.

The trigger in `ingest.waking` fires when feeds or pages are due, when a hub has delivered and when a file
lies in the drop folder. It only wakes this DAG up, and every quarter of an hour somebody looks all the same,
so an event that is lost, doubled or late changes nothing.
"""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

import structlog
from airflow.sdk import Asset, AssetOrTimeSchedule, AssetWatcher, CronTriggerTimetable, dag, task

from ingest.waking.alerts import deadline, failure_callbacks
from ingest.waking.trigger import WorkTrigger

CAPTURES = Asset(name="captures", uri="x-ingest://captures")
WORK = Asset(
    name="work", uri="x-ingest://work", watchers=[AssetWatcher(name="ingest_home", trigger=WorkTrigger())]
)
log = structlog.get_logger(__name__)


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("*/15 * * * *", timezone="UTC"), assets=[WORK]
    ),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"on_failure_callback": failure_callbacks()},
    deadline=deadline(timedelta(hours=1)),
    tags=["ingest"],
    doc_md=__doc__,
)
def poll_feeds() -> None:
    """One task: a segment of captures. Woken for what another run has done meanwhile, it is skipped."""

    @task(retries=2, retry_delay=timedelta(minutes=2), outlets=[CAPTURES])
    def poll(dag_run: Any = None) -> str:
        from airflow.sdk.exceptions import AirflowSkipException

        from ingest.pipeline import Workplace, only_polls, poll_feeds, rehearsed, waiting_work
        from ingest.records import RunMode

        only_polls()
        place = Workplace.from_environment(environ)
        clock = rehearsed(dag_run.conf, lambda: datetime.now(UTC))
        if dag_run.run_type == "asset_triggered" and not waiting_work(place, clock=clock).is_anything:
            raise AirflowSkipException("another run has done it")
        segment = poll_feeds(place, mode=RunMode.POLL, clock=clock)
        log.info("captured", segment=segment)
        return segment

    poll()


poll_feeds()
