"""Histories of captures, as short as tests need them."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from ingest.capture.state import PollState, Seen
from ingest.records import Capture, CaptureKind, Channel, Fetch, FetchOutcome, identity

START = datetime(2024, 2, 20, 2, tzinfo=UTC)
FEED = "https://a.example/feed"
PAGE = "https://a.example/news/1"


def seen(
    outcome: FetchOutcome,
    after: timedelta = timedelta(),
    *,
    kind: CaptureKind = CaptureKind.FEED,
    headers: tuple[tuple[str, str], ...] = (),
    moved_to: str | None = None,
    body: bytes = b"x",
    channel: Channel = Channel.REQUEST,
) -> Seen:
    """A capture that ended in some way some time after the start."""
    url = FEED if kind is CaptureKind.FEED else PAGE
    at = START + after
    is_body = outcome is FetchOutcome.FETCHED
    capture = Capture(
        capture_id=identity("capture", kind, url, at.isoformat()),
        kind=kind,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=outcome,
        headers=headers,
        body=body if is_body else b"",
        moved_to=moved_to,
        channel=channel,
    )
    digest = sha256(body).hexdigest() if is_body else None
    return Seen(capture, digest, "captures/1.warc.gz", int(after.total_seconds()))


def row(one: Seen) -> Fetch:
    """The books' line of a capture, as normalise writes it."""
    capture = one.capture
    fields = dict(capture.headers)
    return Fetch(
        **capture.model_dump(
            include={"capture_id", "kind", "url", "final_url", "fetched_at", "outcome", "channel"}
        ),
        segment_id="s",
        run_id="r",
        feed_url=None,
        detail="",
        status=200,
        body_bytes=1,
        payload_sha256=one.payload_sha256,
        etag=fields.get("ETag"),
        last_modified=fields.get("Last-Modified"),
        retry_after=int(fields["Retry-After"]) if "Retry-After" in fields else None,
        interval_floor=None,
        moved_to=capture.moved_to,
        seconds=0,
        warc_file=one.warc_file,
        warc_offset=one.warc_offset,
        result="feed",
        reason="",
        article_id=None,
        version_id=None,
    )


def state_after(*captures: Seen) -> PollState:
    """The state after captures that are not loaded yet."""
    return PollState().with_captures(captures)
