"""Which captures the archive has already: nothing is taken twice. Pure."""

from collections.abc import Callable, Iterable

from ingest.history.listed import Listed, archived_id, counts_as_seen, keys_of, lost_id
from ingest.records import Capture

Loaded = Callable[[list[str]], set[str]]
"""Which of some capture ids, or of some addresses of pages, are loaded."""


class Known:
    """The captures of the archive: those that are loaded, and those that wait for it."""

    def __init__(self, waiting: Iterable[Capture], loaded: Loaded, *, pages: Loaded) -> None:
        """Remember captures that are not loaded; ask for the others when they are needed.

        Args:
            waiting: captures that are not loaded.
            loaded: which of some capture ids are.
            pages: which addresses have a page that need not be asked for again.
        """
        self._loaded, self._pages = loaded, pages
        self._waiting: set[int] = set()
        self._seen: set[int] = set()  # addresses
        for capture in waiting:
            self.note(capture)

    def note(self, capture: Capture) -> None:
        """One more that waits."""
        self._waiting.add(_number(capture.capture_id))
        if counts_as_seen(capture):
            self._seen.add(hash(capture.url))

    def lacking(self, captures: Iterable[Capture]) -> list[Capture]:
        """Those that the archive lacks, each once, in their order; from now on they are known."""
        fresh: dict[str, Capture] = {}
        for capture in captures:
            if _number(capture.capture_id) not in self._waiting:
                fresh.setdefault(capture.capture_id, capture)
        loaded = self._loaded(sorted(fresh)) if fresh else set()
        lacking = [capture for one, capture in fresh.items() if one not in loaded]
        for capture in lacking:
            self.note(capture)
        return lacking

    def unseen(self, items: Iterable[Listed]) -> list[Listed]:
        """The pages of a list that the archive lacks, each once, in their order."""
        each = keys_of(items).values()
        asked = [one for one in each if one.seen_at is None and hash(one.url) not in self._seen]
        loaded = self._pages(sorted(one.url for one in asked)) if asked else set()
        ids = {one.key: _ids(one) for one in each if one.seen_at}
        held = self._loaded(sorted(id_ for pair in ids.values() for id_ in pair)) if ids else set()
        fresh = {one.key for one in asked if one.url not in loaded}
        fresh |= {
            key
            for key, pair in ids.items()
            if not held.intersection(pair) and self._waiting.isdisjoint(map(_number, pair))
        }
        return [one for one in each if one.key in fresh]


def _ids(item: Listed) -> tuple[str, ...]:
    return (archived_id(item.url, item.seen_at), lost_id(item.url, item.seen_at)) if item.seen_at else ()


def _number(capture_id: str) -> int:
    try:
        return int(capture_id, 16)
    except ValueError:  # an id that somebody else made
        return hash(capture_id)
