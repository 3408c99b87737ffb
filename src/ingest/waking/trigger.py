"""Airflow's side: a trigger that fires whenever a poll has something to do.

It runs in the triggerer, watches the home of its environment (INGEST_HOME) and keeps nothing: one that is
killed begins anew and tells of everything that is still to be done. Parsing a DAG file imports this module,
so what is heavy is imported where it runs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from os import environ  # noqa: TID251 - the edge: a trigger is told nothing but its environment
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent
from typing_extensions import override

from ingest.waking.telling import Telling

_SHOWN = 20  # reasons in an event: a row of Airflow's database
_PAUSE = 15.0  # seconds after a look that failed

_Reasons = Callable[[datetime], frozenset[str]]


class WorkTrigger(BaseEventTrigger):
    """Fires when feeds or pages are due, when a hub has delivered, when a file lies in the drop folder."""

    def __init__(self, every: float = 1.0) -> None:
        """Look `every` so many seconds."""
        super().__init__()  # type: ignore[no-untyped-call] # Airflow's
        self.every = every

    @override
    def serialize(self) -> tuple[str, dict[str, Any]]:
        return "ingest.waking.trigger.WorkTrigger", {"every": self.every}

    @override
    async def run(self) -> AsyncIterator[TriggerEvent]:
        telling = Telling()
        reasons_at: _Reasons | None = None
        while True:
            now = datetime.now(UTC)  # noqa: TID251 - the edge: nobody is above a trigger
            try:
                if reasons_at is None:
                    reasons_at = await asyncio.to_thread(_watched_home)
                reasons = await asyncio.to_thread(reasons_at, now)
            except Exception:  # the door: a disk that is away comes back, this loop would not
                self.log.warning("the home cannot be looked at; again in %s s", _PAUSE, exc_info=True)
                await asyncio.sleep(_PAUSE)
                continue
            if telling.is_due(reasons, now):
                told = {"at": now.isoformat(), "reasons": sorted(reasons)[:_SHOWN]}
                yield TriggerEvent(told)  # type: ignore[no-untyped-call] # Airflow's
            await asyncio.sleep(self.every)


def _watched_home() -> _Reasons:
    """What there is to be done in the home of this environment, by instant."""
    from ingest.pipeline import Workplace, waiting_work  # noqa: PLC0415 - heavy, and in a thread
    from ingest.waking.outlook import Glance, Outlook  # noqa: PLC0415 - likewise

    place = Workplace.from_environment(environ)

    def glanced() -> Glance:
        state = f"{place.archive.mark()} {place.warehouse.mark()}"
        return Glance(arrivals=place.archive.arrivals(), state=state)

    return Outlook(glance=glanced, agenda=lambda now: waiting_work(place, clock=lambda: now)).reasons
