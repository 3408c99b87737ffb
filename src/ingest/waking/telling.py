"""When to tell of what is to be done: at once of what is new, again and again while it stays undone. Pure.

An event may be lost (the triggerer is killed, its database is away), so nothing is told once only: what is
still there is told again. Who is woken for nothing looks, finds nothing, and sleeps on.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

AGAIN_AFTER = timedelta(seconds=60)
"""Between two events of the same thing that is still to be done."""


class Telling:
    """What was told, and when; a new one has told nothing, as after a restart."""

    def __init__(self, *, again_after: timedelta = AGAIN_AFTER) -> None:
        """Begin with nothing told."""
        self._again_after = again_after
        self._told: AbstractSet[str] = frozenset()
        self._told_at: datetime | None = None

    def is_due(self, reasons: AbstractSet[str], now: datetime) -> bool:
        """Whether to tell now that there are these reasons to wake up; it then counts as told."""
        is_new = bool(reasons - self._told)
        is_late = self._told_at is None or now - self._told_at >= self._again_after
        self._told &= reasons  # what was done and comes again is new
        if not reasons or not (is_new or is_late):
            return False
        self._told, self._told_at = reasons, now
        return True
