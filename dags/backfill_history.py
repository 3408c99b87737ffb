"""One interval of the past from one source: take its captures, prepare, load. Emits `warehouse`.

`airflow backfill create --dag-id backfill_history … --dag-run-conf '{"source": "warc:/archive"}'` makes a run
for each month; the conf may also name `outlets` (domains with commas between), `margin` (days) and `now` (the
clock of a rehearsal). A run that is cleared or made anew takes what is still lacking and nothing twice.
"""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

import structlog
from airflow.sdk import Asset, CronDataIntervalTimetable, dag, task

from ingest.waking.alerts import failure_callbacks

WAREHOUSE = Asset(name="warehouse", uri="x-ingest://warehouse")
log = structlog.get_logger(__name__)


@dag(
    schedule=CronDataIntervalTimetable("0 0 1 * *", timezone="UTC"),
    start_date=datetime(1996, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"on_failure_callback": failure_callbacks()},
    tags=["ingest"],
    doc_md=__doc__,
)
def backfill_history() -> None:
    """Take, prepare, load. A run without a source has nothing to do: the schedule only names intervals."""

    @task(retries=3, retry_delay=timedelta(minutes=5))
    def take(dag_run: Any = None) -> dict[str, Any]:
        from ingest.pipeline import Workplace, backfill_interval, rehearsed

        return backfill_interval(
            Workplace.from_environment(environ),
            dag_run.conf or {},
            first=dag_run.data_interval_start,
            end=dag_run.data_interval_end,
            clock=rehearsed(dag_run.conf, lambda: datetime.now(UTC)),
        )

    @task(retries=2, retry_delay=timedelta(minutes=5))
    def prepare(_taken: dict[str, Any]) -> list[str]:
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

    load(prepare(take()))  # type: ignore[arg-type] # Airflow hands each task what the last one returned


backfill_history()
