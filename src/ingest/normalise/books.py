"""The books' line for one capture: what was asked, what came, and what became of it."""

from typing import Any, NamedTuple

from ingest.parsing.http_headers import fresh_for, seconds_to_wait
from ingest.parsing.payload import header
from ingest.parsing.urls import article_identity
from ingest.records import Capture, CaptureKind, Fetch, FetchOutcome, HubTalk, Run, identity

_LONGEST_DETAIL = 2_000


class Place(NamedTuple):
    """Where a capture lies."""

    segment_id: str
    run_id: str
    warc_file: str
    warc_offset: int


def fetch_of(capture: Capture, place: Place) -> Fetch:
    """The line of a capture that left nothing to read; its page keeps its identity all the same."""
    is_page = capture.kind is CaptureKind.PAGE
    return Fetch(
        capture_id=capture.capture_id, segment_id=place.segment_id, run_id=place.run_id, kind=capture.kind,
        url=capture.url, final_url=capture.final_url, feed_url=capture.feed_url,
        fetched_at=capture.fetched_at,
        outcome=capture.outcome, detail=capture.detail, status=capture.status, body_bytes=len(capture.body),
        payload_sha256=None, etag=header(capture.headers, "etag"),
        last_modified=header(capture.headers, "last-modified"),
        retry_after=seconds_to_wait(capture.headers, capture.fetched_at),
        interval_floor=fresh_for(capture.headers, capture.fetched_at), moved_to=capture.moved_to,
        seconds=capture.seconds, warc_file=place.warc_file, warc_offset=place.warc_offset,
        result="nothing", reason="",
        article_id=article_identity(capture.final_url or capture.url) if is_page else None, version_id=None,
        channel=capture.channel, **_hub_columns(capture.hub),
    )  # fmt: skip


def _hub_columns(hub: HubTalk | None) -> dict[str, Any]:
    if hub is None:
        return {}
    return {"topic": hub.topic, "hub_mode": hub.mode, "lease_seconds": hub.lease_seconds}


def rejected(fetch: Fetch, reason: str, detail: str = "") -> Fetch:
    """The line of a capture whose bytes could not be used."""
    return fetch.model_copy(
        update={"result": "rejected", "reason": reason, "detail": (detail or fetch.detail)[:_LONGEST_DETAIL]}
    )


def unreadable(run: Run, place: Place, reason: str) -> Fetch:
    """The line of a record that the archive cannot read; the run's start stands in for its time."""
    return Fetch(
        capture_id=identity("unreadable", place.segment_id, str(place.warc_offset), reason),
        segment_id=place.segment_id, run_id=place.run_id, kind=CaptureKind.PAGE, url="", final_url="",
        feed_url=None, fetched_at=run.started_at, outcome=FetchOutcome.UNDECODABLE,
        detail=reason[:_LONGEST_DETAIL], status=None, body_bytes=0, payload_sha256=None, etag=None,
        last_modified=None, retry_after=None, interval_floor=None,
        moved_to=None, seconds=0.0, warc_file=place.warc_file, warc_offset=place.warc_offset,
        result="rejected", reason="unreadable-record", article_id=None, version_id=None,
    )  # fmt: skip
