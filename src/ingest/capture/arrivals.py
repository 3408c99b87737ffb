"""Files that came by themselves: each becomes its captures once, wherever a run is killed. Pure."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from ingest.records import Capture

A = TypeVar("A")
Found = Iterable[Capture] | str
"""The captures of a file, or why it has none."""
Arrivals = Callable[[], Iterator[tuple[A, Found]]]
"""Reads the files that wait, from the start each time."""


def take(
    read: Arrivals[A],
    *,
    captured: Callable[[list[str]], set[str]],
    write: Callable[[Iterable[Capture]], str],
    settle: Callable[[A, str], None],
) -> str | None:
    """One segment of what waits, then every file is settled: it is taken, or refused with a reason.

    Args:
        read: the files that wait.
        captured: which of some capture ids are in the archive already.
        write: makes a segment and says its name.
        settle: moves a file away; the reason of a refusal is empty where it was taken.

    Returns:
        The segment; None where nothing was new.
    """
    done: list[tuple[A, str]] = []
    captures = lacking(read, captured, done)
    first = next(captures, None)
    segment = None if first is None else write(chain([first], captures))
    for file, refusal in done:
        settle(file, refusal)
    return segment


def lacking(
    read: Arrivals[A], captured: Callable[[list[str]], set[str]], done: list[tuple[A, str]]
) -> Iterator[Capture]:
    """The captures that the archive lacks.

    Args:
        read: the files that wait.
        captured: which of some capture ids are in the archive already.
        done: gets every file that may go once the captures are in place, with the reason of a refusal.
    """
    ids = {one.capture_id for _, found in read() if not isinstance(found, str) for one in found}
    known = captured(sorted(ids))
    for file, found in read():
        if isinstance(found, str):
            done.append((file, found))
            continue
        is_whole = True
        for one in found:
            if one.capture_id not in ids:  # it came meanwhile: the next run takes it
                is_whole = False
            elif one.capture_id not in known:
                known.add(one.capture_id)
                yield one
        if is_whole:
            done.append((file, ""))
