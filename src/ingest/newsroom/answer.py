"""One answer of the press: a status, a body, and how both go over the wire."""

import gzip
import re
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from pydantic import AwareDatetime

from ingest.newsroom.pages import plain_page
from ingest.records import Record

HTML = "text/html; charset=utf-8"
_BYTES = re.compile(r"bytes=(\d{1,18})-(\d{1,18})")
_SHIFT = 7  # bytes that a shifted range is off


class Manner(StrEnum):
    """How an answer goes over the wire."""

    WHOLE = "whole"
    RESET = "reset"  # the connection is reset before an answer
    HANG = "hang"  # no answer, and the connection stays open
    SLOW = "slow"  # the answer comes after a while
    ENDLESS = "endless"  # the body repeats for ever
    DRIP = "drip"  # ten bytes at a time
    HEADERS = "headers"  # header fields without end


class Ranges(StrEnum):
    """What becomes of a request for some bytes of an answer (RFC 9110 section 14)."""

    IGNORED = "ignored"  # all of it is sent
    SERVED = "served"
    SHIFTED = "shifted"  # as if served, but the bytes are others
    MISLABELLED = "mislabelled"  # the right bytes under another range
    SHORT = "short"  # less than the answer says
    REFUSED = "refused"  # 503 for all but the first


class Answer(Record):
    """One answer; `may_compress` where the server may choose gzip."""

    status: int
    content_type: str = HTML
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    changed: AwareDatetime | None = None  # Last-Modified
    has_etag: bool = True  # of an answer that knows when it changed
    has_date: bool = True
    manner: Manner = Manner.WHOLE
    may_compress: bool = True
    ranges: Ranges = Ranges.IGNORED
    announced: int | None = None  # a Content-Length that is not that of the body

    @cached_property
    def etag(self) -> str | None:
        """A strong validator of the body before compression."""
        is_validated = self.changed is not None and self.has_etag
        return f'"{sha256(self.body).hexdigest()[:20]}"' if is_validated else None

    @cached_property
    def compressed(self) -> bytes:
        """The body in gzip form, without the time of compression: equal bodies give equal bytes."""
        return gzip.compress(self.body, 6, mtime=0)

    @property
    def last_modified(self) -> str | None:
        """The HTTP form of `changed`."""
        return format_datetime(self.changed, usegmt=True) if self.changed and self.has_date else None

    def not_modified(self, etags: str | None, since: str | None) -> bool:
        """Whether a client that sends these validators has this body (RFC 9110 section 13.2.2).

        If-None-Match is decisive where it is present.
        """
        if self.status != 200 or (self.etag is None and self.last_modified is None):
            return False
        if etags is not None:
            return self.etag in {tag.strip() for tag in etags.split(",")}
        return since is not None and since == self.last_modified


def ranged(answer: Answer, asked: str | None) -> Answer:
    """What is sent where a `Range` header asks for `bytes=FIRST-LAST`."""
    match = _BYTES.fullmatch(asked or "")
    if match is None or answer.ranges is Ranges.IGNORED or answer.status != 200:
        return answer
    first, size = int(match[1]), len(answer.body)
    last = min(int(match[2]), size - 1)
    if first >= size:
        return notice(416, "No such bytes", ("Content-Range", f"bytes */{size}"))
    if answer.ranges is Ranges.REFUSED and first:
        return notice(503, "The presses have stopped")
    shift = _SHIFT if answer.ranges is Ranges.SHIFTED and first else 0
    body = answer.body[first + shift : last + 1 + shift].ljust(last + 1 - first, b"\0")
    if answer.ranges is Ranges.SHORT and first:
        body = body[:-1]
    said = first + (1 if answer.ranges is Ranges.MISLABELLED and first else 0)
    headers = (*answer.headers, ("Content-Range", f"bytes {said}-{last}/{size}"))
    return answer.model_copy(update={"status": 206, "body": body, "headers": headers, "may_compress": False})


def moved(status: int, location: str) -> Answer:
    """A redirect."""
    body = plain_page("Moved", location).encode()
    return Answer(status=status, headers=(("Location", location),), body=body)


def notice(status: int, text: str, *headers: tuple[str, str]) -> Answer:
    """An answer that only says something."""
    return Answer(status=status, body=plain_page(text, text).encode(), headers=headers)


def http_date(instant: datetime) -> str:
    """An instant as HTTP headers have it (RFC 9110 section 5.6.7)."""
    return format_datetime(instant, usegmt=True)
