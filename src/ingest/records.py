"""The data that travels from stage to stage: frozen, validated, named after the field's nouns.

Parquet columns are derived from these classes (`ingest.archive.schemas`), so a concept is
written down once. All instants are aware and in UTC; all spans count Unicode code points
into the text that they name; sizes are bytes, durations seconds.
"""

from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

IDENTITY_VERSION = "1"
"""First part of every hashed identity: raise it when the way an identity is made changes."""


def identity(*parts: str) -> str:
    """A stable 64-bit identity as 16 hexadecimal digits, from the parts in order.

    >>> identity("article", "https://example.org/a")
    'e17838e0274c30aa'
    """
    return sha256("\x1f".join((IDENTITY_VERSION, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A half-open range of code points, `[start, end)`."""

    start: int
    end: int


# --- time ---------------------------------------------------------------------------------------------
class Precision(StrEnum):
    """How exact a stated time is."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class ZoneBasis(StrEnum):
    """How the zone of a stated time was found."""

    OFFSET = "offset"  # written down: +05:30, Z, GMT
    ABBREVIATION = "abbreviation"  # IST, CST …, read with the help of the outlet's country
    OUTLET = "outlet"  # none written: the outlet's own zone
    NONE = "none"  # unknown: `at` is None


class Reading(Record):
    """One reading of one date mark. `at` is None where the zone is unknown; `day` is the local day."""

    at: AwareDatetime | None
    day: date | None
    precision: Precision
    zone_basis: ZoneBasis
    origin: str  # jsonld:datePublished | meta:article:published_time | visible | feed:published | …
    raw: str
    notes: tuple[str, ...] = ()  # why this zone, why this day order: for people


class Moment(Reading):
    """The reading that won, and those that lost."""

    alternatives: tuple[Reading, ...] = ()


# --- feeds --------------------------------------------------------------------------------------------
class Author(Record):
    """A named author: a person or an organisation."""

    name: str
    role: str | None = None
    is_organisation: bool = False


class Enclosure(Record):
    """A file that an entry points at (RSS 2.0 enclosure, Atom link rel=enclosure, media:content)."""

    url: str
    media_type: str | None = None
    length: int | None = None  # bytes


class EntrySource(Record):
    """Where a feed says that it took an entry from (RSS 2.0 source, Atom source)."""

    title: str | None = None
    url: str | None = None


class Media(Record):
    """A picture, film or recording that an entry or an agency's item shows.

    Its words are about the picture: they are no summary of the entry.
    """

    url: str | None = None  # None: only a player or a thumbnail is known
    media_type: str | None = None  # MIME
    medium: str | None = None  # image | video | audio | document | executable, as the feed says or its type
    title: str | None = None
    caption: str | None = None
    credit: str | None = None  # as written: "Jane Roe / Example Pictures"
    thumbnail_url: str | None = None
    width: int | None = None  # pixels
    height: int | None = None


class EntryPlace(Record):
    """A point that an entry is about (GeoRSS, W3C Basic Geo), WGS 84 degrees, and its name."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    name: str | None = None  # georss:featurename


class EntryReference(Record):
    """An entry or page that an entry answers (RFC 4685 `thr:in-reply-to`)."""

    guid: str | None = None
    url: str | None = None


class FeedEntry(Record):
    """One entry as the feed lists it; text fields may hold markup."""

    title: str | None = None
    link: str | None = None
    guid: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[Author, ...] = ()
    summary: str | None = None
    content: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    source: EntrySource | None = None
    media: tuple[Media, ...] = ()
    places: tuple[EntryPlace, ...] = ()
    language: str | None = None  # where the entry states its own
    rights: str | None = None
    in_reply_to: tuple[EntryReference, ...] = ()
    comments_url: str | None = None  # the page with the comments
    comments_feed_url: str | None = None
    comment_count: int | None = None


class Feed(Record):
    """One feed document."""

    url: str
    kind: str  # rss | atom | rdf | json | sitemap | cdf
    title: str | None = None
    home_url: str | None = None
    language: str | None = None
    description: str | None = None
    generator: str | None = None  # the software, as it names itself
    rights: str | None = None
    image_url: str | None = None  # the logo
    updated: Moment | None = None
    self_url: str | None = None  # where the feed says that it lives (WebSub's topic)
    hub_urls: tuple[str, ...] = ()  # WebSub; any of them will do
    next_url: str | None = None  # the following page of a long feed (RFC 5005 section 3)
    previous_archive_url: str | None = None  # older entries that no longer change (RFC 5005 section 4)
    interval_floor: int | None = None  # seconds between polls that the feed asks for: ttl, sy:updatePeriod
    skip_hours: tuple[int, ...] = ()  # of the day in GMT, 0 to 23, in which nobody should ask (RSS 2.0)
    skip_days: tuple[int, ...] = ()  # of the week in GMT, 0 is Monday
    entries: tuple[FeedEntry, ...] = ()
    warnings: tuple[str, ...] = ()  # what was wrong with the document and how it was read


# --- agency items ---------------------------------------------------------------------------------------
class PublicationStatus(StrEnum):
    """Whether an agency lets its item be published (IPTC NewsCodes `pubstatusg2`)."""

    USABLE = "usable"
    WITHHELD = "withheld"  # until further notice
    CANCELED = "canceled"  # killed: not to be published, and to be taken down


class ItemLink(Record):
    """Another item, or another version, that an agency's item points at."""

    relation: str  # previous-version | replaces | canceled | see-also …, as the format says
    guid: str | None = None
    version: str | None = None
    url: str | None = None


class WireItem(Record):
    """One news item as an agency sends it, whatever the format. Texts hold no markup."""

    standard: str  # newsml-g2 | nitf | ninjs | iptc-7901
    guid: str | None = None
    version: str | None = None
    status: PublicationStatus = PublicationStatus.USABLE
    signals: tuple[str, ...] = ()  # correction | update | kill, others as written in lower case
    headline: str | None = None
    alternative_headlines: tuple[str, ...] = ()
    summary: str | None = None
    slug: str | None = None
    byline: str | None = None
    dateline: str | None = None
    paragraphs: tuple[str, ...] = ()
    provider: str | None = None  # who sends it: the agency's name or code
    credit_line: str | None = None  # who is to be named beside the text
    urgency: int | None = Field(default=None, ge=1, le=9)  # 1 is most urgent
    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    language: str | None = None
    first_created: Moment | None = None
    version_created: Moment | None = None
    embargoed: Moment | None = None  # not to be published before
    rights: str | None = None  # the copyright notice
    usage_terms: str | None = None
    editor_note: str | None = None  # for editors, not for readers
    media: tuple[Media, ...] = ()
    links: tuple[ItemLink, ...] = ()


class Subscription(Record):
    """A feed that we poll, as the OPML list names it."""

    url: str
    title: str
    outlet_domain: str
    home_url: str | None = None
    folder: str | None = None  # by convention the country
    asked_anew: AwareDatetime | None = None  # a person wants it asked, whatever its polls before said


# --- captures -----------------------------------------------------------------------------------------
class CaptureKind(StrEnum):
    """What a request was for."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"
    HUB = "hub"  # a subscription with a WebSub hub: asked for, or confirmed by it


class Channel(StrEnum):
    """How a capture came to be."""

    REQUEST = "request"  # we asked
    PUSH = "push"  # a hub brought it (WebSub)
    DROP = "drop"  # somebody laid it into the drop folder
    BACKFILL = "backfill"  # history: out of an archive, or asked for long after it was listed


class HubMode(StrEnum):
    """What a hub and we say to each other (WebSub section 5)."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    DENIED = "denied"
    DELIVER = "deliver"  # a delivery that was dropped: not signed as agreed


class HubTalk(Record):
    """What an exchange with a hub was about."""

    mode: HubMode
    topic: str  # the address that the hub knows the feed by
    lease_seconds: int | None = None  # asked for, or granted


class Intent(Record):
    """A subscription that we ask a hub for, written down before it is asked: its callback answers by this."""

    token: str  # last part of the callback's path; whoever knows it may speak as the hub, the signature aside
    feed_url: str
    hub_url: str
    topic: str
    mode: HubMode
    asked_at: AwareDatetime


class FetchOutcome(StrEnum):
    """How one request ended. Exactly one holds."""

    FETCHED = "fetched"  # 200 with a complete body
    UNCHANGED = "unchanged"  # 304, or the same bytes as last time
    GONE = "gone"  # 410
    MISSING = "missing"  # 404
    REFUSED = "refused"  # other 4xx
    THROTTLED = "throttled"  # 429
    SERVER_ERROR = "server-error"  # 5xx
    ODD_STATUS = "odd-status"  # 1xx, 204, 3xx without a place to go
    UNREACHABLE = "unreachable"  # no address, no connection, connection lost before an answer
    TIMED_OUT = "timed-out"  # whole-request deadline
    TOO_LARGE = "too-large"  # byte cap, before or after inflation
    TRUNCATED = "truncated"  # fewer bytes than announced, or a gzip without its end
    UNDECODABLE = "undecodable"  # an encoding we did not ask for, broken gzip
    FORBIDDEN_ADDRESS = "forbidden-address"  # not a public address
    TOO_MANY_REDIRECTS = "too-many-redirects"
    DISALLOWED = "disallowed"  # robots.txt; no request was made
    IN_FEED = "in-feed"  # the article as its feed entry holds it, in place of a page; no request was made
    WITHHELD = "withheld"  # deleted afterwards: of the exchange its instant and host are left


class Capture(Record):
    """One HTTP exchange, as it happened; `body` is what came over the wire, still content-encoded.

    A request that got no answer is a capture as well: `status` is None and `detail` says why.
    """

    capture_id: str  # identity of kind, url, fetched_at
    kind: CaptureKind
    url: str  # as requested
    final_url: str  # after redirects
    fetched_at: AwareDatetime
    outcome: FetchOutcome
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    detail: str = ""
    redirects: tuple[str, ...] = ()  # every address passed on the way, without the first and the last
    moved_to: str | None = None  # set where every redirect was permanent (301, 308)
    seconds: float = 0.0
    feed_url: str | None = None  # pages: the feed that led here; feeds: whose new address this is
    entry: FeedEntry | None = None  # what that feed said about it
    revisit_of: str | None = None  # capture_id of the capture that holds these bytes (UNCHANGED only)
    payload_sha256: str | None = None  # hexadecimal, of the body without its encoding, where all of it came
    left_out_sha256: str | None = None  # of the body as it came, where it came and a revisit leaves it out
    channel: Channel = Channel.REQUEST
    hub: HubTalk | None = None  # exchanges with hubs only: `url` is the hub, `feed_url` the feed

    @property
    def history(self) -> str:
        """The address under which a feed is subscribed to, also where its new address was asked."""
        return self.feed_url or self.url


class RunMode(StrEnum):
    """Why a run happened."""

    NIGHTLY = "nightly"
    POLL = "poll"
    BACKFILL = "backfill"
    FILE = "file"
    PUSH = "push"


class Run(Record):
    """One run of the capture stage: it stands in the WARC's first record, so a replay knows it too."""

    run_id: str
    mode: RunMode
    started_at: AwareDatetime
    software: str  # "ingest/0.1.0"
    dropped_bytes: int | None = None  # its writer was killed: so much of a torn end was cut off


class Fetch(Record):
    """The books' line for one capture: what was asked, what came, and what became of it."""

    capture_id: str
    segment_id: str
    run_id: str
    kind: CaptureKind
    url: str
    final_url: str
    feed_url: str | None
    fetched_at: AwareDatetime
    outcome: FetchOutcome
    detail: str
    status: int | None
    body_bytes: int
    payload_sha256: str | None  # of the decoded body; for UNCHANGED that of the body it repeats
    etag: str | None
    last_modified: str | None
    retry_after: int | None  # seconds
    interval_floor: int | None  # seconds for which the server calls the answer fresh: max-age, Expires
    moved_to: str | None
    seconds: float
    warc_file: str
    warc_offset: int
    result: str  # article | feed | nothing (the outcome left nothing to read) | rejected
    reason: str  # why rejected, else ""
    article_id: str | None  # pages only
    version_id: str | None
    entries_listed: int = 0  # feeds only: listed = kept + duplicate + rejected
    entries_kept: int = 0
    entries_duplicate: int = 0
    entries_rejected: int = 0
    document_floor: int | None = None  # seconds that the feed itself asks for: ttl, sy:updatePeriod
    skip_hours: tuple[int, ...] = ()  # see Feed
    skip_days: tuple[int, ...] = ()
    channel: Channel = Channel.REQUEST
    hub_urls: tuple[str, ...] = ()  # feeds: the WebSub hubs that the answer names
    topic: str | None = None  # feeds: the address that they know it by; hubs: what was talked about
    hub_mode: HubMode | None = None  # hubs only
    lease_seconds: int | None = None  # hubs only: asked for, or granted


class GuidForm(StrEnum):
    """What a guid is made of, which tells how long it will last."""

    OPAQUE = "opaque"  # a number, a UUID, a tag: URI
    ADDRESS = "address"
    TAGGED = (
        "tagged"  # an address with tracking parameters or a fragment: changes with the campaign or the edit
    )
    HEADLINE = "headline"  # the title in other dress: changes with the headline


class ListedEntry(Record):
    """One entry of one feed document, and what became of it."""

    capture_id: str
    feed_url: str
    position: int  # from 0, in document order
    entry_id: str  # identity of feed and guid, else canonical link, else title and day
    title_id: str  # identity of title and day: what is left where neither guid nor link tell entries apart
    content_id: str  # identity of what the entry says
    text_id: str  # identity of its summary and content
    result: str  # kept | duplicate | rejected
    reason: str  # why not kept, else ""
    guid: str | None
    guid_form: GuidForm | None
    shares_guid: bool  # this document gives its guid to an entry with another link too
    link: str | None
    article_id: str | None  # of the page that it points at
    shares_link: bool  # this document gives its link to an entry with another guid or title too
    title: str | None
    published: Moment | None
    seen_at: AwareDatetime


# --- articles -----------------------------------------------------------------------------------------
class Dateline(Record):
    """The place, day and agency before the first sentence: `BRUSSELS, Feb. 20 (Reuters) —`."""

    place: str | None
    day: date | None
    agency: str | None  # agency_id
    raw: str


class CreditKind(StrEnum):
    """What a credit is evidence for."""

    TEXT = "text"  # the agency wrote the text
    JOINT = "joint"  # the outlet and the agency wrote it: "Le Figaro avec AFP", "with inputs from"
    IMAGE = "image"  # a photograph: no evidence for the text


class Credit(Record):
    """One place where an article credits an agency.

    `start` and `end` are code points into `article.text` where `where` is in the text, else None.
    """

    agency_id: str
    name: str  # as written
    kind: CreditKind
    start: int | None = None
    end: int | None = None
    where: str  # byline | dateline | tail | jsonld:author | meta:… | canonical | feed:source | image …
    raw: str


class DroppedLine(Record):
    """A line of the page that is not body text, and why."""

    line: str
    reason: str


class LeadImage(Record):
    """The picture on top."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


class Candidate(Record):
    """One value that a page offers for a field of its article, and what became of it."""

    field: str  # title | summary | authors | section | language | address | image | body …
    origin: str  # where it stands: jsonld:headline, h1, link:canonical; for a body the way it was found
    value: str
    verdict: str  # won | agrees | lost
    why: str


class BodySource(StrEnum):
    """Where the body comes from."""

    PAGE = "page"
    JSONLD = "jsonld"
    FEED_CONTENT = "feed-content"
    WIRE = "wire"  # an agency's item: NewsML-G2, NITF, ninjs, IPTC 7901
    PLAIN_TEXT = "plain-text"


class PageKind(StrEnum):
    """What kind of page an article was read from; pages that hold none are refused (`NotAnArticle`)."""

    ARTICLE = "article"
    LIVE_BLOG = "live-blog"  # entries with their own times, still growing
    GALLERY = "gallery"  # pictures with captions; the captions are its text
    VIDEO = "video"  # a film with a description
    AUDIO = "audio"  # a broadcast or podcast with a description
    PRINTER_PAGE = "printer-page"  # an article without the site around it


class Article(Record):
    """One news article in the common schema (DESIGN section 7; names after schema.org NewsArticle)."""

    article_id: str  # identity of the address that stays the same
    url: str
    canonical_url: str
    foreign_canonical_url: str | None = None  # on another site: evidence of syndication, no identity
    outlet_id: str
    title: str
    alternative_title: str | None = None
    summary: str | None = None
    text: str  # paragraphs separated by one line feed, Unicode NFC
    body_source: BodySource
    authors: tuple[Author, ...] = ()
    byline: str | None = None
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None  # detected, BCP 47
    declared_language: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    lead_image: LeadImage | None = None
    is_free: bool | None = None
    is_partial: bool = False  # the text is only what everybody may read of a paid article
    page_kind: PageKind = PageKind.ARTICLE
    rights: str | None = None
    notices: tuple[str, ...] = ()  # correction, update and withdrawal notices, verbatim
    dropped: tuple[DroppedLine, ...] = ()

    @classmethod
    def from_text(cls, text: str, *, url: str, published: Moment | None = None) -> Self:
        """Take a text as it is: no line is moved or dropped, so spans count into `text` itself."""
        host = url.split("//", 1)[-1].split("/", 1)[0].lower()
        return cls(
            article_id=identity("article", url), url=url, canonical_url=url, outlet_id=host, title="",
            text=text, body_source=BodySource.PLAIN_TEXT, published=published,
        )  # fmt: skip

    @property
    def version_id(self) -> str:
        """Identity of what a reader sees: title, summary and text of this article."""
        return identity("version", self.article_id, self.title, self.summary or "", self.text)


class ArticleVersion(Record):
    """An article as one capture shows it."""

    version_id: str
    capture_id: str
    segment_id: str
    seen_at: AwareDatetime
    word_count: int
    article: Article


# --- facts --------------------------------------------------------------------------------------------
class Attribution(Record):
    """Who says what: spans into `article.text`, possibly discontinuous, in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str  # direct | mixed | indirect
    source_type: str  # person | office | outlet | agency | document | organisation | anonymous | unknown
    source_name: str | None  # the source as a name, pronouns resolved where the text allows it
    polarity: str = "said"  # said | denied (the source contests it) | withheld (not said, not confirmed)
    nested_in: int | None = None  # number of the attribution that it stands in: `X reported citing Y`
    score: float


class Citation(Record):
    """A source that the text itself names for what it reports."""

    role: str  # cited | via | channel (told the BBC)
    name: str
    entity_id: str | None  # outlet or agency of the seeds, where known
    kind: str  # outlet | agency | document
    start: int
    end: int
    depth: int  # 1: the article cites it; 2: what it cites cites it


class Quote(Record):
    """Words between quotation marks."""

    start: int
    end: int  # without the marks
    speaker: str | None
    speaker_start: int | None = None
    speaker_end: int | None = None
    quote_id: str  # identity of the words, so that copies share it
    is_closed: bool  # False: the closing mark is missing


class Place(Record):
    """A named place."""

    name: str  # canonical
    start: int
    end: int
    kind: str  # country | region | city | sea | area | union
    country: str | None  # ISO 3166-1 alpha-2
    admin1: str | None = None  # state, province: ISO 3166-2, of regions and of cities where known
    latitude: float | None = None
    longitude: float | None = None


class EntityMention(Record):
    """Where a text names a person, an organisation or an office, and what shows that it is one."""

    name: str  # as this text names it in full; of seeds/organisations.csv as there
    entity_id: str | None  # of seeds/organisations.csv, where known
    kind: str  # person | organisation | office
    role: str | None  # what the text says a person is: "Prime Minister", "the mayor of Lyon"
    start: int
    end: int
    evidence: str  # speaks | title | apposition | head (`… University`) | list (seeds) | model | repeated


class DateMention(Record):
    """A date expression, resolved to a period of local days `[first_day, last_day]`."""

    start: int
    end: int
    text: str
    value: str  # ISO 8601 as exact as the text: 2024-02-19, 2023-07, 2023
    first_day: date | None
    last_day: date | None
    granularity: str = ""  # day | week | weekend | month | quarter | half | season | year | decade
    anchor: str  # published | dateline | previous (the date named before) | none (absolute)
    direction: str = ""  # of what is relative, from its anchor: past | present | future
    is_ambiguous: bool = False  # its clause does not say which way: `Monday` may be the coming one


class Figure(Record):
    """A number with its unit and what it counts."""

    start: int
    end: int
    text: str
    kind: str  # money | percent | deaths | injured | missing | arrested | displaced | rescued
    amount: float
    unit: str  # ISO 4217, or the symbol where several currencies share it | percent | points | people
    bound: str  # exact | at-least | at-most | about


class Hop(Record):
    """One step of the provenance chain, from the publisher (depth 0) to the primary source."""

    depth: int
    name: str
    entity_id: str | None
    kind: str  # outlet | agency | document
    relation: str  # publishes | carries | cites | based-on
    evidence: str  # what shows it: credit:byline, "Kyodo News reported citing an EU document"
    start: int | None = None
    end: int | None = None
    score: float = 1.0


class Facts(Record):
    """What one article version supports; every span slices `article.text` to what it names."""

    attributions: tuple[Attribution, ...] = ()
    citations: tuple[Citation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    chain: tuple[Hop, ...] = ()


class VersionFacts(Record):
    """The facts of one article version, as they are handed over."""

    version_id: str
    article_id: str
    facts: Facts


# --- families -----------------------------------------------------------------------------------------
class Relation(StrEnum):
    """Where an article stands in its family; only `copy` and `version_of` join one."""

    ORIGINAL = "original"
    COPY = "copy"
    VERSION_OF = "version_of"
    EMBEDS = "embeds"
    EXCERPT_OF = "excerpt_of"


class FamilyMember(Record):
    """An article's place in its family. An article alone is the original of a family of one."""

    article_id: str
    family_id: str
    relation: Relation
    parent_id: str | None  # the article it was taken from; None for an original or an uncaptured parent
    parent_agency_id: str | None  # the agency it was taken from, captured or not
    score: float  # containment of the shorter text in the longer, 0 to 1
    method: str  # exact | containment | identity | alone
    evidence: str  # credit:byline | agency-domain | canonical | published | fullest | capture-order | none
    confidence: float  # of the parent, 0 to 1


class LineageSignal(Record):
    """One piece of evidence that an article's text comes from another article or from an agency."""

    article_id: str
    ordinal: int  # from 0, the gravest first
    evidence: str  # credit:byline | agency-domain | canonical | published | fullest | capture-order
    parent_id: str | None  # the article that it speaks for; None where an agency's page was never captured
    parent_agency_id: str | None
    confidence: float  # 0 to 1, of this signal alone
    is_decisive: bool  # whether it gave the article the parent that it has


class Reuse(Record):
    """A text inside another that makes no copy: directed, joins no family."""

    article_id: str  # the outer text
    inner_article_id: str
    relation: Relation  # embeds | excerpt_of
    score: float  # share of the inner text found in the outer


# --- knowledge ----------------------------------------------------------------------------------------
class Agency(Record):
    """A news agency, from seeds/agencies.csv."""

    agency_id: str  # short slug: reuters, ani, kyodo
    name: str
    aliases: tuple[str, ...] = ()  # every way it is written
    country: str | None = None  # ISO 3166-1 alpha-2
    languages: tuple[str, ...] = ()
    domain: str | None = None


class Outlet(Record):
    """A publisher, from seeds/outlets.csv."""

    outlet_id: str  # its registrable domain
    domain: str
    name: str
    kind: str = "newspaper"  # agency | newspaper | broadcaster | aggregator | official | magazine | blog
    country: str | None = None
    language: str | None = None
    zone: str | None = None  # IANA
    day_order: str | None = Field(default=None, pattern="^(dmy|mdy|ymd)$")
    family_id: str | None = None  # the owner: the unit of independence


class OutletFact(Record):
    """What was otherwise with an outlet in former times, from seeds/outlet_history.csv."""

    domain: str
    field: Literal["name", "kind", "country", "language", "zone", "day_order", "family_id"]  # of `Outlet`
    value: str
    first_day: date | None = None  # of the captures that are read by it; None: since ever
    last_day: date

    def holds_on(self, day: date) -> bool:
        """Whether a page seen on that day is read by it."""
        return (self.first_day is None or self.first_day <= day) and day <= self.last_day


class Zone(Record):
    """What a zone abbreviation means in a country, from seeds/zones.csv; country None: everywhere else."""

    abbreviation: str
    country: str | None = None
    offset_minutes: int
    zone: str | None = None  # IANA
