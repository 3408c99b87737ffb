"""The news desk over a small warehouse."""

from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.warehouse.segments import DAWN, Answer, Press, nights, publish_all

from ingest.archive import Archive
from ingest.desk import everything, news_desk
from ingest.desk.rights import Rights
from ingest.warehouse import GuardedConsole, Warehouse

HOSTILE = "<script>alert(1)</script>\"' onload=x"


def published(home: Path) -> None:
    """Three nights of small papers, one of whose titles is an attack."""
    press = Press(Archive(home))
    nights(press, 3)
    press.segment(
        9, [Answer("https://paper0.example/evil", 9 * 1440, f"{HOSTILE} says\nno one.", title=HOSTILE)]
    )
    publish_all(press, Warehouse(home))


def desk_of(
    home: Path,
    *,
    rights: Rights = everything,
    console: GuardedConsole | None = None,
    hosts: Sequence[str] = ("*",),
) -> FastAPI:
    """The application over a home; a console is closed by whoever gives it."""
    return news_desk(
        Warehouse(home), Archive(home), rights=rights, clock=lambda: DAWN, console=console, hosts=hosts
    )


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route, without the braces of their parameters."""
    return sorted(
        (method, route.path.replace("{", "").replace("}", ""))
        for route in app.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    )
