"""Replica files: which one is published, who holds one, how a new one is made.

`warehouse/current` is a symbolic link to the published `replica-*.duckdb`. Beside each replica
stands `replica-*.duckdb.lock`: readers hold it shared, the writer holds it alone (flock). DuckDB's
own locks would not do: they are POSIX locks, which a process loses for all its connections when
it closes any descriptor of the file (fcntl(2)), so a second reader in one process could unlock
the first. They still keep out programs that do not know our lock, such as the DuckDB shell.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import WarehouseBusy

_PATTERN = "replica-*.duckdb"
_NOTHING = -1  # no descriptor


class Lock:
    """A lock on a file, held until `release` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def alone(cls, path: Path) -> "Lock | None":
        """The lock for one holder; None where someone else has it. Makes the file."""
        return cls._take(path, os.O_RDWR | os.O_CREAT, fcntl.LOCK_EX)

    @classmethod
    def shared(cls, path: Path) -> "Lock | None":
        """The lock for many holders; None where someone holds it alone. Needs no right to write.

        Raises:
            FileNotFoundError: there is no such lock.
        """
        return cls._take(path, os.O_RDONLY, fcntl.LOCK_SH)

    @classmethod
    def _take(cls, path: Path, mode: int, kind: int) -> "Lock | None":
        descriptor = os.open(path, mode, 0o644)
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return cls(descriptor)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor != _NOTHING:
            os.close(self._descriptor)
            self._descriptor = _NOTHING


class ReplicaFolder:
    """The folder `INGEST_HOME/warehouse`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._link = folder / "current"

    def published(self) -> Path | None:
        """The published replica; None before the first.

        A copy of the folder that followed the link has a file in its place: that is then the replica, and the
        next publication puts a link there again.
        """
        if self._link.is_file() and not self._link.is_symlink():
            return self._link
        try:
            return self._folder / self._link.readlink()
        except FileNotFoundError:
            return None

    def read_lock(self, replica: Path) -> Lock | None:
        """A reader's hold on a replica; None where a writer has it. A folder without locks has no writer."""
        try:
            return Lock.shared(_lock_of(replica))
        except FileNotFoundError:
            return Lock(_NOTHING)

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Inside, no other process writes.

        Raises:
            WarehouseBusy: another one does.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = Lock.alone(self._folder / "writer.lock")
        if lock is None:
            raise WarehouseBusy(
                f"another process is loading into {self._folder}: try again when it has ended"
            )
        try:
            yield
        finally:
            lock.release()

    def spares(self) -> tuple[Path, ...]:
        """Replicas that are not published, by name."""
        current = self.published()
        return tuple(path for path in sorted(self._folder.glob(_PATTERN)) if path != current)

    def claim(self, replica: Path) -> Lock | None:
        """The writer's hold on a replica; None where someone reads it."""
        return Lock.alone(_lock_of(replica))

    def unused(self) -> Path:
        """The name of a replica that is not there yet."""
        return self._folder / f"replica-{secrets.token_hex(4)}.duckdb"

    def remove_spares(self) -> None:
        """Delete every replica but the published one; who reads one reads on until it is closed."""
        for replica in self.spares():
            self._sweep(f"{replica.name}*")
        self._sweep("copying-*")

    def fresh(self) -> Path:
        """A new replica: a copy of the published one, or the name of a file that is not there yet."""
        current = self.published()
        return self.unused() if current is None else self.copy_of(current)

    def copy_of(self, source: Path) -> Path:
        """A new replica with the content of a file; whole, or not there."""
        self._sweep("copying-*")  # a copy that was killed half-way
        fresh = self.unused()
        partial = self._folder / f"copying-{fresh.name}"
        try:
            shutil.copyfile(source, partial)
            _synchronise(partial)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        return partial.replace(fresh)

    def remove(self, replica: Path, claim: Lock) -> None:
        """Delete a replica that the caller has claimed, and all that DuckDB put beside it."""
        self._sweep(f"{replica.name}*")
        claim.release()

    def publish(self, replica: Path) -> None:
        """Make a replica the published one by one rename, after its bytes are on the disk."""
        _synchronise(replica)
        fresh_link = self._folder / "current.next"
        fresh_link.unlink(missing_ok=True)
        fresh_link.symlink_to(replica.name)
        fresh_link.replace(self._link)
        _synchronise(self._folder)

    def _sweep(self, pattern: str) -> None:
        for path in sorted(self._folder.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _lock_of(replica: Path) -> Path:
    return replica.with_name(f"{replica.name}.lock")


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
