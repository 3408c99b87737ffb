"""A file of the drop folder as captures: what it is, which address it speaks for, when it was seen. Pure.

| file | captures |
|---|---|
| a page, a feed document | one |
| what an agency sends | one page for each item (`wire.split_wire`) |
| a WARC file | its exchanges, with the time at which they were made; one for each place that cannot be read |
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from html.parser import HTMLParser
from itertools import chain
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from pydantic import AwareDatetime, ValidationError
from typing_extensions import override

from ingest.errors import NotAWireItem, UnreadableFile
from ingest.parsing.payload import header
from ingest.parsing.wire import is_wire, split_wire
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, Record, identity

_NOWHERE = "https://drop.invalid/"  # RFC 6761 section 6.4: no such name is ever resolved
_HEAD_BYTES = 200_000  # of a page: where its own address is looked for
_WIRE_HINT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:newsItem|newsMessage|nitf)\b|\"uri\"|\x01", re.IGNORECASE)
_MOST_RECORDS = 200_000  # of a WARC file
_MOST_DAMAGES = 100
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_KINDS = {
    ".atom": (CaptureKind.FEED, "application/atom+xml"),
    ".rss": (CaptureKind.FEED, "application/rss+xml"),
    ".xml": (CaptureKind.FEED, "application/xml"),
    ".json": (CaptureKind.FEED, "application/json"),
    ".newsml": (CaptureKind.PAGE, "application/xml"),
    ".nitf": (CaptureKind.PAGE, "application/xml"),
    ".ninjs": (CaptureKind.PAGE, "application/json"),
    ".iptc": (CaptureKind.PAGE, "text/plain"),
    ".html": (CaptureKind.PAGE, "text/html"),
    ".htm": (CaptureKind.PAGE, "text/html"),
    ".txt": (CaptureKind.PAGE, "text/plain"),
}


class Sidecar(Record):
    """What NAME.meta.json may say of a file."""

    url: str | None = None
    fetched_at: AwareDatetime | None = None
    content_type: str | None = None


def captures_of_document(
    name: str,
    payload: bytes,
    *,
    modified_at: AwareDatetime,
    sidecar: bytes | None,
    part: Callable[[Capture], tuple[Capture, ...]],
) -> tuple[Capture, ...] | str:
    """The captures of a page, a feed document or an agency's message; why the file is refused.

    Args:
        name: of the file.
        payload: its content.
        modified_at: stands for when it was seen, where the sidecar does not say.
        sidecar: the content of NAME.meta.json.
        part: calls `captures_of_wire` on what looks like an agency's, where that can be killed.
    """
    try:
        document = capture_of(name, payload, modified_at=modified_at, sidecar=sidecar)
    except UnreadableFile as error:
        return str(error)
    return part(document) if _may_be_wire(payload) else (document,)


def capture_of(name: str, payload: bytes, *, modified_at: AwareDatetime, sidecar: bytes | None) -> Capture:
    """The capture of a file. Its id follows from its content, so a file is never captured twice.

    Raises:
        UnreadableFile: it is empty, of a kind that is not known, or its sidecar cannot be read.
    """
    said = _said(name, sidecar)
    found = next((kind for suffix, kind in _KINDS.items() if name.lower().endswith(suffix)), None)
    if found is None:
        raise UnreadableFile(f"its name ends in none of {' '.join(_KINDS)} .warc .warc.gz")
    if not payload:
        raise UnreadableFile("it is empty")
    kind, content_type = found
    url = said.url or (kind is CaptureKind.PAGE and _own_address(payload)) or _NOWHERE + quote(name)
    fetched_at, digest = said.fetched_at or modified_at, sha256(payload).hexdigest()
    return Capture(
        capture_id=_capture_id(kind, url, fetched_at, digest),
        kind=kind,
        url=url,
        final_url=url,
        fetched_at=fetched_at,
        outcome=FetchOutcome.FETCHED,
        status=200,
        headers=(("Content-Type", said.content_type or content_type),),
        body=payload,
        detail=f"dropped as {name}",
        payload_sha256=digest,
        channel=Channel.DROP,
    )


def _capture_id(kind: CaptureKind, url: str, fetched_at: datetime, digest: str) -> str:
    return identity("capture", Channel.DROP, kind, url, fetched_at.isoformat(), digest)


# --- agencies' files ----------------------------------------------------------------------------------


def _may_be_wire(payload: bytes) -> bool:
    """Whether it is worth asking `captures_of_wire`, which reads the whole document."""
    return _WIRE_HINT.search(payload.replace(b"\0", b"")) is not None


def captures_of_wire(document: Capture) -> tuple[Capture, ...]:
    """A page for each item of an agency's message; the document itself where it is none, or a single item.

    A message that cannot be read is one page, whose reader records why.
    """
    content_type = header(document.headers, "content-type")
    if not is_wire(document.body, content_type=content_type):
        return (document,)
    try:
        parts = split_wire(document.body, content_type=content_type)
    except NotAWireItem:
        parts = (document.body,)
    if len(parts) > 1:  # written anew, in UTF-8
        content_type = (content_type or "").partition(";")[0].strip() + "; charset=utf-8"
    place = f", item {{}} of {len(parts)}" if len(parts) > 1 else ""
    return tuple(
        _item(document, part, content_type or "", place.format(number))
        for number, part in enumerate(parts, start=1)
    )


def _item(document: Capture, part: bytes, content_type: str, place: str) -> Capture:
    digest = sha256(part).hexdigest()
    return document.model_copy(
        update={
            "capture_id": _capture_id(CaptureKind.PAGE, document.url, document.fetched_at, digest),
            "kind": CaptureKind.PAGE,
            "headers": (("Content-Type", content_type),),
            "body": part,
            "detail": document.detail + place,
            "payload_sha256": digest,
        }
    )


# --- WARC files ---------------------------------------------------------------------------------------


class Damage(Protocol):
    """A place in a WARC file that holds no readable record."""

    @property
    def offset(self) -> int:
        """In bytes."""

    @property
    def reason(self) -> str:
        """Why it cannot be read."""


class _LeftOut(NamedTuple):
    offset: int
    reason: str


def captures_of_exchanges(
    name: str, records: Iterator[Capture | Damage], *, modified_at: datetime
) -> Iterable[Capture] | str:
    """The pages and feeds that a WARC file holds; why it is refused where it holds none.

    Requests, robots.txt and talk with hubs are passed over. A place that cannot be read is a capture that
    says so. Each has an id that follows from what it is: a file that is read again, or overlaps another,
    adds nothing.

    Args:
        name: of the file.
        records: what stands in it, in its order; read as far as needed.
        modified_at: of the file: stands for the time of what cannot be read.
    """
    before: list[Capture] = []
    bounded = _within_bounds(records)
    for record in bounded:
        if not isinstance(record, Capture):
            before.append(_damage(name, record, modified_at))
        elif exchange := exchange_of(name, record):
            rest = (
                _damage(name, one, modified_at) if not isinstance(one, Capture) else exchange_of(name, one)
                for one in bounded
            )
            return chain(before, (exchange,), filter(None, rest))
    return before[0].detail if before else "it holds no exchange of a page or a feed"


def _within_bounds(records: Iterator[Capture | Damage]) -> Iterator[Capture | Damage]:
    """What is left out is told: a file of rubbish must not fill the books."""
    damages = 0
    for number, record in enumerate(records):
        if number == _MOST_RECORDS:
            yield _LeftOut(0, f"of more than {_MOST_RECORDS} records the rest is left out: split the file")
            return
        if not isinstance(record, Capture):
            damages += 1
            if damages == _MOST_DAMAGES:
                yield _LeftOut(record.offset, "there are more places that cannot be read behind this one")
            if damages >= _MOST_DAMAGES:
                continue
        yield record


def exchange_of(name: str, capture: Capture) -> Capture | None:
    """A capture as it came to us: brought, not asked for. None for what is neither a page nor a feed.

    Other software calls every answer a page.
    """
    if capture.kind not in {CaptureKind.PAGE, CaptureKind.FEED}:
        return None
    kind, capture_id = capture.kind, capture.capture_id
    content_type = (header(capture.headers, "content-type") or "").partition(";")[0].strip().lower()
    if content_type in _FEED_TYPES and kind is CaptureKind.PAGE:
        kind = CaptureKind.FEED
        capture_id = identity("capture", kind, capture.url, capture.fetched_at.isoformat())
    return capture.model_copy(
        update={
            "capture_id": capture_id,
            "kind": kind,
            "channel": Channel.DROP,
            "hub": None,
            "detail": capture.detail or f"dropped in {name}",
        }
    )


def _damage(name: str, damage: Damage, at: datetime) -> Capture:
    url = _NOWHERE + quote(name)
    return Capture(
        capture_id=identity(
            "capture", Channel.DROP, "damage", url, at.isoformat(), str(damage.offset), damage.reason
        ),
        kind=CaptureKind.PAGE,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=FetchOutcome.UNDECODABLE,
        detail=f"{name} at byte {damage.offset}: {damage.reason}",
        channel=Channel.DROP,
    )


# --- addresses ----------------------------------------------------------------------------------------


def _said(name: str, sidecar: bytes | None) -> Sidecar:
    if sidecar is None:
        return Sidecar()
    try:
        said = Sidecar.model_validate_json(sidecar)
    except ValidationError as error:
        first = error.errors()[0]
        raise UnreadableFile(f"{name}.meta.json: {first['loc']}: {first['msg']}") from error
    if said.url is not None and not _is_web(said.url):
        raise UnreadableFile(f"{name}.meta.json: url is no http or https address")
    if any(character in (said.content_type or "") for character in "\r\n"):
        raise UnreadableFile(f"{name}.meta.json: content_type holds a line break")
    return said


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _own_address(payload: bytes) -> str | None:
    """What a page says of its address: the canonical link first, then og:url."""
    head = _Head()
    head.feed(payload[:_HEAD_BYTES].decode("utf-8", "replace"))
    return next((url for url in (head.canonical, head.og_url) if url and _is_web(url)), None)


class _Head(HTMLParser):
    canonical: str | None = None
    og_url: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "link" and "canonical" in found.get("rel", "").lower().split():
            self.canonical = self.canonical or found.get("href", "").strip()
        elif tag == "meta" and found.get("property", "").lower() == "og:url":
            self.og_url = self.og_url or found.get("content", "").strip()
