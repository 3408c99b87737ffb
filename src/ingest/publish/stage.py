"""The door of the publish stage."""

from collections.abc import Sequence

from ingest.archive import Archive, UnreadableRecord
from ingest.errors import NothingPublished, SnapshotHeldBack
from ingest.publish.books import BOOKS, DELETED, FITNESS, ONE_PRODUCER, SUMMARISED, SUMS, Check, complaint
from ingest.records import Record
from ingest.warehouse import Connection, Replica, Warehouse, complete_summaries, index_texts, rows


class PublishReport(Record):
    """What is published now."""

    articles: int
    versions: int
    families: int
    checks: tuple[Check, ...]


def publish_snapshot(
    warehouse: Warehouse,
    replica: Replica,
    *,
    allow_fewer_articles: bool = False,
    deleted: Sequence[str] = (),
) -> PublishReport:
    """Check a loaded replica and make it the snapshot that readers get. Call it inside `warehouse.writer()`.

    What is checked are the segments that the published snapshot lacks, and sums over everything; where there
    is no such segment, everything. So the cost follows the load; `ingest audit` checks everything.

    Args:
        warehouse: where it is published.
        replica: closed by this call when it passes; a replica that is held back stays open.
        allow_fewer_articles: publish it even if it has fewer articles than the published snapshot.
        deleted: articles that must not be in it.

    Raises:
        SnapshotHeldBack: a check failed; the published snapshot stays.
        OutOfSpace: the disk is full; the published snapshot stays.
    """
    checks = _fitness(warehouse, replica)
    if not allow_fewer_articles:
        checks = (*checks, _not_fewer(warehouse, replica.connection))
    if deleted:
        checks = (*checks, _check(replica.connection, DELETED, deleted=list(deleted)))
    if complaints := complaint(checks):
        raise SnapshotHeldBack(f"the new snapshot is held back, readers keep the old one: {complaints}")
    index_texts(replica.connection)
    complete_summaries(replica.connection)
    articles, versions, families = _counts(replica.connection)
    replica.seal()
    warehouse.switch_to(replica.path)
    return PublishReport(articles=articles, versions=versions, families=families, checks=checks)


def audit_books(connection: Connection, *, archive: Archive) -> tuple[Check, ...]:
    """Add up the books of a snapshot and compare them with the captures; balanced: each difference is 0."""
    segments = archive.segments()
    counts = [_records(archive, name) for name in segments]
    return (
        _check(connection, "audit/segments_loaded", segments=list(segments)),
        _check(
            connection,
            "audit/captures_booked",
            segments=list(segments),
            readable=[readable for readable, _ in counts],
            unreadable=[unreadable for _, unreadable in counts],
        ),
        *(_check(connection, name) for name in (*BOOKS, SUMMARISED)),
        *_fit(connection, segments),
        _check(connection, DELETED, deleted=list(archive.deleted_articles())),
    )


def _fitness(warehouse: Warehouse, replica: Replica) -> tuple[Check, ...]:
    held = replica.segments()
    fresh = sorted(held - warehouse.published_segments())
    return (
        *(_check(replica.connection, name) for name in (SUMS if fresh else BOOKS)),
        *_fit(replica.connection, fresh or sorted(held)),
    )


def _fit(connection: Connection, segments: Sequence[str]) -> tuple[Check, ...]:
    return (
        *(_check(connection, name, segments=list(segments)) for name in FITNESS),
        _check(connection, ONE_PRODUCER),
    )


def _not_fewer(warehouse: Warehouse, connection: Connection) -> Check:
    try:
        with warehouse.reader() as published:
            articles, _, _ = _counts(published)
    except NothingPublished:
        articles = 0
    return _check(connection, "publish/check_articles_not_fewer", published_articles=articles)


def _counts(connection: Connection) -> tuple[int, int, int]:
    ((articles, versions, families),) = rows(connection, "publish/count_snapshot")
    return articles, versions, families


def _check(connection: Connection, statement_name: str, **parameters: object) -> Check:
    ((name, expected, found, difference),) = rows(connection, statement_name, **parameters)
    return Check(name=name, expected=expected, found=found, difference=difference)


def _records(archive: Archive, segment: str) -> tuple[int, int]:
    """How many records of a segment can be read, and how many cannot."""
    readable = unreadable = 0
    for record in archive.read_captures(segment):
        if isinstance(record, UnreadableRecord):
            unreadable += 1
        else:
            readable += 1
    return readable, unreadable
