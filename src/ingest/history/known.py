"""Which captures the archive has already: nothing is taken twice. Pure."""

from collections.abc import Callable, Iterable

from ingest.records import Capture

Loaded = Callable[[list[str]], set[str]]
"""Which of some capture ids are loaded."""


class Known:
    """The captures of the archive: those that are loaded, and those that wait for it."""

    def __init__(self, waiting: Iterable[str], loaded: Loaded) -> None:
        """Remember the ids of captures that are not loaded; ask for the others when they are needed."""
        self._waiting = {_number(one) for one in waiting}
        self._loaded = loaded

    def lacking(self, captures: Iterable[Capture]) -> list[Capture]:
        """Those that the archive lacks, each once, in their order; from now on they are known."""
        fresh: dict[str, Capture] = {}
        for capture in captures:
            if _number(capture.capture_id) not in self._waiting:
                fresh.setdefault(capture.capture_id, capture)
        loaded = self._loaded(sorted(fresh)) if fresh else set()
        lacking = [capture for one, capture in fresh.items() if one not in loaded]
        self._waiting.update(_number(capture.capture_id) for capture in lacking)
        return lacking


def _number(capture_id: str) -> int:
    try:
        return int(capture_id, 16)
    except ValueError:  # an id that somebody else made
        return hash(capture_id)
