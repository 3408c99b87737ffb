"""Indexes of web archives (CDX servers) and their raw captures. Pure.

The server's API: github.com/internetarchive/wayback, wayback-cdx-server. A row names address, instant and
digest of a capture; its body, as it came, is at `…/INSTANTid_/ADDRESS` (the `id_` form: nothing rewritten),
with its real instant in `Memento-Datetime` (RFC 7089) and its headers behind `X-Archive-Orig-`.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.errors import MisconfiguredError, UnreadableBody
from ingest.history.listed import (
    PASSING,
    Found,
    Lead,
    Listed,
    Misfit,
    Outside,
    archived_id,
    instant_of,
    is_page,
    lost_id,
)
from ingest.history.order import Scope
from ingest.parsing.payload import decoded_body
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome

ROWS = 5_000  # of one answer of the index
BYTES = 20_000_000  # of one answer: a row is some 300 bytes
_BODY_BYTES = 100_000_000  # inflated; more has no digest that could be compared
_PLACES = {"/cdx/search/cdx": "/web/", "/cdx": "/"}  # by the end of an index's path, where its captures are
_ORIGINAL = "x-archive-orig-"
_WIRE = {"content-encoding", "content-length", "transfer-encoding", "connection"}
_NAMES = {"original": "url", "statuscode": "status", "mimetype": "mime"}
_HTML = frozenset({"text/html", "application/xhtml+xml", "warc/revisit", "-", ""})
_WAS_THERE = frozenset({"200", "-", ""})


def starts(base: str, scope: Scope) -> tuple[Lead, ...]:
    """The first question to an index for each outlet and its hosts.

    Raises:
        MisconfiguredError: no outlets are named, or the address is none of an index.
    """
    if not scope.outlets:
        raise MisconfiguredError("an index of all the web is not asked for everything: name --outlets")
    if _replay(base) is None:
        raise MisconfiguredError(
            f"{base} ends in neither of {', '.join(_PLACES)}: it is no index of captures"
        )
    return tuple(Lead(url=_question(base, domain, scope)) for domain in scope.outlets)


def _question(base: str, domain: str, scope: Scope) -> str:
    said = {
        "url": domain,
        "matchType": "domain",
        "output": "json",
        "limit": str(ROWS),
        "showResumeKey": "true",
    }
    if scope.first:
        said["from"] = f"{scope.first:%Y%m%d}"
    if scope.last_capture_day:
        said["to"] = f"{scope.last_capture_day:%Y%m%d}235959"
    return f"{base}?{urlencode(said)}"


def _behind(question: str, resume_key: str) -> str:
    parts = urlsplit(question)
    said = dict(parse_qsl(parts.query)) | {"resumeKey": resume_key}
    return urlunsplit(parts._replace(query=urlencode(said)))


def rows_in(lead: Lead, document: bytes) -> Iterator[Found]:
    """The captures that an answer names, and the question for the next ones.

    An answer is an array of arrays (web archives) or an object a line (pywb, Common Crawl).
    """
    text = document.decode("utf-8", "replace").strip()
    try:
        if not text.startswith("["):
            yield from _rows(map(json.loads, text.splitlines()))
            return
        names, *rest = json.loads(text) or [[]]
        key = ""
        if len(rest) > 1 and not rest[-2] and len(rest[-1]) == 1:  # an empty row, then the key
            key, rest = str(rest[-1][0]), rest[:-2]
        yield from _rows(dict(zip(names, row, strict=False)) for row in rest if row)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        yield Misfit(position=0, why=f"no index: {error}"[:200])
        return
    if key:
        following = _behind(lead.url, key)
        is_loop = following == lead.url
        yield Misfit(position=0, why="the index leads to itself") if is_loop else Lead(url=following)


def _rows(said: Iterable[Mapping[str, object]]) -> Iterator[Found]:
    for position, one in enumerate(said):
        row = {_NAMES.get(name, name): str(value) for name, value in one.items()}
        if row.get("status", "") in _WAS_THERE and row.get("mime", "") in _HTML:
            yield _row(position, row)
        else:
            yield Outside()


def _row(position: int, row: Mapping[str, str]) -> Listed | Misfit:
    url = row.get("url", "").replace(":80/", "/", 1)
    if not is_page(url):
        return Misfit(position=position, why=f"{url[:100]!r} is no address")
    stamp, size = row.get("timestamp", ""), row.get("length", "")
    try:
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return Misfit(position=position, why=f"{stamp[:40]!r} is no instant")
    length = int(size[:15]) if size.isascii() and size.isdigit() else 0
    return Listed(url=url, seen_at=at, digest=row.get("digest", ""), size=length)


def raw_address(base: str, item: Listed) -> str:
    """Where the body of a capture is, as it came.

    >>> item = Listed(url="http://b.example/1", seen_at=datetime(2019, 3, 1, tzinfo=UTC))
    >>> raw_address("https://a.example/cdx/search/cdx", item)
    'https://a.example/web/20190301000000id_/http://b.example/1'
    """
    return f"{_replay(base)}{item.seen_at:%Y%m%d%H%M%S}id_/{item.url}"


def _replay(base: str) -> str | None:
    path = urlsplit(base).path
    return next(
        (base.removesuffix(end) + place for end, place in _PLACES.items() if path.endswith(end)), None
    )


def capture_of(item: Listed, answer: Capture) -> Capture:
    """The answer of the archive as the exchange that it kept, at its real instant.

    A capture that it does not give is one that says so.
    """
    at = item.seen_at or answer.fetched_at
    if answer.outcome is not FetchOutcome.FETCHED:
        lost = answer.capture_id if answer.outcome in PASSING else lost_id(item.url, at)
        detail = f"{answer.url}: {answer.detail}"[:1_000]
        return _capture(item, lost, at).model_copy(
            update={"outcome": answer.outcome, "status": answer.status, "detail": detail}
        )
    at = instant_of(answer.headers, "memento-datetime") or at
    return _capture(item, archived_id(item.url, at), at).model_copy(
        update={
            "status": 200, "headers": _own_headers(answer), "body": answer.body,
            "payload_sha256": answer.payload_sha256, "detail": _digest_told(item, answer),
        }
    )  # fmt: skip


def repeated(item: Listed, first: Capture) -> Capture:
    """A capture whose body the archive has under an earlier one: nothing is asked for."""
    at = item.seen_at or first.fetched_at
    return _capture(item, archived_id(item.url, at), at).model_copy(
        update={
            "outcome": FetchOutcome.UNCHANGED, "status": 200, "revisit_of": first.capture_id,
            "detail": "the same digest in the index",
        }
    )  # fmt: skip


def _capture(item: Listed, capture_id: str, at: datetime) -> Capture:
    return Capture(
        capture_id=capture_id,
        kind=CaptureKind.PAGE,
        url=item.url,
        final_url=item.url,
        fetched_at=at,
        outcome=FetchOutcome.FETCHED,
        channel=Channel.BACKFILL,
    )


def _own_headers(answer: Capture) -> tuple[tuple[str, str], ...]:
    """The headers of the archived answer; how its body came to us is said by those of the archive's."""
    own = tuple(
        (name[len(_ORIGINAL) :], value)
        for name, value in answer.headers
        if name.lower().startswith(_ORIGINAL) and name.lower().removeprefix(_ORIGINAL) not in _WIRE
    )
    has_type = any(name.lower() == "content-type" for name, _ in own)
    needed = {"content-encoding"} if has_type else {"content-encoding", "content-type"}
    return (*own, *(pair for pair in answer.headers if pair[0].lower() in needed))


def _digest_told(item: Listed, answer: Capture) -> str:
    """A body that is not what the index says is kept all the same: archives count digests in several ways."""
    try:
        bodies = (answer.body, decoded_body(answer, limit=_BODY_BYTES))
    except UnreadableBody:
        bodies = (answer.body, answer.body)
    digests = [_sha1(body) for body in bodies]
    if not item.digest or item.digest in digests:
        return ""
    return f"its digest is {digests[1]}, and the index says {item.digest[:40]}"


def _sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")
