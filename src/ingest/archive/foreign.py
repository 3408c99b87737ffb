"""WARC records that others wrote (crawl archives, web archives, wget) as captures. Pure."""

from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader

from ingest.archive.warc import http_parts
from ingest.archive.warc_format import DamagedRecordError, Fields, WarcRecord, agrees, date_of
from ingest.records import Capture, CaptureKind, FetchOutcome, identity

_BY_STATUS = {
    200: FetchOutcome.FETCHED,
    304: FetchOutcome.UNCHANGED,
    404: FetchOutcome.MISSING,
    410: FetchOutcome.GONE,
    429: FetchOutcome.THROTTLED,
}
_BY_HUNDRED = {4: FetchOutcome.REFUSED, 5: FetchOutcome.SERVER_ERROR}
_BY_TRUNCATION = {"length": FetchOutcome.TOO_LARGE, "time": FetchOutcome.TIMED_OUT}


def holds_capture(record: WarcRecord) -> bool:
    """Whether a record is an HTTP exchange or a web resource; requests, DNS answers … are not."""
    return record.kind in {"response", "revisit", "resource"} and _url(record).lower().startswith(
        ("http:", "https:")
    )


def capture_of(record: WarcRecord) -> Capture:
    """The exchange as a capture of a page; its id follows from address and date, so it is stable.

    Raises:
        DamagedRecordError: it has no date or no HTTP status, or its payload is not what its digest says.
    """
    status, headers, body = _exchange(record)
    url, fetched_at = _url(record), date_of(record)
    return Capture(
        capture_id=_capture_id(url, fetched_at.isoformat()),
        kind=CaptureKind.PAGE,
        url=url,
        final_url=url,
        fetched_at=fetched_at,
        outcome=_outcome(record, status),
        status=status,
        headers=headers,
        body=body,
        revisit_of=_repeated(record),
    )


def _url(record: WarcRecord) -> str:
    # Wget 1.19 writes <https://…>
    return (record.get("WARC-Target-URI") or "").removeprefix("<").removesuffix(">")


def _exchange(record: WarcRecord) -> tuple[int | None, Fields, bytes]:
    if record.kind == "resource":
        return (
            None,
            (("Content-Type", record.get("Content-Type") or "application/octet-stream"),),
            record.block,
        )
    if record.kind == "revisit" and not record.block:
        return None, (), b""
    status, headers, raw = http_parts(record.block)
    if status is None:
        raise DamagedRecordError("no HTTP status line in the block")
    body = _unchunked(headers, raw)
    stated = record.get("WARC-Payload-Digest")
    # crawlers differ in whether the payload is what stands in the block or what the chunks carry
    if record.kind == "response" and stated and not (agrees(stated, raw) or agrees(stated, body)):
        raise DamagedRecordError("WARC-Payload-Digest does not fit the payload")
    return status, headers, body


def _unchunked(headers: Fields, raw: bytes) -> bytes:
    codings = [value.strip().lower() for name, value in headers if name.lower() == "transfer-encoding"]
    return ChunkedDataReader(BytesIO(raw)).read() if "chunked" in codings else raw


def _outcome(record: WarcRecord, status: int | None) -> FetchOutcome:
    if record.kind == "revisit":
        return FetchOutcome.UNCHANGED
    truncation = record.get("WARC-Truncated")
    if truncation is not None and status in {None, 200}:
        return _BY_TRUNCATION.get(truncation.lower(), FetchOutcome.TRUNCATED)
    if status is None:
        return FetchOutcome.FETCHED  # a resource: the bytes without the exchange
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, FetchOutcome.ODD_STATUS)


def _repeated(record: WarcRecord) -> str | None:
    url, date = record.get("WARC-Refers-To-Target-URI"), record.get("WARC-Refers-To-Date")
    if record.kind != "revisit" or not url or not date:
        return None
    repeated = WarcRecord((("WARC-Target-URI", url), ("WARC-Date", date)), b"")
    try:
        return _capture_id(_url(repeated), date_of(repeated).isoformat())
    except DamagedRecordError:
        return None


def _capture_id(url: str, fetched_at: str) -> str:
    return identity("capture", CaptureKind.PAGE, url, fetched_at)
