"""What a backfill would cost, before anything is read. Pure."""

from collections.abc import Iterable

from ingest.history.manifest import Manifest
from ingest.history.order import Order
from ingest.history.parts import File
from ingest.records import Record

GROWTH = 2.0
"""Bytes on disk for a byte of WARC, estimated and not measured: the capture, its articles and facts, and two
replicas of the warehouse."""
_SPARE = 0.05  # of the free disk stays free


class Unobtainable(Record):
    """Something that the plan knows it will not get."""

    what: str
    why: str


class Plan(Record):
    """What would be read, and what is there already."""

    order: Order
    files: int  # to be read; of a list: 1
    files_done: int  # taken whole before
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
        room = int(self.free_bytes * (1 - _SPARE))
        if self.disk_bytes <= room:
            return ""
        return (
            f"this backfill needs up to {_gigabytes(self.disk_bytes)} of disk and {_gigabytes(room)} may be "
            "used: ask for fewer days or outlets, set a limit of bytes, or move INGEST_HOME"
        )


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
