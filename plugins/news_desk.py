"""The news desk in Airflow, under Browse, for whoever may see plugins; anonymous readers get 401 everywhere.

Airflow guards no mounted application, so the guard stands in front of each route here; where this Airflow has
no such guard, nobody is let in. Feeds are changed by whoever may edit the DAG that polls them, the console is
for whoever may see connections. The pages are made at the first request: other processes do not pay for them.
"""

from asyncio import Lock
from datetime import UTC, datetime
from os import environ
from typing import Annotated, Any, ClassVar

from airflow.plugins_manager import AirflowPlugin

_PREFIX = "/news-desk"
_POLLS = "poll_feeds"  # the DAG


def _rights() -> Any:
    """A dependency: what Airflow's own authentication lets somebody do here; it raises 401 and 403."""
    try:
        from airflow.api_fastapi.app import get_auth_manager
        from airflow.api_fastapi.auth.managers.models.resource_details import AccessView, DagDetails
        from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_view
    except ImportError:
        from fastapi import HTTPException

        def refuse() -> None:
            raise HTTPException(403, "this version of Airflow has no guard that the news desk knows")

        return refuse
    from fastapi import Depends

    from ingest.desk import Right

    def rights(
        user: GetUserDep, _may_read: Annotated[None, Depends(requires_access_view(AccessView.PLUGINS))]
    ) -> frozenset[Right]:
        manager = get_auth_manager()
        may = {
            Right.FEEDS: manager.is_authorized_dag(method="PUT", details=DagDetails(id=_POLLS), user=user),
            Right.CONSOLE: manager.is_authorized_connection(method="GET", user=user),
        }
        return frozenset(right for right, is_given in may.items() if is_given)

    return rights


class _AtFirstRequest:
    """The application, made when somebody asks for it."""

    def __init__(self) -> None:
        self._app: Any = None
        self._making = Lock()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with self._making:
            if self._app is None:
                self._app = _news_desk()
        await self._app(scope, receive, send)


def _news_desk() -> Any:
    from ingest.desk import news_desk
    from ingest.pipeline import Workplace
    from ingest.warehouse import GuardedConsole

    place = Workplace.from_environment(environ)
    return news_desk(
        place.warehouse,
        place.archive,
        rights=_rights(),
        clock=lambda: datetime.now(UTC),
        console=GuardedConsole(place.settings.home),  # its process ends with this one
    )


class NewsDesk(AirflowPlugin):
    """The pages, and their place in the navigation."""

    name = "ingest_news_desk"
    fastapi_apps: ClassVar[list[dict[str, Any]]] = [
        {"app": _AtFirstRequest(), "url_prefix": _PREFIX, "name": "ingest-news-desk"}
    ]
    external_views: ClassVar[list[dict[str, Any]]] = [
        {
            "name": "News desk", "href": f"{_PREFIX}/", "destination": "nav", "category": "browse",
            "url_route": "ingest-news-desk",
        }
    ]  # fmt: skip
