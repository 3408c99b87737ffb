"""What is kept, for how long, and what goes; and a warehouse that was rebuilt beside the published one.

    delete_articles   one article, everywhere, with a tombstone that polls and replays respect
    maintain          finishes deletions, lets go what an outlet's terms let nobody keep, gives space back
    compare           what would change for readers if a rebuilt warehouse took the place of the published one
    adopt             makes it so

A deletion is written down first. Then the segments that hold the article are written anew without it, what
was derived from them goes, and the warehouse is built anew from what is left: so nothing of the article is
left in any file, and a replay comes to the same tables by construction. Killed at any point, the next call
goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from ingest.archive import Terms, Tombstone
from ingest.errors import PermanentError
from ingest.parsing.urls import article_identity
from ingest.pipeline import ARTICLES_PRODUCER, FACTS_PRODUCER, Clock, Workplace, load_prepared, prepare
from ingest.publish import publish_snapshot
from ingest.records import Record
from ingest.warehouse import Comparison, Warehouse, compare_snapshots, rows


class Deletion(Record):
    """What a deletion did."""

    articles: tuple[str, ...]  # deleted now
    segments: tuple[str, ...]  # written anew
    copies: tuple[str, ...]  # articles that say the same words at other addresses and stay


class Maintenance(Record):
    """What a maintenance did."""

    deleted: tuple[str, ...]  # articles that an earlier call had not come to the end of
    expired: tuple[str, ...]  # articles that the terms of their outlets let nobody keep any longer
    bytes_freed: int  # of tables that producers derived whom nobody reads any more


@dataclass(frozen=True)
class _Wanted:
    article_id: str
    reason: str


def delete_articles(place: Workplace, articles: Sequence[str], *, reason: str, clock: Clock) -> Deletion:
    """Delete articles from captures, tables and the warehouse, and keep them out.

    Args:
        place: where.
        articles: their ids.
        reason: why: it is kept, and stands in the books in place of what is gone.
        clock: when.

    Raises:
        PermanentError: an id is that of no article that was ever captured.
        WarehouseBusy: another process loads at this moment; what was asked for is written down.
        NothingPublished: there is neither a snapshot nor a capture.
    """
    wanted = tuple(dict.fromkeys(articles))
    with place.warehouse.reader() as connection:
        copies = [one for one, _, _ in rows(connection, "maintenance/select_copies", articles=list(wanted))]
    _bury(place, [_Wanted(article_id, reason) for article_id in wanted], clock)
    return Deletion(articles=wanted, segments=_finish(place, clock), copies=tuple(copies))


def maintain(place: Workplace, *, clock: Clock) -> Maintenance:
    """Finish deletions, let go what may be kept no longer, and give back space.

    Raises:
        WarehouseBusy: another process loads at this moment.
    """
    unfinished = tuple(stone.article_id for stone in place.archive.tombstones() if stone.done_at is None)
    expired = _expired(place, place.archive.terms(), clock)
    _bury(place, expired, clock)
    _finish(place, clock)
    freed = place.archive.forget_producers({"articles": ARTICLES_PRODUCER, "facts": FACTS_PRODUCER})
    return Maintenance(
        deleted=unfinished,
        expired=tuple(one.article_id for one in expired),
        bytes_freed=freed,
    )


def _expired(place: Workplace, terms: Iterable[Terms], clock: Clock) -> list[_Wanted]:
    limits = tuple(terms)
    if not limits:
        return []
    with place.warehouse.reader() as connection:
        found = rows(
            connection, "maintenance/select_expired", now=clock().astimezone(UTC),
            outlets=[one.outlet_id for one in limits], days=[one.keep_days for one in limits],
            terms=[one.terms for one in limits],
        )  # fmt: skip
    return [
        _Wanted(article_id, f"kept for {days} days, as the outlet's terms ask ({said})")
        for article_id, days, said in found
    ]


def _bury(place: Workplace, wanted: Sequence[_Wanted], clock: Clock) -> None:
    """Write tombstones, before anything is touched."""
    known = {stone.article_id for stone in place.archive.tombstones()}
    fresh = {one.article_id: one.reason for one in wanted if one.article_id not in known}
    if not fresh:
        return
    with place.warehouse.reader() as connection:
        found = rows(connection, "maintenance/select_deleted", articles=sorted(fresh))
    unknown = sorted(article_id for article_id, _, _, segments, _, _ in found if not segments)
    if unknown:
        raise PermanentError(
            f"no article has the id {', '.join(unknown)}: `ingest search` and `ingest explain` show ids"
        )
    now = clock().astimezone(UTC)
    place.archive.bury(
        Tombstone(
            article_id=article_id, names=_names(article_id, addresses), feeds=tuple(feeds),
            segments=tuple(segments), days=tuple(days), outlet_id=outlet_id, reason=fresh[article_id],
            deleted_at=now,
        )
        for article_id, addresses, feeds, segments, days, outlet_id in found
    )  # fmt: skip


def _names(article_id: str, addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({article_id, *(article_identity(address) for address in addresses if address)}))


def _finish(place: Workplace, clock: Clock) -> tuple[str, ...]:
    """See to every tombstone that nobody has come to the end of."""
    waiting = [stone for stone in place.archive.tombstones() if stone.done_at is None]
    if not waiting:
        return ()
    loaded = place.warehouse.published_segments()
    later = [name for name in place.archive.segments() if name not in loaded]
    names = sorted({name for stone in waiting for name in stone.segments} | set(later))
    with place.warehouse.rebuilding() as rebuilt:
        changed = tuple(name for name in names if place.archive.withhold(name))
        for stone in waiting:
            place.archive.forget_taken(stone.days)
        everything = place.archive.segments()
        prepare(place, everything)
        load_prepared(place, rebuilt, everything)
        publish_snapshot(
            place.warehouse, rebuilt, allow_fewer_articles=True, deleted=place.archive.deleted_articles()
        )
        place.warehouse.forget_old_snapshots()
    place.archive.mark_done([stone.article_id for stone in waiting], clock().astimezone(UTC))
    return changed


def compare(place: Workplace, rebuilt: Path, *, examples: int = 3) -> Comparison:
    """What would change for readers if the warehouse that a replay left in a folder were adopted.

    Args:
        place: whose snapshot is published.
        rebuilt: the folder that `pipeline.replay` wrote into.
        examples: of each change.

    Raises:
        NothingPublished: there is no snapshot here or there.
    """
    return compare_snapshots(
        place.warehouse.published_path(), Warehouse(rebuilt).published_path(), examples=examples
    )


def adopt(place: Workplace, rebuilt: Path) -> None:
    """Make what a replay left in a folder the published snapshot, and its tables those of this home.

    Readers of the old snapshot go on. The folder may be removed afterwards.

    Raises:
        NothingPublished: nothing is there.
        WarehouseBusy: another process loads at this moment.
        SnapshotHeldBack: it lacks segments that were captured meanwhile, or the books don't balance.
    """
    source = Warehouse(rebuilt).published_path()
    for area, producer in (("articles", ARTICLES_PRODUCER), ("facts", FACTS_PRODUCER)):
        place.archive.take_tables(rebuilt, area, producer)
    with place.warehouse.taking_over(source) as replica:
        publish_snapshot(place.warehouse, replica, deleted=place.archive.deleted_articles())


def deletions(place: Workplace) -> tuple[Tombstone, ...]:
    """What was deleted, when and why."""
    return place.archive.tombstones()
