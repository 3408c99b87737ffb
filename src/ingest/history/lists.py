"""How each kind of list is read, and what the answer to a request for one of its pages means. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ingest.history import archived_feeds, cc_news, cdx, gdelt, sitemaps
from ingest.history.listed import Lead, Listed, ReadList, addresses_in
from ingest.history.order import Order, SourceKind
from ingest.records import Capture, Channel

_MEGABYTE = 1_000_000


def _as_listed(item: Listed) -> str:
    return item.url


def _one(_item: Listed) -> int:
    return 1


def _as_answered(item: Listed, answer: Capture) -> Capture:
    """A page of today, asked for because a list of the past names it: its time is that of the request."""
    said = {"channel": Channel.BACKFILL, "entry": item.entry, "feed_url": item.feed_url}
    return answer.model_copy(update=said)


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
    requests: Callable[[Listed], int] = _one
    """How many requests a page, or a file of pages, costs."""
    are_files: bool = False  # it lists WARC files, not pages
    asks_robots: bool = True  # before pages; an archive's interface is there for programs


def lists_of(order: Order, now: datetime) -> Lists:
    """The lists of an order's source."""
    return _KINDS[order.source.kind](order, now)


def _urls(order: Order, _now: datetime) -> Lists:
    return Lists((Lead(url=order.source.place),), addresses_in, 100 * _MEGABYTE)


def _cdx(order: Order, _now: datetime) -> Lists:
    base = order.source.place
    return Lists(
        cdx.starts(base, order.scope), cdx.rows_in, cdx.BYTES, address=partial(cdx.raw_address, base),
        capture=cdx.capture_of, repeat=cdx.repeated, asks_robots=False,
    )  # fmt: skip


def _sitemap(order: Order, _now: datetime) -> Lists:
    read = partial(sitemaps.pages_in, order.scope)
    return Lists(sitemaps.starts(order.source.place), read, sitemaps.BYTES)


def _feed(order: Order, _now: datetime) -> Lists:
    read = partial(archived_feeds.pages_in, order.scope)
    return Lists((Lead(url=order.source.place),), read, archived_feeds.BYTES)


def _gdelt(order: Order, _now: datetime) -> Lists:
    return Lists((Lead(url=order.source.place),), partial(gdelt.found_in, order.scope), gdelt.BYTES)


def _cc_news(order: Order, now: datetime) -> Lists:
    return Lists(
        cc_news.starts(order.source.place, order.scope, today=now.date()),
        partial(cc_news.files_in, order.scope), cc_news.LIST_BYTES,
        requests=cc_news.requests_of, are_files=True,
    )  # fmt: skip


_KINDS: dict[SourceKind, Callable[[Order, datetime], Lists]] = {
    SourceKind.URLS: _urls,
    SourceKind.SITEMAP: _sitemap,
    SourceKind.FEED: _feed,
    SourceKind.GDELT: _gdelt,
    SourceKind.CDX: _cdx,
    SourceKind.CC_NEWS: _cc_news,
}
LISTS = frozenset(_KINDS)
