"""The warehouse as its users see it: a published snapshot to read, a replica to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import finalize

import duckdb

from ingest.errors import IngestError, NothingPublished, OlderSnapshot, QueryRefused
from ingest.warehouse.connections import (
    READER_BYTES,
    Connection,
    named_failures,
    open_for_reading,
    open_for_writing,
)
from ingest.warehouse.migrations import is_current
from ingest.warehouse.replicas import Lock, ReplicaFolder
from ingest.warehouse.statements import rows

_NOTHING = (
    "nothing is published in {home} yet: run `ingest nightly` first, or `ingest run` if there are captures"
)
_ATTEMPTS = 100  # a reader tries again only when a switch came between, so a second attempt is rare


class Replica:
    """A warehouse file that only its writer sees.

    Attributes:
        path: the file.
        connection: open until `seal`.
    """

    def __init__(self, path: Path, connection: Connection, claim: Lock) -> None:
        self.path = path
        self.connection = connection
        self._claim = claim

    def segments(
        self, *, articles_producer: str | None = None, facts_producer: str | None = None
    ) -> frozenset[str]:
        """Segments that the ledger has; with producers: only those loaded with them."""
        return _segments(self.connection, articles_producer, facts_producer)

    def seal(self) -> None:
        """Write everything into the file, close it and let readers at it: it is ready to be published."""
        self.connection.execute("CHECKPOINT")
        self.abandon()

    def abandon(self) -> None:
        """Close without publishing. What was committed stays for the next writer."""
        self.connection.close()
        self._claim.release()


class Warehouse:
    """The folder `warehouse` of an INGEST_HOME; nothing is made before the first write."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = ReplicaFolder(home / "warehouse")

    @contextmanager
    def reader(self, *, memory_bytes: int = READER_BYTES) -> Iterator[Connection]:
        """The published snapshot, read-only. It stays what it is while others load and publish.

        Unqualified names are the views of schema `news`.

        Args:
            memory_bytes: that its queries may use.

        Raises:
            NothingPublished: there is no snapshot yet.
            NewerSchema: a newer version of ingest wrote it.
            OlderSnapshot: it lacks something that is asked for, since an older version published it.
        """
        connection, lock = self._open_published(memory_bytes)
        try:
            yield connection
        except (duckdb.CatalogException, duckdb.BinderException, QueryRefused) as error:
            if is_current(connection):
                raise
            raise OlderSnapshot(
                f"an older version of ingest published this snapshot: `ingest run` renews it ({error})"
            ) from error
        finally:
            connection.close()
            lock.release()

    def is_current(self) -> bool:
        """Whether the published snapshot has the tables and views of this version.

        Raises:
            NothingPublished: there is no snapshot yet.
        """
        with self.reader() as connection:
            return is_current(connection)

    def open_snapshot(self) -> Connection:
        """As `reader`, for a session that has no end block: the file is let go with the connection object."""
        connection, lock = self._open_published(READER_BYTES)
        finalize(connection, lock.release)
        return connection

    def published_path(self) -> Path:
        """The file of the published snapshot.

        Raises:
            NothingPublished: there is no snapshot yet.
        """
        path = self._folder.published()
        if path is None:
            raise NothingPublished(_NOTHING.format(home=self._home))
        return path

    def mark(self) -> str:
        """Another text whenever another snapshot was published; empty before the first."""
        path = self._folder.published()
        return f"{path.name} {path.stat().st_mtime_ns}" if path else ""

    @contextmanager
    def writer(self) -> Iterator[Replica]:
        """A replica that nobody reads, with the newest schema; at the end it is closed, published or not.

        Raises:
            WarehouseBusy: another process writes.
            NewerSchema: a newer version of ingest wrote the warehouse.
            OutOfSpace: the disk is full; the published snapshot is as it was.
            NoHome: the folder cannot be written.
        """
        with named_failures(self._home), self._folder.only_writer():
            replica = self._spare() or self._fresh()
            try:
                yield replica
            finally:
                replica.abandon()

    @contextmanager
    def rebuilding(self) -> Iterator[Replica]:
        """As `writer`, with a replica that holds nothing: whatever is in it afterwards was loaded inside."""
        with named_failures(self._home), self._folder.only_writer():
            replica = self._opened_new(self._folder.unused())
            try:
                yield replica
            finally:
                replica.abandon()

    @contextmanager
    def taking_over(self, source: Path) -> Iterator[Replica]:
        """As `writer`, with a copy of a file from elsewhere."""
        with named_failures(self._home), self._folder.only_writer():
            replica = self._opened_new(self._folder.copy_of(source))
            try:
                yield replica
            finally:
                replica.abandon()

    def forget_old_snapshots(self) -> None:
        """Remove every file but the published one, inside `rebuilding`; who reads one reads on."""
        self._folder.remove_spares()

    def switch_to(self, replica_path: Path) -> None:
        """Publish a sealed replica with one atomic rename; readers of the old snapshot go on.

        Raises:
            OutOfSpace: the disk is full; the published snapshot is as it was.
        """
        with named_failures(self._home):
            self._folder.publish(replica_path)

    def published_segments(
        self, *, articles_producer: str | None = None, facts_producer: str | None = None
    ) -> frozenset[str]:
        """Segments in the published snapshot; with producers: only those loaded with them."""
        try:
            with self.reader() as connection:
                return _segments(connection, articles_producer, facts_producer)
        except NothingPublished:
            return frozenset()

    def published_counts(self) -> tuple[int, int, int]:
        """Articles, versions and families of the published snapshot.

        Raises:
            NothingPublished: there is no snapshot yet.
        """
        with self.reader() as connection:
            ((articles, versions, families),) = rows(connection, "publish/count_snapshot")
        return articles, versions, families

    def _open_published(self, memory_bytes: int) -> tuple[Connection, Lock]:
        for _ in range(_ATTEMPTS):
            path = self._folder.published()
            if path is None:
                break
            opened = self._open_while_published(path, memory_bytes)
            if opened is not None:
                return opened
        raise NothingPublished(_NOTHING.format(home=self._home))

    def _open_while_published(self, path: Path, memory_bytes: int) -> tuple[Connection, Lock] | None:
        """The snapshot and our hold on it; None where a switch came between."""
        lock = self._folder.read_lock(path)
        if lock is None:
            return None
        try:
            if path == self._folder.published():
                return open_for_reading(path, memory_bytes=memory_bytes), lock
        except duckdb.Error:
            if path == self._folder.published():
                lock.release()
                raise
        except BaseException:
            lock.release()
            raise
        lock.release()
        return None

    def _spare(self) -> Replica | None:
        """The first replica that opens for writing; others that nobody holds are removed."""
        chosen: Replica | None = None
        for path in self._folder.spares():
            claim = self._folder.claim(path)
            if claim is None:
                continue
            if chosen is None:
                chosen = self._opened(path, claim)
            else:
                self._folder.remove(path, claim)
        return chosen

    def _opened(self, path: Path, claim: Lock) -> Replica | None:
        try:
            return Replica(path, open_for_writing(path), claim)
        except duckdb.Error as error:
            if _is_held(error):
                claim.release()
            else:  # damaged: everything in it is in the archive or in the published replica
                self._folder.remove(path, claim)
            return None
        except IngestError:
            claim.release()
            raise

    def _fresh(self) -> Replica:
        return self._opened_new(self._folder.fresh())

    def _opened_new(self, path: Path) -> Replica:
        claim = self._folder.claim(path)
        if claim is None:
            message = f"{path.name} is new and yet somebody holds it"
            raise RuntimeError(message)
        try:
            return Replica(path, open_for_writing(path), claim)
        except BaseException:
            self._folder.remove(path, claim)
            raise


def _is_held(error: duckdb.Error) -> bool:
    """Whether DuckDB says that somebody has the file open: another process, or this one."""
    return (
        "Could not set lock" in str(error) or "already attached" in str(error) or "Can't open" in str(error)
    )


def _segments(
    connection: Connection, articles_producer: str | None, facts_producer: str | None
) -> frozenset[str]:
    return frozenset(
        segment
        for segment, articles_by, facts_by in rows(connection, "publish/loaded_segments")
        if articles_producer in {None, articles_by} and facts_producer in {None, facts_by}
    )
