"""Whether a poll has anything to do now, cheaply enough to be asked every second."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pydantic import AwareDatetime

from ingest.records import Record


class Glance(Record):
    """What one look at the folders shows."""

    arrivals: frozenset[str] = frozenset()  # names of what lies in the inbox and the drop folder
    state: str = ""  # another one whenever feeds or pages may fall due at another time


class Agenda(Protocol):
    """What a thorough look shows, as far as it matters here (`capture.Agenda`)."""

    @property
    def feeds(self) -> int:
        """Feeds that are due."""
        ...

    @property
    def pages(self) -> int:
        """Pages that are due."""
        ...

    @property
    def next_at(self) -> AwareDatetime | None:
        """When the next of either falls due."""
        ...


class Outlook:
    """Why a poll is wanted. What costs more than a glance is kept until it may have changed."""

    def __init__(self, *, glance: Callable[[], Glance], agenda: Callable[[datetime], Agenda]) -> None:
        """Nothing is read yet."""
        self._glance, self._agenda = glance, agenda
        self._state: str | None = None
        self._due: frozenset[str] = frozenset()
        self._until: datetime | None = None

    def reasons(self, now: datetime) -> frozenset[str]:
        """Each thing that is to be done, by a name of its own; nothing: sleep on."""
        seen = self._glance()
        has_come = self._until is not None and now >= self._until
        if seen.state != self._state or has_come:
            self._plan(now, seen.state)
        return seen.arrivals | self._due

    def _plan(self, now: datetime, state: str) -> None:
        agenda = self._agenda(now)
        is_due = agenda.feeds or agenda.pages
        name = f"{agenda.feeds} feeds and {agenda.pages} pages are due ({state})"
        self._due = frozenset({name}) if is_due else frozenset()
        is_ahead = agenda.next_at is not None and agenda.next_at > now
        self._until = agenda.next_at if is_ahead else None
        self._state = state
