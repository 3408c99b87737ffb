"""Questions of people we don't trust: each is answered by a process of its own that can do nothing else.

What stands between a question and the world, from the inside out:

1. one reading statement, so that mistakes get a clear word; no guard by itself (`WITH x AS (COPY …)` passes);
2. the snapshot is attached read-only, with external access, replacement scans and extensions off and the
   configuration locked;
3. the kernel's limits of the process: no new file or socket, no byte written, an end to memory and processor
   time;
4. an environment without a variable in it, and a parent that reads so many bytes and then kills the group.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import IO, Any

from ingest.errors import ConsoleBusy, NewerSchema, NothingPublished, QueryRefused
from ingest.records import Record
from ingest.warehouse.answers import Answer

_START_SECONDS = 20.0  # for imports and opening, on a machine that is busy
_GRACE_SECONDS = 2.0  # for a question that is interrupted to say so
_CHUNK = 65_536
_QUESTION_BYTES = 100_000
_BY_NAME = {kind.__name__: kind for kind in (NothingPublished, NewerSchema)}


class GuardLimits(Record):
    """What one question may take."""

    seconds: float = 10.0
    memory_bytes: int = 1_000_000_000
    row_limit: int = 1_000
    answer_bytes: int = 5_000_000
    at_once: int = 4  # questions of all people together


class GuardedConsole:
    """Answers questions from the published snapshot below a home, each in a process of its own.

    The next process is started ahead of its question, so that nobody waits for imports. Many threads may use
    one console; close it when it is no longer needed.
    """

    def __init__(self, home: Path, limits: GuardLimits | None = None) -> None:
        self._home = home.absolute()
        self._limits = limits or GuardLimits()
        self._places = BoundedSemaphore(self._limits.at_once)
        self._lock = Lock()
        self._spare: subprocess.Popen[bytes] | None = None

    def ask(self, question: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """The answer; its values are those of JSON, times in ISO 8601.

        Args:
            question: one SQL statement that reads; `$name` stands for a parameter.
            parameters: texts, numbers and truth values by name.

        Raises:
            QueryRefused: it is wrong, not allowed, or takes more than it may; the line says which.
            ConsoleBusy: as many questions as there may be are being answered.
            NothingPublished, NewerSchema: see `Warehouse.reader`.
        """
        if len(question.encode("utf-8", "replace")) > _QUESTION_BYTES:
            raise QueryRefused(f"a question has at most {_QUESTION_BYTES:,} bytes")
        if not self._places.acquire(blocking=False):
            raise ConsoleBusy(f"{self._limits.at_once} questions are being answered: ask again in a moment")
        try:
            return _reply_of(self._said(question, parameters), self._limits)
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process that waits for a question."""
        with self._lock:
            spare, self._spare = self._spare, None
        if spare is not None:
            _kill(spare)

    def _said(self, question: str, parameters: Mapping[str, object] | None) -> bytes:
        process = self._taken()
        try:
            request = self._limits.model_dump() | {
                "question": question,
                "parameters": dict(parameters or {}),
            }
            with suppress(BrokenPipeError):
                _pipe(process.stdin).write(json.dumps(request).encode("utf-8", "replace"))
                _pipe(process.stdin).close()
            deadline = monotonic() + _START_SECONDS + self._limits.seconds + _GRACE_SECONDS
            return _read(
                _pipe(process.stdout), deadline=deadline, most=2 * self._limits.answer_bytes + _CHUNK
            )
        finally:
            _kill(process)

    def _taken(self) -> subprocess.Popen[bytes]:
        with self._lock:
            process, self._spare = self._spare, self._started()
        if process is None:
            return self._started()
        if process.poll() is not None:
            _kill(process)
            return self._started()
        return process

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own module, and no word of the question
            [sys.executable, "-I", "-m", "ingest.warehouse.guarded", str(self._home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        message = "the process was started without a pipe"
        raise RuntimeError(message)
    return stream


def _read(stream: IO[bytes], *, deadline: float, most: int) -> bytes:
    """What is written before the end, the deadline or too many bytes; at most a chunk beyond them."""
    read = bytearray()
    while len(read) <= most:
        ready, _, _ = select.select([stream], [], [], max(0.0, deadline - monotonic()))
        chunk = os.read(stream.fileno(), _CHUNK) if ready else b""
        if not chunk:
            break
        read += chunk
    return bytes(read)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(BrokenPipeError):
        _pipe(process.stdin).close()
    _pipe(process.stdout).close()
    process.wait()


def _reply_of(said: bytes, limits: GuardLimits) -> Answer:
    """What a process said; one that died without a word took too much of something."""
    reply = _parsed(said)
    if reply is None:
        raise QueryRefused(
            f"the question took more than {limits.seconds:g} seconds or {limits.memory_bytes:,} bytes of "
            "memory and was stopped: narrow it down"
        )
    if "refused" in reply:
        raise _BY_NAME.get(str(reply.get("kind")), QueryRefused)(str(reply["refused"]))
    return Answer(
        columns=tuple(map(str, reply["columns"])),
        rows=tuple(tuple(row) for row in reply["rows"]),
        is_cut=bool(reply["cut"]),
    )


def _parsed(said: bytes) -> dict[str, Any] | None:
    try:
        reply = json.loads(said)
    except ValueError:
        return None
    return reply if isinstance(reply, dict) else None
