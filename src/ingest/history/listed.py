"""What lists of history name: pages, more lists, and places that name nothing. Pure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic import AwareDatetime

from ingest.parsing.payload import Inflater, header, text_of
from ingest.parsing.urls import host_of
from ingest.records import Capture, CaptureKind, Channel, FeedEntry, FetchOutcome, Record, identity

PASSING = frozenset({
    FetchOutcome.THROTTLED, FetchOutcome.SERVER_ERROR, FetchOutcome.UNREACHABLE, FetchOutcome.TIMED_OUT,
    FetchOutcome.TRUNCATED,
})  # fmt: skip
"""What may be otherwise the next time: such a page is asked for again."""

_GZIP = b"\x1f\x8b"


class Listed(Record):
    """A page that a list names."""

    url: str
    at: str = ""  # what the list says of its time, ISO 8601; empty: nothing
    seen_at: AwareDatetime | None = None  # when an archive saw it: what is asked for is that capture
    digest: str = ""  # of the archive's capture, as it writes it
    size: int = 0  # bytes, as the list says; 0: it does not
    feed_url: str | None = None
    entry: FeedEntry | None = None  # what a feed says of it

    @property
    def key(self) -> str:
        """Tells the pages of a source apart."""
        return f"{self.url} {self.seen_at.isoformat()}" if self.seen_at else self.url


class Lead(Record):
    """A document of a list that is still to be read."""

    url: str  # or path
    at: str = ""  # when it last changed, or of which time it is, ISO 8601; empty: nobody says
    size: int = 0  # bytes that it must have; 0: nobody says
    md5: str = ""  # that it must have, hexadecimal
    is_guess: bool = False  # nobody named it: where it is not there, nothing is missing
    is_again: bool = False  # no list: what requests of earlier runs left


class Misfit(Record):
    """A place in a list that names no page."""

    position: int  # from 0
    why: str


class Outside(Record):
    """Something that a list names and no backfill of news wants: a picture, a redirect."""


Found = Listed | Lead | Misfit | Outside
ReadList = Callable[[Lead, bytes], Iterator[Found]]


def instant_of(headers: Iterable[tuple[str, str]], name: str) -> datetime | None:
    """The instant that a header states; None where it states none that can be read."""
    stated = header(headers, name)
    try:
        return parsedate_to_datetime(stated).astimezone(UTC) if stated else None
    except (ValueError, TypeError, OverflowError):
        return None


def is_page(url: str) -> bool:
    """Whether a text is an address on the web.

    >>> is_page("https://a.example/1"), is_page("javascript:void(0)"), is_page("https:///x")
    (True, False, False)
    """
    return url.startswith(("http://", "https://")) and bool(host_of(url)) and not any(map(str.isspace, url))


def addresses_in(_lead: Lead, document: bytes) -> Iterator[Found]:
    r"""The addresses of a plain list, one a line; blank lines and those that begin with `#` say nothing.

    A second column (behind a tab, or a comma and a blank) is the page's time.

    >>> [one.model_dump(exclude_defaults=True) for one in addresses_in(Lead(url="l"), b"https://a.example/1\t2019-03-01")]
    [{'url': 'https://a.example/1', 'at': '2019-03-01'}]
    """
    for position, line in enumerate(text_of(document).splitlines()):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        url, _, at = said.partition("\t") if "\t" in said else said.partition(", ")
        if is_page(url.strip()):
            yield Listed(url=url.strip(), at=at.strip())
        else:
            yield Misfit(position=position, why=f"{said[:100]!r} is no address of a page")


def inflated(document: bytes, *, limit: int) -> bytes:
    """A document without the gzip that it may be stored in.

    Raises:
        UnreadableBody: broken, cut short, or more than `limit` bytes.
    """
    inflater = Inflater("gzip" if document.startswith(_GZIP) else "", limit=limit)
    content = b"".join(inflater.inflate(document))
    inflater.close()
    return content


def counts_as_seen(capture: Capture) -> bool:
    """Whether a page need not be asked for again: it is there, or a backfill was told that nobody has it."""
    has_it = capture.outcome in {FetchOutcome.FETCHED, FetchOutcome.UNCHANGED}
    is_told = capture.channel is Channel.BACKFILL and capture.outcome not in PASSING
    return capture.kind is CaptureKind.PAGE and (has_it or is_told)


def archived_id(url: str, at: datetime) -> str:
    """The id of an archive's capture, whatever file or index it comes by."""
    return identity("capture", CaptureKind.PAGE, url, at.isoformat())


def lost_id(url: str, at: datetime) -> str:
    """The id of the line in the books that says that an archive does not give this capture."""
    return identity("lost", CaptureKind.PAGE, url, at.isoformat())


def keys_of(items: Iterable[Listed]) -> dict[str, Listed]:
    """Items by key, each once."""
    return {item.key: item for item in items}


def firsts_of(items: Iterable[Listed]) -> tuple[list[Listed], list[Listed]]:
    """The first of each address and digest, and those that repeat one."""
    seen: set[tuple[str, str]] = set()
    firsts: list[Listed] = []
    later: list[Listed] = []
    for item in items:
        is_repeat = bool(item.digest) and (item.url, item.digest) in seen
        seen.add((item.url, item.digest))
        (later if is_repeat else firsts).append(item)
    return firsts, later
