"""What is true of the simulated press: the records that results are compared with."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from pydantic import AwareDatetime

from ingest.records import FetchOutcome, Precision, Record, Relation

if TYPE_CHECKING:
    from ingest.archive import Archive

AREA = "truth"
PRODUCER = "newsroom"


class EditKind(StrEnum):
    """What became of an article on a later night."""

    WORDING = "wording"
    CORRECTION = "correction-with-notice"
    SILENT_CORRECTION = "silent-correction"
    DELETION = "deletion"
    REDIRECT = "redirect"


class EditTruth(Record):
    """One change of one article."""

    night: int
    kind: EditKind
    status: int | None = None  # deletions: 404 or 410; redirects: 301
    moved_to: str | None = None
    old: str | None = None  # corrections: the figure as it was
    new: str | None = None


class CreditTruth(Record):
    """Where a page credits an agency for its text."""

    agency_id: str
    where: str  # byline | dateline | tail


class VersionTruth(Record):
    """Title and text from one night on; paragraphs are separated by one line feed."""

    night: int
    title: str
    text: str


class ArticleTruth(Record):
    """One article that a reader of the feeds can reach.

    `published_at` is exact to `precision`, the best that page and feed give together;
    with precision `day` compare `day`, the outlet's local day.
    """

    url: str
    outlet_domain: str
    title: str  # on its first night
    language: str
    family_id: str
    relation: Relation  # original | copy | version_of
    parent_url: str | None  # None: original, or the parent was never on the web
    parent_agency_id: str | None  # the agency that a copy was taken from, captured or not
    manner: str  # original | whole | trimmed | extended | second-hand | version | moved
    credits: tuple[CreditTruth, ...]
    published_at: AwareDatetime
    precision: Precision
    day: date
    citations: tuple[str, ...]  # who the text names as its source, outermost first
    embeds: str | None  # address of the story that it quotes a passage of
    first_night: int
    versions: tuple[VersionTruth, ...]
    edits: tuple[EditTruth, ...]

    @property
    def text(self) -> str:
        """The newest text."""
        return self.versions[-1].text


class DeadLink(Record):
    """An entry whose page nobody gets."""

    url: str
    expected_outcome: FetchOutcome


class FeedTruth(Record):
    """One feed as one night serves it."""

    url: str
    outlet_domain: str
    expected_outcome: FetchOutcome
    is_readable: bool  # the body is a feed, perhaps a damaged one
    entries: tuple[str, ...]  # addresses of the articles that it lists, each once
    dead_links: tuple[DeadLink, ...] = ()
    state: str = "healthy"  # in the view news.feeds, once it was polled
    why: str = ""  # words that the reason given there has


class Truth(Record):
    """Everything published up to and including a night."""

    night: int
    articles: tuple[ArticleTruth, ...]
    feeds: tuple[FeedTruth, ...]


class _Press(Protocol):
    def truth(self, night: int) -> Truth: ...
    def now(self, night: int) -> datetime: ...


def write_truth(press: _Press, night: int, archive: "Archive") -> str:
    """Write the truth of a night as Parquet tables `articles` and `feeds`; returns their segment."""
    truth = press.truth(night)
    segment = f"{press.now(night):%Y%m%dT%H%M%S%fZ}-{PRODUCER}"  # the archive's form of a name
    tables: dict[str, tuple[type[Record], Iterable[Record]]] = {
        "articles": (ArticleTruth, truth.articles),
        "feeds": (FeedTruth, truth.feeds),
    }
    archive.write_tables(AREA, PRODUCER, segment, tables)
    return segment
