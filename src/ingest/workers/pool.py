"""A pool of processes with a deadline for each item and a cap on each process's memory."""

import resource
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.popen_spawn_posix import Popen
from multiprocessing.process import BaseProcess
from types import ModuleType, TracebackType
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from ingest.records import Record

Item = TypeVar("Item")
Result = TypeVar("Result")

_MEMORY_BYTES = 3_000_000_000  # address space; a page that needs more is an attack
_TASKS_BEFORE_RENEWAL = 5_000  # memory that libraries leak goes with the process
_IN_FLIGHT = 4  # items queued for each worker: bounds memory, keeps every worker busy


class _BareProcess(SpawnProcess):
    """A process that starts without the caller's main module, which may be a script or Airflow itself."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Popen:  # noqa: N802 - multiprocessing's own hook
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType(
            "__main__"
        )  # nothing to import again: tasks are importable by name
        try:
            return Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _BareContext(SpawnContext):
    Process = _BareProcess


class GaveUp(Record):
    """What came of an item that a worker could not finish."""

    reason: str  # time | memory | crash


class Workers:
    """Calls a function on many items in worker processes; results come in the order of the items.

    The function must be importable (it is pickled by name) and its module cheap to import.
    A function that raises is a bug and stops the caller; hostile input gives `GaveUp`.
    """

    def __init__(self, processes: int, *, item_seconds: float) -> None:
        self._item_seconds = item_seconds
        self._queue_length = processes * _IN_FLIGHT
        self._pool = ProcessPool(
            max_workers=processes,
            max_tasks=_TASKS_BEFORE_RENEWAL,
            initializer=_limit_memory,
            context=_BareContext(),  # a fork would copy DuckDB's and Airflow's threads in mid-step
        )

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | GaveUp]:
        """`function(item)` for each item, lazily, at most a few items ahead."""
        waiting: deque[ProcessFuture] = deque()
        for item in items:
            waiting.append(self._pool.schedule(function, args=(item,), timeout=self._item_seconds))
            if len(waiting) >= self._queue_length:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()


def _outcome(future: ProcessFuture) -> Result | GaveUp:  # type: ignore[type-var]  # pebble is untyped
    try:
        return future.result()  # type: ignore[no-any-return]
    except FutureTimeout:
        return GaveUp(reason="time")
    except MemoryError:
        return GaveUp(reason="memory")
    except ProcessExpired:
        return GaveUp(reason="crash")


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
