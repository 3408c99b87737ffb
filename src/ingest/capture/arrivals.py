"""Files that came by themselves: each becomes one capture, wherever a run is killed. Pure."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from ingest.records import Capture

A = TypeVar("A")
Arrivals = Callable[[], Iterator[tuple[A, Capture | str]]]
"""Reads the files that wait, from the start each time; each has its capture, or why it has none."""


def lacking(
    read: Arrivals[A], captured: Callable[[list[str]], set[str]], done: list[tuple[A, str]]
) -> Iterator[Capture]:
    """The captures that the archive lacks.

    Args:
        read: the files that wait.
        captured: which of some capture ids are in the archive already.
        done: gets every file that may go once the captures are in place, with the reason of a refusal.
    """
    ids = {found.capture_id for _, found in read() if isinstance(found, Capture)}
    known = captured(sorted(ids))
    for file, found in read():
        if isinstance(found, str):
            done.append((file, found))
        elif found.capture_id in ids:  # others came meanwhile: the next run takes them
            if found.capture_id not in known:
                known.add(found.capture_id)
                yield found
            done.append((file, ""))
