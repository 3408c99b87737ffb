"""The page of feeds: how each is; whoever may adds and removes some."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from ingest.archive import Archive
from ingest.ask import FeedHealth, feed_health
from ingest.catalogue import subscribe, unsubscribe
from ingest.desk.rendering import PAGE_HEADERS, page
from ingest.desk.snapshot import OfSnapshot
from ingest.errors import NothingPublished
from ingest.parsing.offers import FeedList, Offer, why_not
from ingest.parsing.urls import feed_identity
from ingest.warehouse import Warehouse

_FORM = "application/x-www-form-urlencoded"
_FORM_BYTES = 20_000
_MOST_FIELDS = 10
_LONGEST_ADDRESS = 2_000


async def address_of(request: Request) -> str:
    """The field `url` of a form that was posted."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
        raise HTTPException(415, f"a form is sent as {_FORM}")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _FORM_BYTES:
            raise HTTPException(413, f"a form has at most {_FORM_BYTES:,} bytes")
    try:
        fields = dict(parse_qsl(body.decode("utf-8"), max_num_fields=_MOST_FIELDS))
    except ValueError as error:  # UnicodeDecodeError is one
        raise HTTPException(422, "the form cannot be read") from error
    return fields.get("url", "").strip()


Address = Annotated[str, Depends(address_of)]


class Feeds:
    """The page and its two forms."""

    def __init__(self, warehouse: Warehouse, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._told = OfSnapshot(warehouse, feed_health)
        self._archive = archive
        self._clock = clock
        self._writing = Lock()  # the list is read, changed and replaced

    def listed(
        self, request: Request, changed: Annotated[str, Query(max_length=_LONGEST_ADDRESS)] = ""
    ) -> Response:
        """How each feed is, why, and when it is asked again; `changed` was just added or removed."""
        return self._page(request, changed=changed)

    def add(self, request: Request, url: Address) -> Response:
        """Subscribe to a feed; one that is on the list is asked anew."""
        if reason := why_not(url):
            return self._page(request, typed=url, complaint=reason, status=422)
        offered = FeedList(kind="lines", offers=(Offer(url=url, line=1),))
        with self._writing:
            subscribe(self._archive, offered, anew_at=self._clock())
        return _seen_afterwards(request, url)

    def remove(self, request: Request, url: Address) -> Response:
        """Unsubscribe from a feed; what it brought stays."""
        with self._writing:
            missing = unsubscribe(self._archive, [url])
        if missing:
            return self._page(request, complaint=f"not on the list: {url}", status=404)
        return _seen_afterwards(request, url)

    def _page(
        self, request: Request, *, changed: str = "", typed: str = "", complaint: str = "", status: int = 200
    ) -> Response:
        known = {feed_identity(one.url): one for one in self._archive.subscriptions()}
        feeds = self._health()
        told = {feed_identity(one.url) for one in feeds}
        return page(
            request, "feeds.html", status=status, feeds=feeds, typed=typed, complaint=complaint,
            removed={one.url for one in feeds if feed_identity(one.url) not in known},
            waiting=[one for identity, one in known.items() if identity not in told],
            changed=changed, is_on_list=feed_identity(changed) in known,
        )  # fmt: skip

    def _health(self) -> tuple[FeedHealth, ...]:
        """As the snapshot tells it; before the first load there is nothing to tell."""
        try:
            return self._told.now()
        except NothingPublished:
            return ()


def _seen_afterwards(request: Request, url: str) -> Response:
    """To the page by GET, so that loading it again sends no form again."""
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/feeds?{urlencode({'changed': url})}", 303, PAGE_HEADERS)
