"""What the press answers to an address on a night, faults included: a pure function, so it can be cached."""

import gzip
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from urllib.parse import urlsplit

from pydantic import AwareDatetime

from ingest.newsroom.edition import Edition, Lure
from ingest.newsroom.feeds import CONTENT_TYPES, feed_document
from ingest.newsroom.outlets import House
from ingest.newsroom.pages import article_page, front_page, plain_page
from ingest.newsroom.pieces import Piece
from ingest.records import FetchOutcome, Record

CURRENT_PATH = "/feeds/current.xml"
"""Where the feed that moved has gone."""

_DRIP_BYTES = 6_000  # at the server's pace two minutes: longer than any client should wait
_RETRY_AFTER = "120"
_DISALLOWED = frozenset({"harbour-post.example"})  # keeps polite clients out of /members/
_HTML = "text/html; charset=utf-8"


class Manner(StrEnum):
    """How an answer goes over the wire."""

    WHOLE = "whole"
    RESET = "reset"  # the connection is reset before an answer
    ENDLESS = "endless"  # the body repeats for ever
    DRIP = "drip"  # ten bytes at a time


class Answer(Record):
    """One answer; `may_compress` where the server may choose gzip."""

    status: int
    content_type: str = _HTML
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    changed: AwareDatetime | None = None  # Last-Modified
    manner: Manner = Manner.WHOLE
    may_compress: bool = True

    @cached_property
    def etag(self) -> str:
        """A strong validator of the body before compression."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'

    @cached_property
    def compressed(self) -> bytes:
        """The body in gzip form, without the time of compression: equal bodies give equal bytes."""
        return gzip.compress(self.body, 6, mtime=0)

    @property
    def last_modified(self) -> str | None:
        """The HTTP form of `changed`."""
        return format_datetime(self.changed, usegmt=True) if self.changed else None


class Answers:
    """Every answer of one edition, rendered at the first request."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._pieces: dict[str, Piece] = {piece.url: piece for piece in edition.pieces}
        self._lures: dict[str, Lure] = {lure.url: lure for lure in edition.lures}
        self._houses: dict[str, House] = {house.domain: house for house in edition.houses}
        self._known: dict[str, Answer] = {}

    def answer(self, host: str, target: str) -> Answer:
        """The answer to a request; the query of the address does not matter."""
        url = f"http://{host}{urlsplit(target).path}"
        if url not in self._known:
            self._known[url] = self._rendered(host, url)
        return self._known[url]

    def _rendered(self, host: str, url: str) -> Answer:
        house = self._houses.get(host.removeprefix("www."))
        if house is None:
            return _notice(404, "No such house")
        path = urlsplit(url).path
        if url in self._pieces:
            return self._article(self._pieces[url])
        if path in {"/robots.txt", "/"}:
            return self._front(house, path)
        if house.fault:
            return faulty(house, path, self._feed(house, house.feed_url))
        if url in house.feed_urls:
            return self._feed(house, url)
        return self._missing(url)

    def _article(self, piece: Piece) -> Answer:
        page = article_page(piece, self._edition)
        return Answer(status=200, body=page.encode(), changed=_whole(piece.modified or piece.published))

    def _front(self, house: House, path: str) -> Answer:
        if path == "/":
            return Answer(status=200, body=front_page(house, self._edition).encode())
        rule = "/members/" if house.domain in _DISALLOWED else ""
        return Answer(
            status=200, content_type="text/plain", body=f"User-agent: *\nDisallow: {rule}\n".encode()
        )

    def _feed(self, house: House, url: str) -> Answer:
        kind = "rss" if url == house.latest_url else house.feed
        pieces = self._edition.of_house(house.domain)
        newest = max((piece.modified or piece.published for piece in pieces), default=self._edition.now)
        return Answer(
            status=200, content_type=CONTENT_TYPES[kind], changed=_whole(newest),
            body=feed_document(self._edition, house, url).encode(),
        )  # fmt: skip

    def _missing(self, url: str) -> Answer:
        if moved_to := self._edition.moved.get(url):
            return moved(301, moved_to)
        if url in self._edition.gone:
            return _notice(self._edition.gone[url], "This article is no longer available")
        lure = self._lures.get(url)
        if lure and lure.outcome is FetchOutcome.THROTTLED:
            return _notice(429, "Too many readers", ("Retry-After", _RETRY_AFTER))
        if lure and lure.outcome is FetchOutcome.SERVER_ERROR:
            return _notice(503, "The presses have stopped")
        if lure and lure.outcome is FetchOutcome.DISALLOWED:
            return Answer(status=200, body=plain_page(lure.headline, "For members only").encode())
        return _notice(404, "No such page")


def faulty(house: House, path: str, sound: Answer) -> Answer:
    """What a house at fault answers on any path but its articles; `sound` is the feed as it should be."""
    if house.fault == "loop":
        return moved(302, f"{house.home_url}round" if path == "/feed.xml" else house.feed_url)
    if house.fault == "moved":
        return sound if path == CURRENT_PATH else moved(301, f"http://{house.domain}{CURRENT_PATH}")
    if f"http://{house.domain}{path}" != house.feed_url:
        return _notice(404, "No such page")
    return _fault(house.fault or "", sound)


def moved(status: int, location: str) -> Answer:
    """A redirect."""
    return Answer(
        status=status, headers=(("Location", location),), body=plain_page("Moved", location).encode()
    )


def _fault(fault: str, sound: Answer) -> Answer:
    text = sound.body.decode()
    xml = sound.content_type
    squeezed = sound.compressed[: len(sound.compressed) // 2]
    faults = {
        "gone": _notice(410, "This feed has been closed"),
        "missing": _notice(404, "No such feed"),
        "throttled": _notice(429, "Too many readers", ("Retry-After", _RETRY_AFTER)),
        "unavailable": _notice(503, "The presses have stopped", ("Retry-After", _RETRY_AFTER)),
        "reset": Answer(status=200, manner=Manner.RESET),
        "html": Answer(status=200, body=plain_page("One moment", "Please enable scripts to go on.").encode()),
        "empty": Answer(status=200, content_type=xml),
        "unreadable": Answer(
            status=200, content_type=xml, body=b'<?xml version="1.0"?><rss><<<>>&&& not a feed'
        ),
        "truncated-gzip": Answer(
            status=200,
            content_type=xml,
            body=squeezed,
            headers=(("Content-Encoding", "gzip"),),
            may_compress=False,
        ),
        "endless": Answer(status=200, content_type=xml, body=text.encode(), manner=Manner.ENDLESS),
        "drip": Answer(
            status=200, content_type=xml, body=text.encode().ljust(_DRIP_BYTES), manner=Manner.DRIP
        ),
        "malformed": sound.model_copy(update={"body": _malformed(text).encode()}),
        "unknown-charset": sound.model_copy(
            update={
                "content_type": "application/rss+xml; charset=x-press-7",
                "body": text.replace('encoding="utf-8"', 'encoding="x-press-7"', 1).encode(),
            }
        ),
        "wrong-charset": sound.model_copy(update={"body": text.encode("cp1252", "xmlcharrefreplace")}),
        "duplicate-guids": sound,
    }
    return faults[fault]


def _malformed(text: str) -> str:
    """Bare ampersands, an HTML entity that XML does not know, and no end."""
    broken = text.replace("<description>", "<description>Fish & chips &nbsp; ")
    return broken.replace("</channel></rss>", "")


def _notice(status: int, text: str, *headers: tuple[str, str]) -> Answer:
    return Answer(status=status, body=plain_page(text, text).encode(), headers=headers)


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)
