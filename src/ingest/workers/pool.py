"""A pool of processes with a deadline for each item and a cap on each process's memory."""

import gc
import resource
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from functools import partial
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.popen_forkserver import Popen
from multiprocessing.process import BaseProcess
from types import ModuleType, TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessPool
from typing_extensions import override

from ingest.records import Record
from ingest.workers.memory import bounded_memory

Item = TypeVar("Item")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

_MEMORY_BYTES = 3_000_000_000  # address space; a page that needs more is an attack
_TASKS_BEFORE_RENEWAL = 5_000  # memory that libraries leak goes with the process
_SHARED: list[object] = []  # in a worker: the one value that its pool shares
_IN_FLIGHT = 4  # items queued for each worker: bounds memory, keeps every worker busy
_COLLECTIONS = (50_000, 20, 100)
"""How seldom objects that refer to each other are looked for: items and results hardly ever do, and looking
through all that is alive after each few hundred of them took three quarters of the time of receiving them."""


class _BareProcess(ForkServerProcess):
    """A process that starts without the caller's main module, which may be a script or Airflow itself."""

    @staticmethod
    @override
    def _Popen(process_obj: BaseProcess) -> Popen:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType(
            "__main__"
        )  # nothing to import again: tasks are importable by name
        try:
            return Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _BareContext(ForkServerContext):
    Process = _BareProcess


_CONTEXT = _BareContext()


class GaveUp(Record):
    """What came of an item that a worker could not finish."""

    reason: str  # time | memory | crash


def unbounded(_item: object) -> None:
    """Nothing but the cap on the process bounds the memory of an item."""


class Workers:
    """Calls a function on many items in worker processes; results come in the order of the items.

    The function must be importable (it is pickled by name) and its module cheap to import.
    A function that raises is a bug and stops the caller; hostile input gives `GaveUp`.
    """

    def __init__(self, processes: int, *, item_seconds: float, shared: object = None) -> None:
        """Start no process yet.

        Args:
            processes: at work at the same time.
            item_seconds: after which an item is given up and its process is killed.
            shared: a value that every process gets once, for `map_shared`.
        """
        self._item_seconds = item_seconds
        self._collections_before = gc.get_threshold()
        self._queue_length = processes * _IN_FLIGHT
        self._pool = ProcessPool(
            max_workers=processes,
            max_tasks=_TASKS_BEFORE_RENEWAL,
            initializer=_begin,
            initargs=(shared,),
            context=_CONTEXT,  # forks a clean process: ours has DuckDB's and Airflow's threads in mid-step
        )

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        memory_of: Callable[[Item], int | None] = unbounded,
    ) -> Iterator[Result | GaveUp]:
        """`function(item)` for each item, lazily, at most a few items ahead.

        `memory_of(item)` is what its reading may take, in bytes beyond what the process has; None: the cap on
        the process alone.
        """
        return self._results((partial(function, item), memory_of(item)) for item in items)

    def map_shared(
        self,
        function: Callable[[Item, Shared], Result],
        items: Iterable[Item],
        *,
        memory_of: Callable[[Item], int | None] = unbounded,
    ) -> Iterator[Result | GaveUp]:
        """As `map`, with `function(item, shared)`: what all items need travels once, not with each."""
        return self._results((partial(_with_shared, function, item), memory_of(item)) for item in items)

    def _results(self, tasks: Iterable[tuple[Callable[[], Result], int | None]]) -> Iterator[Result | GaveUp]:
        waiting: deque[Any] = deque()  # pebble's futures
        for task in tasks:
            waiting.append(self._pool.schedule(_bounded, args=task, timeout=self._item_seconds))
            if len(waiting) >= self._queue_length:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())

    def __enter__(self) -> Self:
        gc.set_threshold(*_COLLECTIONS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.set_threshold(*self._collections_before)
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def preload(modules: Sequence[str]) -> None:
    """Name modules that workers find imported: they are forked from one process that imports them once.

    Has an effect until the first worker of this process starts.
    """
    _CONTEXT.set_forkserver_preload(list(modules))


def _outcome(future: Any) -> Any:  # noqa: ANN401 - pebble's futures carry no type
    try:
        return future.result()
    except FutureTimeout:
        return GaveUp(reason="time")
    except MemoryError:
        return GaveUp(reason="memory")
    except ProcessExpired:
        return GaveUp(reason="crash")


def _begin(shared: object) -> None:
    gc.set_threshold(*_COLLECTIONS)
    gc.freeze()  # what was imported before the fork stays shared: no collection looks at it again
    _SHARED.append(shared)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _bounded(task: Callable[[], Result], size: int | None) -> Result:
    with bounded_memory(size):
        return task()


def _with_shared(function: Callable[[Item, Any], Result], item: Item) -> Result:
    return function(item, _SHARED[-1])
