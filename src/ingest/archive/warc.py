"""A capture as WARC records and back, exactly. Pure.

| capture | record |
|---|---|
| an answer | `response`: status line, headers as received, body as it came over the wire |
| 304, or the same bytes again, body empty | `revisit`, WARC-Refers-To names the capture that it repeats |
| no answer | `metadata` (application/warc-fields): outcome and detail |
| the feed entry that led to a page | `metadata` (application/json) right behind, named by `Ingest-Entry` |

What WARC has no field for stands in extension fields `Ingest-…`. Record ids are derived from
capture ids, so equal captures give equal bytes.
"""

import base64
import json
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote
from uuid import UUID, uuid5

from warcio.statusandheaders import StatusAndHeadersParser

from ingest.archive.warc_format import (
    Fields,
    WarcRecord,
    date_of,
    digest,
    fields_in,
    instant,
    lines_of,
    read,
    written,
    written_digest,
)
from ingest.records import Capture, Channel, FeedEntry, FetchOutcome, HubTalk

REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
HTTP_RESPONSE = "application/http; msgtype=response"

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_NAMESPACE = UUID("5a3c1de0-6f0b-5d0e-9d3e-2b8f64a0c6d1")
_URI_SAFE = "!#$%&'()*+,/:;=?@[]~-._"  # everything that RFC 3986 lets stand in an address
_TRUNCATED = {
    FetchOutcome.TOO_LARGE: "length",
    FetchOutcome.TIMED_OUT: "time",
    FetchOutcome.TRUNCATED: "disconnect",
}

Exchange = tuple[int | None, Fields]


def record_id(name: str) -> str:
    """The WARC-Record-ID of a capture id (or `run/…`, `entry/…`)."""
    return f"<urn:uuid:{uuid5(_NAMESPACE, name)}>"


# --- captures out -------------------------------------------------------------------------------------


def records_of(capture: Capture) -> Iterator[WarcRecord]:
    """The records that hold a capture: its own, and that of its feed entry."""
    yield _unanswered(capture) if capture.status is None else _answered(capture)
    if capture.entry is not None:
        yield _entry(capture, capture.entry)


def _answered(capture: Capture) -> WarcRecord:
    head = _http_head(capture)
    is_revisit = not capture.body and (capture.status == 304 or capture.revisit_of is not None)
    special = _revisit_fields(capture) if is_revisit else (("WARC-Payload-Digest", digest(capture.body)),)
    is_exact = http_parts(head)[:2] == (capture.status, capture.headers)
    exact = () if is_exact else (("Ingest-Exchange", _exchange_text(capture)),)
    return WarcRecord(
        (
            ("WARC-Type", "revisit" if is_revisit else "response"), *_common(capture), *special,
            ("Content-Type", HTTP_RESPONSE), *exact,
        ),
        head + capture.body,
    )  # fmt: skip


def _revisit_fields(capture: Capture) -> Fields:
    """The profile, and the digest of what was left out (WARC 1.1 section 6.7.2 asks for it)."""
    if capture.status == 304:
        return (("WARC-Profile", REVISIT + "server-not-modified"),)
    profile = ("WARC-Profile", REVISIT + "identical-payload-digest")
    if capture.left_out_sha256 is None:  # written before captures knew it
        return (profile,)
    return profile, ("WARC-Payload-Digest", written_digest(capture.left_out_sha256))


def _unanswered(capture: Capture) -> WarcRecord:
    lines = [f"outcome: {capture.outcome}", f"detail: {written(capture.detail)}"]
    exact: Fields = ()
    if capture.headers or capture.body:  # only hand-made captures: an answer without a status
        exact = (("Ingest-Exchange", _exchange_text(capture)),)
        lines.append(f"body: {base64.b64encode(capture.body).decode('ascii')}")
    return WarcRecord(
        (
            ("WARC-Type", "metadata"), *_common(capture),
            ("Content-Type", "application/warc-fields"), *exact,
        ),
        lines_of(lines),
    )  # fmt: skip


def _entry(capture: Capture, entry: FeedEntry) -> WarcRecord:
    return WarcRecord(
        (
            ("WARC-Type", "metadata"), ("WARC-Record-ID", record_id(f"entry/{capture.capture_id}")),
            ("WARC-Date", instant(capture.fetched_at)), ("WARC-Refers-To", record_id(capture.capture_id)),
            ("Content-Type", "application/json"),
        ),
        entry.model_dump_json(exclude_defaults=True).encode(),
    )  # fmt: skip


def _common(capture: Capture) -> Fields:
    target = quote(capture.final_url, safe=_URI_SAFE)
    optional = (
        ("WARC-Target-URI", target or None),
        ("WARC-Truncated", _TRUNCATED.get(capture.outcome) if capture.status is not None else None),
        ("WARC-Refers-To", record_id(capture.revisit_of) if capture.revisit_of is not None else None),
        ("Ingest-Final-Url", _unless(target, capture.final_url)),
        ("Ingest-Url", _unless(capture.final_url, capture.url)),
        ("Ingest-Detail", written(capture.detail) if capture.detail else None),
        ("Ingest-Redirects", json.dumps(capture.redirects) if capture.redirects else None),
        ("Ingest-Moved-To", _written_if(capture.moved_to)),
        ("Ingest-Feed", _written_if(capture.feed_url)),
        ("Ingest-Revisit-Of", _written_if(capture.revisit_of)),
        ("Ingest-Channel", capture.channel if capture.channel is not Channel.REQUEST else None),
        ("Ingest-Hub", written(capture.hub.model_dump_json()) if capture.hub is not None else None),
        ("Ingest-Payload-Sha256", _written_if(capture.payload_sha256)),
        ("Ingest-Left-Out-Sha256", _written_if(capture.left_out_sha256)),
        ("Ingest-Entry", record_id(f"entry/{capture.capture_id}") if capture.entry is not None else None),
    )
    return (
        ("WARC-Record-ID", record_id(capture.capture_id)),
        ("WARC-Date", instant(capture.fetched_at)),
        ("Ingest-Capture-Id", written(capture.capture_id)),
        ("Ingest-Kind", capture.kind),
        ("Ingest-Outcome", capture.outcome),
        ("Ingest-Seconds", repr(capture.seconds)),
        *((name, value) for name, value in optional if value is not None),
    )


def _written_if(text: str | None) -> str | None:
    return None if text is None else written(text)


def _unless(implied: str, text: str) -> str | None:
    return None if text == implied else written(text)


def _http_head(capture: Capture) -> bytes:
    status = capture.status or 0
    phrase = _PHRASES.get(status, "")
    lines = [
        f"HTTP/1.1 {status:03d} {phrase}".rstrip(),
        *(f"{name}: {value}" for name, value in capture.headers),
    ]
    return lines_of([line.replace("\r", " ").replace("\n", " ") for line in lines]) + b"\r\n"


def _exchange_text(capture: Capture) -> str:
    return json.dumps({"status": capture.status, "headers": capture.headers})


# --- captures in --------------------------------------------------------------------------------------


def is_ours(record: WarcRecord) -> bool:
    """Whether `records_of` wrote this as a capture."""
    return record.get("Ingest-Outcome") is not None


def capture_of(record: WarcRecord) -> Capture:
    """The capture, without its feed entry (see `entry_of`).

    Raises:
        ValueError: a field does not hold what it must.
    """
    status, headers, body = _exchange(record)
    final_url = _text(record, "Ingest-Final-Url") or record.get("WARC-Target-URI") or ""
    url = _text(record, "Ingest-Url")
    return Capture.model_validate(
        {
            "capture_id": _text(record, "Ingest-Capture-Id"),
            "kind": record.get("Ingest-Kind"),
            "url": final_url if url is None else url,
            "final_url": final_url,
            "fetched_at": date_of(record),
            "outcome": record.get("Ingest-Outcome"),
            "status": status,
            "headers": headers,
            "body": body,
            "detail": _text(record, "Ingest-Detail") or "",
            "redirects": tuple(json.loads(record.get("Ingest-Redirects") or "[]")),
            "moved_to": _text(record, "Ingest-Moved-To"),
            "seconds": float(record.get("Ingest-Seconds") or 0),
            "feed_url": _text(record, "Ingest-Feed"),
            "revisit_of": _text(record, "Ingest-Revisit-Of"),
            "channel": record.get("Ingest-Channel") or Channel.REQUEST,
            "hub": _hub(record),
            "payload_sha256": _text(record, "Ingest-Payload-Sha256"),
            "left_out_sha256": _text(record, "Ingest-Left-Out-Sha256"),
        }
    )


def _hub(record: WarcRecord) -> HubTalk | None:
    said = _text(record, "Ingest-Hub")
    return None if said is None else HubTalk.model_validate_json(said)


def entry_of(record: WarcRecord) -> FeedEntry:
    """The feed entry that a metadata record holds.

    Raises:
        ValueError: it holds none.
    """
    return FeedEntry.model_validate_json(record.block)


def _exchange(record: WarcRecord) -> tuple[int | None, Fields, bytes]:
    if record.kind == "metadata":
        body = base64.b64decode(fields_in(record).get("body", ""))
        status, headers = _stated_exchange(record) or (None, ())
    else:
        status, headers, body = http_parts(record.block)
        status, headers = _stated_exchange(record) or (status, headers)
    return status, headers, body


def _stated_exchange(record: WarcRecord) -> Exchange | None:
    exact = record.get("Ingest-Exchange")
    if exact is None:
        return None
    stated = json.loads(exact)
    return stated["status"], tuple((name, value) for name, value in stated["headers"])


def http_parts(block: bytes) -> tuple[int | None, Fields, bytes]:
    """Status, headers and body of an HTTP response; the status is None where the first line has none."""
    stream = BytesIO(block)
    try:
        head = StatusAndHeadersParser([], verify=False).parse(stream)
    except EOFError:
        return None, (), b""
    code = str(head.statusline).split(" ", 1)[0]
    has_status = (
        str(head.protocol).startswith("HTTP/") and code.isascii() and code.isdigit() and len(code) == 3
    )
    headers = tuple((str(name), str(value)) for name, value in head.headers)
    return int(code) if has_status else None, headers, stream.read()


def _text(record: WarcRecord, name: str) -> str | None:
    value = record.get(name)
    return None if value is None else read(value)
