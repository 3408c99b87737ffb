"""How each kind of list is read, and what the answer to a request for one of its pages means. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ingest.history import cdx
from ingest.history.listed import Lead, Listed, ReadList, addresses_in
from ingest.history.order import Order, SourceKind
from ingest.records import Capture, Channel

_MEGABYTE = 1_000_000


def _as_listed(item: Listed) -> str:
    return item.url


def _as_answered(item: Listed, answer: Capture) -> Capture:
    """A page of today, asked for because a list of the past names it: its time is that of the request."""
    entry = {"entry": item.entry, "feed_url": item.feed_url} if item.entry else {}
    return answer.model_copy(update={"channel": Channel.BACKFILL, **entry})


@dataclass(frozen=True)
class Lists:
    """One source that is a list, or a list of lists."""

    starts: tuple[Lead, ...]
    read: ReadList
    byte_limit: int  # of one list
    address: Callable[[Listed], str] = _as_listed  # where a page is asked for
    capture: Callable[[Listed, Capture], Capture] = _as_answered
    repeat: Callable[[Listed, Capture], Capture] | None = None
    """The capture of a page from that of another with the same address and digest, which is not asked for."""
    asks_robots: bool = True  # before pages; an archive's interface is there for programs


def lists_of(order: Order) -> Lists:
    """The lists of an order's source."""
    return _KINDS[order.source.kind](order)


def _urls(order: Order) -> Lists:
    return Lists((Lead(url=order.source.place),), addresses_in, 500 * _MEGABYTE)


def _cdx(order: Order) -> Lists:
    base = order.source.place
    return Lists(
        cdx.starts(base, order.scope), cdx.rows_in, cdx.BYTES, address=partial(cdx.raw_address, base),
        capture=cdx.capture_of, repeat=cdx.repeated, asks_robots=False,
    )  # fmt: skip


_KINDS: dict[SourceKind, Callable[[Order], Lists]] = {SourceKind.URLS: _urls, SourceKind.CDX: _cdx}
LISTS = frozenset(_KINDS)
