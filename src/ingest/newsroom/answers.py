"""What the press answers to an address on a night, faults included: a pure function, so it can be cached."""

from datetime import datetime
from urllib.parse import urlsplit

from ingest.newsroom.answer import Answer, moved, notice
from ingest.newsroom.edition import Edition, Lure
from ingest.newsroom.faults import faulty
from ingest.newsroom.feeds import CONTENT_TYPES, feed_document
from ingest.newsroom.outlets import House
from ingest.newsroom.pages import article_page, front_page, plain_page
from ingest.newsroom.pieces import Piece
from ingest.records import FetchOutcome

_RETRY_AFTER = "120"
_CLOSED = {"harbour-post.example": "/members/"}  # kept from polite clients, by house


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
            return notice(404, "No such house")
        path = urlsplit(url).path
        if url in self._pieces:
            return self._article(self._pieces[url])
        if path in {"/robots.txt", "/"}:
            return self._front(house, path)
        if house.fault:
            return faulty(house, path, self._feed(house, house.feed_url), self._edition.now)
        if url in house.feed_urls:
            return self._feed(house, url)
        return self._missing(url)

    def _article(self, piece: Piece) -> Answer:
        page = article_page(piece, self._edition)
        return Answer(status=200, body=page.encode(), changed=_whole(piece.modified or piece.published))

    def _front(self, house: House, path: str) -> Answer:
        if path == "/":
            return Answer(status=200, body=front_page(house, self._edition).encode())
        rule = "/" if house.fault == "closed-pages" else _CLOSED.get(house.domain, "")
        return Answer(
            status=200, content_type="text/plain", body=f"User-agent: *\nDisallow: {rule}\n".encode()
        )

    def _feed(self, house: House, url: str) -> Answer:
        kind = "rss" if url == house.latest_url else house.feed
        pieces = self._edition.of_house(house.domain)
        newest = max((piece.modified or piece.published for piece in pieces), default=self._edition.now)
        return Answer(
            status=200, content_type=CONTENT_TYPES[kind],
            body=feed_document(self._edition, house, url).encode(),
            changed=None if house.validators == "none" else _whole(newest),
            has_etag=house.validators != "date", has_date=house.validators != "etag",
        )  # fmt: skip

    def _missing(self, url: str) -> Answer:
        if moved_to := self._edition.moved.get(url):
            return moved(301, moved_to)
        if url in self._edition.gone:
            return notice(self._edition.gone[url], "This article is no longer available")
        lure = self._lures.get(url)
        if lure and lure.outcome is FetchOutcome.THROTTLED:
            return notice(429, "Too many readers", ("Retry-After", _RETRY_AFTER))
        if lure and lure.outcome is FetchOutcome.SERVER_ERROR:
            return notice(503, "The presses have stopped")
        if lure and lure.outcome is FetchOutcome.DISALLOWED:
            return Answer(status=200, body=plain_page(lure.headline, "For members only").encode())
        return notice(404, "No such page")


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)
