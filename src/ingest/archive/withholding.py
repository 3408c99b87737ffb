"""What is deleted stays deleted: captures of a deleted article, emptied, and feeds without its entry. Pure.

A capture is one exchange, so it does not vanish: its record stays, with the instant, the host and the
outcome `withheld`, so that the books still balance and a replay comes to the same tables. Of address, head
and body nothing is left. Articles are known by their identities alone, which are hashes of addresses.
"""

from collections.abc import Iterable
from datetime import datetime

from pydantic import AwareDatetime

from ingest.errors import NotAFeed, UnreadableBody
from ingest.parsing.feeds_cut import without_entries
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.urls import article_identity, host_of
from ingest.records import Capture, CaptureKind, FeedEntry, FetchOutcome, Record, identity

_FEED_BYTES = 50_000_000  # after inflation
_BODY_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding", "content-md5"})


class Tombstone(Record):
    """One article that was deleted, and where it was kept."""

    article_id: str
    names: tuple[str, ...]  # identities of every address under which it was seen, its own among them
    feeds: tuple[str, ...] = ()  # addresses of the feeds that listed it
    segments: tuple[str, ...] = ()  # that hold captures of it, or of a feed that lists it
    days: tuple[str, ...] = ()  # folders of `drop/taken` from which a capture came
    outlet_id: str = ""
    reason: str
    deleted_at: AwareDatetime
    done_at: datetime | None = None  # its bytes are gone; None: somebody still has to see to it


class Withholding:
    """Empties captures of deleted articles."""

    def __init__(self, tombstones: Iterable[Tombstone]) -> None:
        """Know what was deleted."""
        self._reasons = {name: stone.reason for stone in tombstones for name in stone.names}
        self._feeds = frozenset(feed for stone in tombstones for feed in stone.feeds)

    def __bool__(self) -> bool:
        """Whether anything was deleted."""
        return bool(self._reasons)

    def of(self, capture: Capture) -> Capture:
        """The capture as it may be kept: as it is, without what was deleted, or empty."""
        if not self._reasons:
            return capture
        reason = self._reason(capture)
        if reason is not None:
            return withheld(capture, reason)
        if (
            capture.kind is CaptureKind.FEED
            and capture.body
            and not self._feeds.isdisjoint(_addresses(capture))
        ):
            return self._cut(capture)
        return capture

    def _reason(self, capture: Capture) -> str | None:
        if capture.kind is not CaptureKind.PAGE:
            return None
        for address in (*_addresses(capture), capture.entry.link if capture.entry else None):
            if address and (reason := self._reasons.get(article_identity(address))) is not None:
                return reason
        return None

    def _cut(self, capture: Capture) -> Capture:
        try:
            payload = decoded_body(capture, limit=_FEED_BYTES)
            kept = without_entries(
                payload, self._is_deleted, url=capture.final_url,
                content_type=header(capture.headers, "content-type"),
            )  # fmt: skip
        except (NotAFeed, UnreadableBody):
            return capture  # it lists nothing
        if kept is None:
            return withheld(capture, "it lists an article that was deleted and cannot be cut out")
        if kept == payload:
            return capture
        return capture.model_copy(
            update={
                "body": kept,
                "headers": tuple(one for one in capture.headers if one[0].lower() not in _BODY_HEADERS),
                "detail": "without an entry that was deleted",
                "left_out_sha256": None,
            }
        )

    def _is_deleted(self, entry: FeedEntry) -> bool:
        return entry.link is not None and article_identity(entry.link) in self._reasons


def withheld(capture: Capture, reason: str) -> Capture:
    """A capture of which only the instant, the host and the reason are left.

    A feed keeps its address: it names the subscription and no article.
    """
    is_feed = capture.kind is CaptureKind.FEED
    name = identity("withheld", capture.capture_id)
    address = capture.url if is_feed else f"https://{host_of(capture.url) or 'unknown'}/#withheld-{name}"
    return Capture(
        capture_id=capture.capture_id, kind=capture.kind, url=address, final_url=address,
        fetched_at=capture.fetched_at, outcome=FetchOutcome.WITHHELD, detail=reason, seconds=capture.seconds,
        feed_url=capture.feed_url, channel=capture.channel,
    )  # fmt: skip


def _addresses(capture: Capture) -> tuple[str, ...]:
    return (capture.url, capture.final_url, capture.history, *capture.redirects)
