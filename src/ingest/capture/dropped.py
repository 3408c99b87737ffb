"""A file of the drop folder as a capture: what it is, which address it speaks for, when it was seen. Pure."""

from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

from pydantic import AwareDatetime, ValidationError
from typing_extensions import override

from ingest.errors import UnreadableFile
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, Record, identity

_NOWHERE = "https://drop.invalid/"  # RFC 6761 section 6.4: no such name is ever resolved
_HEAD_BYTES = 200_000  # of a page: where its own address is looked for
_KINDS = {
    ".atom": (CaptureKind.FEED, "application/atom+xml"),
    ".rss": (CaptureKind.FEED, "application/rss+xml"),
    ".xml": (CaptureKind.FEED, "application/xml"),
    ".json": (CaptureKind.FEED, "application/json"),
    ".html": (CaptureKind.PAGE, "text/html"),
    ".htm": (CaptureKind.PAGE, "text/html"),
    ".txt": (CaptureKind.PAGE, "text/plain"),
}


class Sidecar(Record):
    """What NAME.meta.json may say of a file."""

    url: str | None = None
    fetched_at: AwareDatetime | None = None
    content_type: str | None = None


def capture_of(name: str, payload: bytes, *, modified_at: AwareDatetime, sidecar: bytes | None) -> Capture:
    """The capture of a file. Its id follows from its content, so a file is never captured twice.

    Raises:
        UnreadableFile: it is empty, of a kind that is not known, or its sidecar cannot be read.
    """
    said = _said(name, sidecar)
    found = next((kind for suffix, kind in _KINDS.items() if name.lower().endswith(suffix)), None)
    if found is None:
        raise UnreadableFile(f"its name ends in none of {' '.join(_KINDS)}")
    if not payload:
        raise UnreadableFile("it is empty")
    kind, content_type = found
    url = said.url or (kind is CaptureKind.PAGE and _own_address(payload)) or _NOWHERE + quote(name)
    fetched_at, digest = said.fetched_at or modified_at, sha256(payload).hexdigest()
    return Capture(
        capture_id=identity("capture", Channel.DROP, kind, url, fetched_at.isoformat(), digest),
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
