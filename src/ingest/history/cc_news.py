"""The news crawl of Common Crawl: a list of WARC files a month (crawl-data/CC-NEWS, below a base). Pure.

Files have about a gigabyte and are read in ranges (RFC 9110 section 14). A server may ignore ranges, and some
say one thing and send another, so every answer is held against what was asked.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ingest.history.listed import Found, Lead, Listed, Misfit, instant_of
from ingest.history.order import Scope
from ingest.parsing.payload import header
from ingest.records import Capture

RANGE_BYTES = 8_000_000  # of one request
FILE_BYTES = 1_070_000_000  # of a file, before anybody has asked: what they usually have
LIST_BYTES = 10_000_000
_FIRST_DAY = date(2016, 8, 1)
_LIST = re.compile(r"crawl-data/CC-NEWS/\d{4}/\d\d/warc\.paths\.gz$")
_FILE = re.compile(r"^(?!/)(?!.*\.\.)\S{1,300}CC-NEWS-(\d{4})(\d\d)(\d\d)\d{6}-\d+\.warc(?:\.gz)?$")
_RANGE = re.compile(r"^bytes (\d{1,18})-(\d{1,18})/(\d{1,18})$")


def starts(base: str, scope: Scope, *, today: date) -> tuple[Lead, ...]:
    """The lists of the months in which captures of a scope may lie, each of the time of its first day."""
    month = min(scope.last_capture_day or today, today).replace(day=1)
    first = (max(scope.first or _FIRST_DAY, _FIRST_DAY) - timedelta(days=1)).replace(day=1)
    leads = []
    while month >= max(first, _FIRST_DAY):
        url = urljoin(_folder(base), f"crawl-data/CC-NEWS/{month:%Y}/{month:%m}/warc.paths.gz")
        leads.append(Lead(url=url, at=month.isoformat()))
        month = (month - timedelta(days=1)).replace(day=1)
    return tuple(leads)


def files_in(scope: Scope, lead: Lead, document: bytes) -> Iterator[Found]:
    """The WARC files that a list names, those of a scope's days alone.

    A file is named after the instant of its first capture; the last one may be of the next day.
    """
    base = _LIST.sub("", lead.url)
    for position, line in enumerate(document.decode("utf-8", "replace").splitlines()):
        day = _day(line.strip())
        if day is None:
            yield Misfit(position=position, why=f"{line[:100]!r} names no WARC file")
        elif scope.wants_day(day) or scope.wants_day(day + timedelta(days=1)):
            yield Listed(url=urljoin(base, line.strip()), at=day.isoformat(), size=FILE_BYTES)


def requests_of(item: Listed) -> int:
    """How many ranges a file is read in."""
    return -(-item.size // RANGE_BYTES)


class Range(NamedTuple):
    """Bytes of a file, and what the answer says of the whole."""

    content: bytes
    size: int  # of the file
    modified_at: datetime | None  # None: nobody says


def range_of(answer: Capture, start: int, end: int) -> Range | str:
    """What came of a request for bytes from `start` to before `end`, or how it differs from what was asked.

    The last range of a file may be shorter.
    """
    stated = header(answer.headers, "content-range") or ""
    match = _RANGE.match(stated)
    if answer.status != 206 or match is None:
        return f"the server does not give ranges: HTTP {answer.status} {stated}".strip()
    first, last, size = (int(number) for number in match.groups())
    if (first, last) != (start, min(end, size) - 1):
        return f"bytes {start}-{end - 1} were asked for, and the server sent {stated}"
    if len(answer.body) != last - first + 1:
        return f"{len(answer.body)} bytes came of {stated}"
    return Range(answer.body, size, instant_of(answer.headers, "last-modified"))


def _day(path: str) -> date | None:
    match = _FILE.match(path)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _folder(base: str) -> str:
    path = urlsplit(base).path
    return base if path.endswith("/") else f"{base}/"
