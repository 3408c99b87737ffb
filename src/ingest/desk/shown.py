"""What the pages show: one record a row of the statements in sql/desk, in the order of their columns."""

from datetime import date, datetime

from ingest.records import Record


class Card(Record):
    """A family in the river."""

    family_id: str
    article_id: str  # the original, as far as it is known
    title: str
    summary: str
    outlet: str
    agency: str
    articles: int
    outlets: int
    outlet_names: tuple[str, ...]  # some of them
    versions: int
    published_at: datetime | None


class Days(Record):
    """A day of the river, and the days with articles around it."""

    day: date | None  # none where there is no article at all
    before: date | None
    after: date | None


class Hit(Record):
    """What the river's filters look at in an article that a search found; empty where it is not known."""

    family_id: str
    country: str
    language: str
    agency: str
    agency_name: str


class Choice(Record):
    """A value that a filter offers."""

    field: str
    value: str
    label: str
    articles: int


class Member(Record):
    """An article of a family."""

    article_id: str
    title: str
    outlet: str
    url: str
    relation: str
    published_at: datetime | None
    first_seen_at: datetime
    versions: int
    word_count: int
    parent_id: str | None
    parent_agency_id: str | None
    parent_agency: str | None
    evidence: str
    confidence: float
    lag_minutes: int | None


class Report(Record):
    """Another family about the same event."""

    family_id: str
    title: str
    outlet: str
    day: date
    articles: int


class ArticleShown(Record):
    """One version of an article."""

    version_id: str
    article_id: str
    version_no: int
    is_latest: bool
    title: str
    summary: str
    text: str
    outlet_id: str
    outlet: str
    url: str
    first_seen_at: datetime
    last_seen_at: datetime
    sightings: int
    published_at: datetime | None
    published_day: date | None
    published_precision: str
    published_basis: str
    published_origin: str
    published_raw: str
    modified_at: datetime | None
    byline: str
    language: str
    section: str
    word_count: int
    notices: tuple[str, ...]
    is_partial: bool
    capture_id: str
    family_id: str | None


class VersionLine(Record):
    """A version in the list of an article's versions."""

    version_no: int
    title: str
    first_seen_at: datetime
    last_seen_at: datetime
    sightings: int
    word_count: int


class EditLine(Record):
    """A step between two states of an article."""

    seen_at: datetime
    kind: str
    headline_changed: bool
    body_changed: bool
    figures_changed: int
    notices_added: tuple[str, ...]


class HopLine(Record):
    """A hop of the provenance chain."""

    depth: int
    name: str
    kind: str
    relation: str
    evidence: str
    score: float


class DateLine(Record):
    """A date that a text names."""

    written: str
    value: str | None
    first_day: date | None
    last_day: date | None
    anchor: str


class OutletLine(Record):
    """An outlet in numbers."""

    outlet_id: str
    name: str
    kind: str | None
    country: str
    language: str
    articles: int
    copies: int
    wire: int
    edited: int
    lag_minutes: float | None  # median, behind whom it copied from
    newest_at: datetime


class OutletDay(Record):
    """A day in the calendar of an outlet."""

    day: date
    polls: int
    polls_good: int
    new_articles: int
    state: str


class OutletArticle(Record):
    """An article in the list of an outlet."""

    article_id: str
    title: str
    relation: str
    agency: str
    published_at: datetime | None
    first_seen_at: datetime
    versions: int


class RunLine(Record):
    """A run and what it captured."""

    run_id: str
    mode: str
    started_at: datetime
    software: str
    dropped_bytes: int
    captures: int
    fetched: int
    unchanged: int
    rejected: int


class FunnelLine(Record):
    """A way in which items ended."""

    item: str
    outcome: str
    reason: str
    items: int


class Refused(Record):
    """A capture or entry that could not be used."""

    item: str
    reason: str
    url: str | None
    seen_at: datetime
    capture_id: str


class TextShown(Record):
    """A text that is compared."""

    article_id: str
    outlet: str
    title: str
    text: str
    at: datetime
    version_no: int
    language: str | None
