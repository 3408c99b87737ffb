"""Who is told that a run failed or is late: whom INGEST_ALERTS_TO names, through Airflow's notifier of mail.

Mail goes through Airflow's connection `smtp_default`. Where nobody is named, a late run is a warning in the
triggerer's log, and a failed one stands in Airflow's list of runs.
"""

from collections.abc import Callable
from datetime import timedelta
from logging import getLogger
from os import environ  # noqa: TID251 - the edge: a DAG file is told nothing but its environment
from typing import Any

from airflow.sdk.definitions.callback import AsyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

_NOTIFIER = "airflow.providers.smtp.notifications.smtp.SmtpNotifier"
_RUN = "{{ dag_run.dag_id }}, {{ dag_run.run_id }}"


def failure_callbacks() -> list[Callable[..., Any]]:
    """What a task that has failed for the last time calls."""
    to = _addresses()
    if not to:
        return []
    from airflow.providers.smtp.notifications.smtp import SmtpNotifier  # noqa: PLC0415 - only where it is used

    said = "<p>Task {{ ti.task_id }} of {{ dag.dag_id }} failed: {{ run_id }}.</p><p>{{ exception }}</p>"
    return [SmtpNotifier(to=to, subject="ingest: {{ dag.dag_id }} failed", html_content=said)]


def deadline(interval: timedelta) -> DeadlineAlert:
    """Somebody is told of a run that has not ended so long after it was queued."""
    to, late = _addresses(), f"has not ended after {interval}"
    callback = AsyncCallback(warn_of_late_run, kwargs={"interval": str(interval)})
    if to:
        said = {"to": to, "subject": f"ingest: late: {_RUN}", "html_content": f"<p>{_RUN} {late}.</p>"}
        callback = AsyncCallback(_NOTIFIER, kwargs=said)
    return DeadlineAlert(reference=DeadlineReference.DAGRUN_QUEUED_AT, interval=interval, callback=callback)


async def warn_of_late_run(*, interval: str, context: dict[str, Any] | None = None) -> None:
    """What the triggerer calls where nobody is named."""
    run = (context or {}).get("dag_run") or {}
    known = run.get("dag_id") if isinstance(run, dict) else getattr(run, "dag_id", None)
    getLogger(__name__).warning("%s has not ended after %s", known or "a run", interval)


def _addresses() -> list[str]:
    return environ.get("INGEST_ALERTS_TO", "").split()
