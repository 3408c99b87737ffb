"""An item that wants too much memory is given up alone: its worker reads the next."""

import os

from ingest.workers import GaveUp, Workers

_BOUND = 50_000_000


def allocated(size: int) -> tuple[int, int]:
    """The size of what could be had, and in which process."""
    return len(bytearray(size)), os.getpid()


def test_an_item_beyond_its_bound_is_given_up_and_the_next_is_read_by_the_same_process() -> None:
    with Workers(1, item_seconds=30) as workers:
        before, greedy, after = workers.map(allocated, [1, 4 * _BOUND, 2], memory_of=lambda _: _BOUND)
    assert greedy == GaveUp(reason="memory")
    assert not isinstance(before, GaveUp)
    assert not isinstance(after, GaveUp)
    assert (before[0], after[0], before[1]) == (1, 2, after[1])


def test_the_bound_of_one_item_is_not_that_of_the_next() -> None:
    bounds = {4 * _BOUND: None, 3 * _BOUND: _BOUND, 2 * _BOUND: 3 * _BOUND}
    with Workers(1, item_seconds=30) as workers:
        free, bound, enough = workers.map(allocated, bounds, memory_of=bounds.get)
    assert not isinstance(free, GaveUp)
    assert bound == GaveUp(reason="memory")
    assert not isinstance(enough, GaveUp)
