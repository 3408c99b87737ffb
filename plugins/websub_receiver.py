"""Airflow's own web server answers WebSub hubs below /websub: set INGEST_CALLBACK_URL to that address.

Hubs have no login: a callback's path cannot be guessed, what is not signed is not believed (docs/push.md).
Without INGEST_CALLBACK_URL nothing is mounted.
"""

from datetime import UTC, datetime
from os import environ
from typing import Any, ClassVar

from airflow.plugins_manager import AirflowPlugin


def _apps() -> list[dict[str, Any]]:
    if not environ.get("INGEST_CALLBACK_URL"):
        return []
    from ingest.desk import receiver
    from ingest.pipeline import Workplace

    place = Workplace.from_environment(environ)
    app = receiver(
        place.archive.inbox, clock=lambda: datetime.now(UTC),
        body_bytes=place.settings.feed_bytes, body_seconds=place.settings.request_seconds,
    )  # fmt: skip
    return [{"app": app, "url_prefix": "/websub", "name": "ingest-websub"}]


class WebsubReceiver(AirflowPlugin):
    """The receiver, where one is wanted."""

    name = "ingest_websub"
    fastapi_apps: ClassVar[list[dict[str, Any]]] = _apps()
