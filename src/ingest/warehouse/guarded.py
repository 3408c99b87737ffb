"""The process that answers one question of somebody we don't trust, and ends. `guard` starts it.

It opens the snapshot, then gives up what it could do harm with, for good: by the kernel's limits it can open
no file and no socket any more, write no file, and take no more memory than it was given; by DuckDB's own
locks it reads only, reaches no file and changes no setting. Its parent kills it when its time is over.

In, on standard input: one JSON object `{"question", "parameters", "seconds", "memory_bytes", "row_limit",
"answer_bytes"}`. Out: an empty line when the question begins, then one JSON object: `{"columns", "rows",
"cut"}` or `{"refused": reason, "kind": error}`.
"""

import json
import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import IngestError, QueryRefused
from ingest.warehouse.answers import bounded
from ingest.warehouse.connections import Connection
from ingest.warehouse.statements import rows
from ingest.warehouse.store import Warehouse

_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_ROWS_AT_ONCE = 100
_OVERHEAD = (
    512_000_000  # bytes of address space beyond the database's own limit: thread stacks, allocator arenas
)
_EXACT = 2**53  # below it every reader of JSON keeps an integer as it is
_CORES = 4  # processor seconds are counted for all threads together


def main(home: str) -> None:
    """Answer the question on standard input from the snapshot below a home."""
    request = json.loads(sys.stdin.read())
    try:
        reply = _answered(Path(home), request)
    except IngestError as error:
        reply = {"refused": str(error), "kind": type(error).__name__}
    except MemoryError:
        reply = {"refused": "the question needs more memory than it may have: narrow it down"}
    sys.stdout.write(json.dumps(reply, ensure_ascii=False))
    sys.stdout.flush()


def _answered(home: Path, request: dict[str, Any]) -> dict[str, Any]:
    memory = int(request["memory_bytes"])
    with Warehouse(home).reader(memory_bytes=memory) as connection:
        rows(connection, "guard/one_of_each_type")
        _give_up_the_world(memory, seconds=float(request["seconds"]))
        sys.stdout.write("\n")
        sys.stdout.flush()
        question = str(request["question"])
        _insist_on_one_reading(connection, question)
        with bounded(connection, float(request["seconds"])):
            connection.execute(question, request["parameters"] or None)
            columns = [column[0] for column in connection.description or ()]
            kept, is_cut = _fetched(connection, int(request["row_limit"]), int(request["answer_bytes"]))
    return {"columns": columns, "rows": kept, "cut": is_cut}


def _give_up_the_world(memory_bytes: int, *, seconds: float) -> None:
    """From here on the kernel refuses every new file, socket and process, and memory beyond the limit."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, int(seconds * _CORES) + _CORES)
    _limit(resource.RLIMIT_AS, _address_space() + memory_bytes + _OVERHEAD)
    _limit(resource.RLIMIT_NOFILE, 0)  # what is open stays open


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


def _address_space() -> int:
    """Bytes of address space that this process has mapped (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _insist_on_one_reading(connection: Connection, question: str) -> None:
    """The first fence, for a clear word: what passes it still meets the others."""
    try:
        statements = connection.extract_statements(question)
    except duckdb.Error as error:
        raise QueryRefused(str(error).split("\n\n", 1)[0].strip()) from error
    if len(statements) != 1:
        raise QueryRefused(f"one statement at a time: there are {len(statements)}")
    if statements[0].type not in _READING:
        raise QueryRefused("only SELECT, FROM, WITH and EXPLAIN are answered here")


def _fetched(connection: Connection, row_limit: int, answer_bytes: int) -> tuple[list[list[Any]], bool]:
    """Rows until a limit is reached, and whether there are more."""
    kept: list[list[Any]] = []
    size = 0
    for row in _rows(connection):
        plain = [_plain(value) for value in row]
        size += len(json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        if len(kept) == row_limit or size > answer_bytes:
            return kept, True
        kept.append(plain)
    return kept, False


def _rows(connection: Connection) -> Iterator[Sequence[Any]]:
    while fetched := connection.fetchmany(_ROWS_AT_ONCE):
        yield from fetched


def _plain(value: object) -> object:
    """A value as JSON holds it; times in ISO 8601."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < _EXACT else str(value)  # infinities and NaN are no JSON
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


if __name__ == "__main__":
    main(sys.argv[1])
