"""The door of the stage: reads the captures of a segment, has each read by a worker, writes three tables."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from ingest.archive import Archive, ArchivedCapture, UnreadableRecord
from ingest.normalise.books import Place, fetch_of, rejected, unreadable
from ingest.normalise.reading import Item, Rows, memory_of, needs_reading, read_capture
from ingest.records import ArticleVersion, Fetch, ListedEntry, Record, Run
from ingest.workers import GaveUp, Workers

AREA = "articles"


def normalise_segment(
    segment_id: str,
    *,
    archive: Archive,
    workers: Workers,
    producer: str,
    progress: Callable[[str, int, int], None],
) -> None:
    """Write the tables `fetches`, `entries` and `articles` of one segment; all of them or none.

    Every capture of the segment gives exactly one row of `fetches`, whatever it holds. The tables depend
    on the segment and on knowledge alone, in the order of the segment.

    Args:
        segment_id: a segment that the archive lists.
        archive: read for captures, written for tables.
        workers: the processes that read feeds and pages, and share what we know of the world (`Knowledge`);
            what they give up on is a rejection.
        producer: the name under which the tables are kept: step, version, parameters.
        progress: called with `normalise`, captures done and 0 (their number is not known beforehand).

    Raises:
        UnreadableCapture: there is no such segment.
        OutOfSpace, NoHome: the tables cannot be written.
    """
    run = archive.run_of(segment_id)
    tables: dict[str, type[Record]] = {"fetches": Fetch, "entries": ListedEntry, "articles": ArticleVersion}
    read = normalise_records(archive.read_captures(segment_id), segment_id, run, workers)
    archive.write_rows(AREA, producer, segment_id, tables, _named(read, progress))


def _named(read: Iterable[Rows], progress: Callable[[str, int, int], None]) -> Iterator[tuple[str, Record]]:
    """Each row with the name of its table."""
    for done, rows in enumerate(read, start=1):
        yield "fetches", rows.fetch
        for entry in rows.entries:
            yield "entries", entry
        if rows.version:
            yield "articles", rows.version
        progress("normalise", done, 0)


def normalise_records(
    records: Iterable[ArchivedCapture | UnreadableRecord], segment_id: str, run: Run, workers: Workers
) -> Iterator[Rows]:
    """The rows of every record, in their order, a few items ahead of whoever takes them."""
    waiting: deque[Item | Fetch] = deque()  # records sent to a worker and lines already known, in order

    def items() -> Iterator[Item]:
        for record in records:
            if isinstance(record, UnreadableRecord):
                place = Place(segment_id, run.run_id, record.warc_file, record.warc_offset)
                waiting.append(unreadable(run, place, record.reason))
                continue
            item = _item(record, segment_id, run)
            if needs_reading(item.capture):
                waiting.append(item)
                yield item
            else:
                waiting.append(fetch_of(item.capture, item.place))

    for result in workers.map_shared(read_capture, items(), memory_of=memory_of):
        yield from _lines(waiting)
        item = waiting.popleft()
        if isinstance(item, Item):
            yield _given_up(item, result) if isinstance(result, GaveUp) else result
    yield from _lines(waiting)


def _item(record: ArchivedCapture, segment_id: str, run: Run) -> Item:
    place = Place(segment_id, run.run_id, record.warc_file, record.warc_offset)
    return Item(record.capture, place)


def _lines(waiting: deque[Item | Fetch]) -> Iterator[Rows]:
    """Lines that needed no worker and stand before the next result."""
    while waiting and isinstance(waiting[0], Fetch):
        line = waiting.popleft()
        if isinstance(line, Fetch):
            yield Rows(line)


def _given_up(item: Item, gave_up: GaveUp) -> Rows:
    """The line of a capture on which a worker ran out of time or memory, or died."""
    fetch = fetch_of(item.capture, item.place)
    return Rows(rejected(fetch, gave_up.reason, f"reading it was given up: {gave_up.reason}"))
