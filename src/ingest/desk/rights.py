"""Who may do what. Whoever mounts the desk says it; the desk asks before it reads a word of the request."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException


class Right(StrEnum):
    """What a reader may do beyond reading."""

    CONSOLE = "console"  # ask in SQL
    FEEDS = "feeds"  # add and remove feeds


Rights = Callable[..., frozenset[Right]]
"""A dependency of FastAPI: the rights of who asks; it raises HTTPException where they may not even read."""


def everything() -> frozenset[Right]:
    """All rights: for a desk that only its owner can reach."""
    return frozenset(Right)


def noted(rights: Rights, offered: frozenset[Right]) -> Callable[[Request, frozenset[Right]], None]:
    """A dependency in front of every route: finds out who asks; notes what they may of what is offered."""

    def note(request: Request, may: Annotated[frozenset[Right], Depends(rights)]) -> None:
        request.state.may = may & offered

    return note


def rights_of(request: Request) -> frozenset[Right]:
    """What was noted; nothing where nobody was asked."""
    found: frozenset[Right] = getattr(request.state, "may", frozenset())
    return found


def demanded(right: Right) -> Callable[[Request], None]:
    """A dependency that refuses whoever lacks a right."""

    def demand(request: Request) -> None:
        if right not in rights_of(request):
            raise HTTPException(403, f"you may read here; this needs the right “{right}”")

    return demand


def demand_our_page(request: Request) -> None:
    """A dependency in front of every change: refuses what another site makes a reader's browser send.

    The browser says where a request comes from: Sec-Fetch-Site where it speaks https or to this machine,
    Origin otherwise (Fetch, sections 3.2 and 4.5.1). A request that says neither is refused as well.
    """
    site = request.headers.get("sec-fetch-site")
    origin = urlsplit(request.headers.get("origin", "")).netloc
    is_ours = site == "same-origin" if site else bool(origin) and origin == request.headers.get("host")
    if not is_ours:
        raise HTTPException(403, "this was not sent by a page of this desk")


def is_from_elsewhere(request: Request) -> bool:
    """Whether another site led the browser here; a link of our own, or an address typed, is none."""
    return request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}
