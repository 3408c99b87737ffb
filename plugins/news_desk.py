"""The news desk in Airflow, under Browse, for whoever may see plugins; anonymous readers get 401 everywhere.

Airflow guards no mounted application, so the guard stands in front of each route here; where this Airflow has
no such guard, nobody is let in. The pages are made at the first request: other processes do not pay for them.
"""

from asyncio import Lock
from os import environ
from typing import Any, ClassVar

from airflow.plugins_manager import AirflowPlugin

_PREFIX = "/news-desk"


def _guard() -> Any:
    """A dependency that lets in whom Airflow's own authentication lets see plugins."""
    try:
        from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
        from airflow.api_fastapi.core_api.security import requires_access_view
    except ImportError:
        from fastapi import HTTPException

        def refuse() -> None:
            raise HTTPException(403, "this version of Airflow has no guard that the news desk knows")

        return refuse
    return requires_access_view(AccessView.PLUGINS)


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
    from fastapi import Depends

    from ingest.desk import news_desk
    from ingest.pipeline import Workplace

    place = Workplace.from_environment(environ)
    return news_desk(place.warehouse, place.archive, dependencies=[Depends(_guard())])


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
