"""The news desk over a small warehouse."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from tests.warehouse.segments import Answer, Press, nights, publish_all

from ingest.archive import Archive
from ingest.desk import news_desk
from ingest.warehouse import Warehouse

HOSTILE = "<script>alert(1)</script>\"' onload=x"


def published(home: Path) -> None:
    """Three nights of small papers, one of whose titles is an attack."""
    press = Press(Archive(home))
    nights(press, 3)
    press.segment(
        9, [Answer("https://paper0.example/evil", 9 * 1440, f"{HOSTILE} says\nno one.", title=HOSTILE)]
    )
    publish_all(press, Warehouse(home))


def desk_of(home: Path, *, dependencies: Sequence[Any] = ()) -> FastAPI:
    """The application over a home."""
    return news_desk(Warehouse(home), Archive(home), dependencies=dependencies)
