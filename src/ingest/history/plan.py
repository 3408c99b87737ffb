"""What a backfill would cost, before anything is read. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable

from pydantic import Field

from ingest.history.listed import Listed
from ingest.history.lists import Lists
from ingest.history.manifest import Manifest
from ingest.history.order import Order
from ingest.history.parts import File
from ingest.history.walk import Batch
from ingest.parsing.urls import host_of
from ingest.records import Record

GROWTH = 2.0
"""Bytes on disk for a byte of WARC, estimated and not measured: the capture, its articles and facts, and two
replicas of the warehouse."""
PAGE_BYTES = 100_000  # of a page of which nobody says how large it is: a guess on the safe side
LISTS_OF_A_PLAN = 200  # a plan reads no more of them, and says so
_SPARE = 0.05  # of the free disk stays free
_SPACING = 1.125  # of a host's pause: what `ingest.web` waits on average


class Limits(Record):
    """After how much a run stops; the next one goes on."""

    byte_limit: int | None = None  # of the source
    requests_a_second: float | None = Field(default=None, gt=0)  # None: as the settings say


class Unobtainable(Record):
    """Something that the plan knows it will not get."""

    what: str
    why: str


class Plan(Record):
    """What would be read, and what is there already."""

    order: Order
    files: int  # to be read; of a list: its pages that are to be asked for
    files_done: int  # taken whole before; of a list: its pages that are there
    bytes_to_read: int
    bytes_done: int
    requests: int = 0
    seconds: float = 0.0  # at the polite rate, of requests
    disk_bytes: int = 0  # needed, at most
    free_bytes: int = 0
    unobtainable: tuple[Unobtainable, ...] = ()

    @property
    def refusal(self) -> str:
        """Why it cannot be done, with numbers; empty where it can."""
        return refusal_of(self.disk_bytes, self.free_bytes)


class Bounds(Record):
    """How fast requests may be made, and how much room there is."""

    host_spacing: float  # seconds between two requests to one host
    requests_a_second: float  # of all hosts together; 0: no bound
    free_bytes: int  # of the disk of the archive
    byte_limit: int | None  # after which a run stops

    def seconds(self, hosts: Counter[str]) -> float:
        """What requests to some hosts take at least, side by side."""
        slowest = max(hosts.values(), default=0) * self.host_spacing * _SPACING
        return max(slowest, hosts.total() / self.requests_a_second if self.requests_a_second else 0.0)


def refusal_of(needed: int, free: int) -> str:
    """Why bytes do not fit on a disk, with numbers; empty where they do."""
    room = int(free * (1 - _SPARE))
    if needed <= room:
        return ""
    return (
        f"this backfill needs up to {_gigabytes(needed)} of disk and {_gigabytes(room)} may be "
        "used: ask for fewer days or outlets, set a limit of bytes, or move INGEST_HOME"
    )


def plan_of_lists(
    order: Order,
    batches: Iterable[Batch],
    *,
    unseen: Callable[[Iterable[Listed]], list[Listed]],
    lists: Lists,
    bounds: Bounds,
) -> Plan:
    """The plan of a list: its lists are read, its pages are not asked for.

    Args:
        order: what is asked for.
        batches: what its lists name.
        unseen: the pages of a list that the archive lacks.
        lists: how the source is read.
        bounds: of requests and bytes.
    """
    hosts: Counter[str] = Counter()
    size = known = 0
    files = 0
    lost, read = [], set()
    for batch in batches:
        read.add(batch.lead.url)
        lacking = unseen(batch.wanted)
        known += len(batch.wanted) - len(lacking)
        size += sum(item.size or PAGE_BYTES for item in lacking)
        files += len(lacking)
        for item in lacking:
            hosts[host_of(lists.address(item))] += lists.requests(item)
        where = batch.lead.url
        lost += [Unobtainable(what=f"{where} at {one.position}", why=one.why) for one in batch.misfits]
        if len(read) == LISTS_OF_A_PLAN:
            why = f"a plan reads {LISTS_OF_A_PLAN}, a run reads all"
            lost.append(Unobtainable(what="more lists", why=why))
            break
    needed = size if bounds.byte_limit is None else min(size, bounds.byte_limit)
    return Plan(
        order=order, files=files, files_done=known, bytes_to_read=size, bytes_done=0,
        requests=hosts.total(), seconds=bounds.seconds(hosts), disk_bytes=int(needed * GROWTH),
        free_bytes=bounds.free_bytes, unobtainable=tuple(lost),
    )  # fmt: skip


def plan_of_files(
    order: Order, files: Iterable[File], manifest: Manifest, *, free_bytes: int, byte_limit: int | None
) -> Plan:
    """The plan of a folder of WARC, pages or wire items.

    Args:
        order: what is asked for.
        files: of the folder.
        manifest: what was taken before.
        free_bytes: of the disk of the archive.
        byte_limit: bytes of the source after which the run stops.
    """
    to_read = done = whole = count = 0
    empty = []
    for file in files:
        last = manifest.last_of(file.name, file.size, file.modified_at)
        if file.size == 0:
            empty.append(Unobtainable(what=file.name, why="it is empty"))
        if last is not None and last.is_last:
            whole, done = whole + 1, done + file.size
            continue
        begun = last.end if last else 0
        count, done, to_read = count + 1, done + begun, to_read + file.size - begun
    needed = min(to_read, byte_limit) if byte_limit is not None else to_read
    return Plan(
        order=order, files=count, files_done=whole, bytes_to_read=to_read, bytes_done=done,
        disk_bytes=int(needed * GROWTH), free_bytes=free_bytes, unobtainable=tuple(empty),
    )  # fmt: skip


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB"
