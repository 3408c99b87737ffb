"""Small hand-made segments: what capture, normalise, extract and deduplicate would leave behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from ingest.archive import Archive
from ingest.load import LoadReport, load_segments
from ingest.publish import PublishReport, publish_snapshot
from ingest.records import (
    Article,
    ArticleVersion,
    Attribution,
    BodySource,
    Capture,
    CaptureKind,
    Citation,
    Credit,
    CreditKind,
    DateMention,
    Facts,
    FamilyMember,
    Fetch,
    FetchOutcome,
    Hop,
    LineageSignal,
    ListedEntry,
    Moment,
    Place,
    Precision,
    Quote,
    Relation,
    Reuse,
    Run,
    RunMode,
    Span,
    VersionFacts,
    ZoneBasis,
    identity,
)
from ingest.warehouse import Replica, Warehouse

ARTICLES_BY = "normalise-1"
FACTS_BY = "extract-1"
DAWN = datetime(2024, 2, 20, 6, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """What one address answered at one moment; without a text it shows no article."""

    url: str
    minute: int
    text: str = ""
    title: str = "Title"
    article: str = ""  # address that stays the same, where it is not `url`
    outcome: FetchOutcome = FetchOutcome.FETCHED
    notices: tuple[str, ...] = ()
    foreign: str | None = None  # the canonical address on another site
    claimed: (
        int | None
    ) = -10  # minutes from the capture to the claimed publication; None: only its day is known
    language: str | None = None
    body_source: BodySource = BodySource.PAGE
    credits: tuple[Credit, ...] | None = None  # None: one of Kyodo
    facts: Facts | None = None  # None: one of each kind

    @property
    def at(self) -> datetime:
        return DAWN + timedelta(minutes=self.minute)

    @property
    def article_id(self) -> str:
        return identity("article", self.article or self.url)

    @property
    def capture_id(self) -> str:
        return identity("page", self.url, self.at.isoformat())


@dataclass(frozen=True)
class Found:
    """Families as the deduplicate stage hands them over."""

    members: tuple[FamilyMember, ...] = ()
    reuses: tuple[Reuse, ...] = ()
    signals: tuple[LineageSignal, ...] = ()
    retold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Press:
    """Writes segments into an archive."""

    archive: Archive

    def segment(self, number: int, answers: Sequence[Answer], *, spoilt_entries: int = 0) -> str:
        """One run: a poll of one feed that lists all pages, then the pages."""
        poll = _poll(answers, number)
        name = self.archive.write_captures(_run(number), [poll, *(capture_of(answer) for answer in answers)])
        self.derive(name, number, answers, spoilt_entries=spoilt_entries)
        return name

    def derive(
        self,
        name: str,
        number: int,
        answers: Sequence[Answer],
        *,
        spoilt_entries: int = 0,
        articles_by: str = ARTICLES_BY,
    ) -> None:
        """What normalise and extract conclude from a segment."""
        poll = _poll(answers, number)
        entries = list(_entries(answers, poll, spoilt_entries))
        versions = [version_of(answer, name) for answer in answers if answer.text]
        self.archive.write_tables(
            "articles",
            articles_by,
            name,
            {
                "fetches": (Fetch, list(_fetches(answers, poll, _run(number), name, entries))),
                "entries": (ListedEntry, entries),
                "articles": (ArticleVersion, versions),
            },
        )
        found = [
            _facts(version, answer.facts)
            for version, answer in zip(versions, (answer for answer in answers if answer.text), strict=True)
        ]
        facts = {"facts": (VersionFacts, found)}
        self.archive.write_tables("facts", FACTS_BY, name, facts)

    def found(self, segments: Iterable[str], articles_by: str = ARTICLES_BY) -> Found:
        """Families of all articles of these segments: those with the same text are copies."""
        versions = [
            version
            for name in segments
            for version in self.archive.read_records(
                self.archive.table_path("articles", articles_by, name, "articles"), ArticleVersion
            )
        ]
        versions.sort(key=lambda version: (version.seen_at, version.capture_id))
        texts = {version.article.article_id: version.article.text for version in versions}
        first = {text: article for article, text in sorted(texts.items(), reverse=True)}
        return Found(
            members=tuple(_member(article, first[text]) for article, text in sorted(texts.items())),
            reuses=tuple(
                Reuse(article_id=one, inner_article_id=other, relation=Relation.EMBEDS, score=0.5)
                for one, other in zip(sorted(texts), sorted(texts)[1:], strict=False)
                if other < "4"
            ),
            retold=tuple(sorted(texts)),
        )


def load_into(
    press: Press,
    replica: Replica,
    names: Iterable[str],
    *,
    articles_by: str = ARTICLES_BY,
) -> LoadReport:
    """Load segments into an open replica, with the families of all articles it then has."""
    wanted = tuple(names)
    found = press.found({*replica.segments(articles_producer=articles_by), *wanted}, articles_by)
    return load_segments(
        replica,
        wanted,
        archive=press.archive,
        copies=lambda _: found,
        articles_producer=articles_by,
        facts_producer=FACTS_BY,
    )


def publish_all(press: Press, warehouse: Warehouse) -> PublishReport:
    """Load whatever the replica lacks and publish it: what the pipeline does."""
    with warehouse.writer() as replica:
        have = replica.segments()
        load_into(press, replica, [name for name in press.archive.segments() if name not in have])
        return publish_snapshot(warehouse, replica)


def nights(press: Press, count: int, pages: int = 4) -> list[str]:
    """Segments of several nights: new pages, edits, corrections, deletions, unchanged and moved pages."""
    return [press.segment(number, night(number, pages)) for number in range(1, count + 1)]


def night(number: int, pages: int) -> list[Answer]:
    """What one night's pages answer."""
    start = number * 1440
    new = [
        Answer(
            f"https://paper{page % 3}.example/{number}/{page}",
            start + page,
            f"Text {page // 2} of night {number}.\nIt names {page // 2} figures.",
        )
        for page in range(pages)
    ]
    if number == 1:
        return new
    before = f"https://paper0.example/{number - 1}"
    paper1 = f"https://paper1.example/{number - 1}"
    later = start + pages
    return [
        *new,
        Answer(
            f"{before}/0",
            later,
            f"Text 0 of night {number - 1}.\nIt names 99 figures.",
            notices=("Corrected.",),
        ),
        Answer(f"{paper1}/1", later + 1, outcome=FetchOutcome.UNCHANGED),
        Answer(f"https://paper2.example/{number - 1}/2", later + 2, outcome=FetchOutcome.GONE),
        Answer(f"{before}/3", later + 3, "Elsewhere.", article=f"https://paper0.example/moved/{number}"),
        Answer(f"https://paper9.example/{number}", later + 4, outcome=FetchOutcome.TIMED_OUT),
    ]


def _run(number: int) -> Run:
    return Run(
        run_id=f"run-{number}",
        mode=RunMode.NIGHTLY,
        started_at=DAWN + timedelta(days=number),
        software="ingest/test",
    )


def _poll(answers: Sequence[Answer], number: int) -> Capture:
    url = "https://paper.example/feed"
    at = DAWN + timedelta(days=number, minutes=-1)
    body = "\n".join(answer.url for answer in answers).encode()
    return Capture(
        capture_id=identity("feed", url, at.isoformat()),
        kind=CaptureKind.FEED,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=FetchOutcome.FETCHED,
        status=200,
        body=body,
    )


def capture_of(answer: Answer) -> Capture:
    return Capture(
        capture_id=answer.capture_id,
        kind=CaptureKind.PAGE,
        url=answer.url,
        final_url=answer.article or answer.url,
        fetched_at=answer.at,
        outcome=answer.outcome,
        status=_STATUS.get(answer.outcome),
        body=answer.text.encode(),
        feed_url="https://paper.example/feed",
        revisit_of=identity("earlier", answer.url) if answer.outcome is FetchOutcome.UNCHANGED else None,
    )


_KYODO = Credit(agency_id="kyodo", name="Kyodo", kind=CreditKind.TEXT, where="byline", raw="Kyodo")
_STATUS = {FetchOutcome.FETCHED: 200, FetchOutcome.GONE: 410, FetchOutcome.UNCHANGED: 304}


def _entries(answers: Sequence[Answer], poll: Capture, spoilt: int) -> Iterable[ListedEntry]:
    for position, answer in enumerate([*answers, *answers[:1]]):
        yield ListedEntry(
            capture_id=poll.capture_id,
            feed_url=poll.url,
            position=position,
            entry_id=identity("entry", answer.url),
            title_id=identity("title", answer.title),
            content_id=identity("content", answer.url, answer.title),
            text_id=identity("text", answer.title),
            result="kept" if position < len(answers) else "duplicate",
            reason="" if position < len(answers) else "listed-twice",
            guid=None,
            guid_form=None,
            shares_guid=False,
            link=answer.url,
            article_id=answer.article_id,
            shares_link=False,
            title=answer.title,
            published=_moment(answer),
            seen_at=poll.fetched_at,
        )
    for position in range(len(answers) + 1, len(answers) + 1 + spoilt):
        yield ListedEntry(
            capture_id=poll.capture_id,
            feed_url=poll.url,
            position=position,
            entry_id=identity("entry", str(position)),
            title_id=identity("title", str(position)),
            content_id=identity("content", str(position)),
            text_id=identity("text", ""),
            result="rejected",
            reason="no-link",
            guid=None,
            guid_form=None,
            shares_guid=False,
            link=None,
            article_id=None,
            shares_link=False,
            title=None,
            published=None,
            seen_at=poll.fetched_at,
        )


def _fetches(
    answers: Sequence[Answer], poll: Capture, run: Run, segment: str, entries: Sequence[ListedEntry]
) -> Iterable[Fetch]:
    results = [entry.result for entry in entries]
    yield fetch_line(poll, run, segment, "feed").model_copy(
        update={
            "entries_listed": len(entries),
            "entries_kept": results.count("kept"),
            "entries_duplicate": results.count("duplicate"),
            "entries_rejected": results.count("rejected"),
        }
    )
    for answer in answers:
        fetch = fetch_line(capture_of(answer), run, segment, "article" if answer.text else "nothing")
        known = {"article_id": answer.article_id, "version_id": version_of(answer, segment).version_id}
        yield fetch.model_copy(update=known) if answer.text else fetch


def fetch_line(capture: Capture, run: Run, segment: str, result: str) -> Fetch:
    return Fetch(
        capture_id=capture.capture_id,
        segment_id=segment,
        run_id=run.run_id,
        kind=capture.kind,
        url=capture.url,
        final_url=capture.final_url,
        feed_url=capture.feed_url,
        fetched_at=capture.fetched_at,
        outcome=capture.outcome,
        detail="",
        status=capture.status,
        body_bytes=len(capture.body),
        payload_sha256=sha256(capture.body).hexdigest() if capture.body else None,
        etag=None,
        last_modified=None,
        retry_after=None,
        interval_floor=None,
        moved_to=None,
        seconds=0.1,
        warc_file=f"captures/{segment}",
        warc_offset=0,
        result=result,
        reason="",
        article_id=None,
        version_id=None,
    )


def _moment(answer: Answer) -> Moment:
    at = answer.at + timedelta(minutes=answer.claimed or 0)
    is_exact = answer.claimed is not None
    return Moment(
        at=at if is_exact else None,
        day=at.date(),
        precision=Precision.MINUTE if is_exact else Precision.DAY,
        zone_basis=ZoneBasis.OFFSET if is_exact else ZoneBasis.NONE,
        origin="jsonld:datePublished",
        raw=at.isoformat(),
    )


def version_of(answer: Answer, segment: str) -> ArticleVersion:
    article = Article(
        article_id=answer.article_id,
        url=answer.url,
        canonical_url=answer.article or answer.url,
        foreign_canonical_url=answer.foreign,
        outlet_id=answer.url.split("/")[2],
        title=answer.title,
        text=answer.text,
        body_source=answer.body_source,
        published=_moment(answer),
        credits=(_KYODO,) if answer.credits is None else answer.credits,
        language=answer.language,
        notices=answer.notices,
        topics=("press",),
    )
    return ArticleVersion(
        version_id=article.version_id,
        capture_id=answer.capture_id,
        segment_id=segment,
        seen_at=answer.at,
        word_count=len(answer.text.split()),
        article=article,
    )


def _facts(version: ArticleVersion, facts: Facts | None) -> VersionFacts:
    if facts is not None:
        return VersionFacts(version_id=version.version_id, article_id=version.article.article_id, facts=facts)
    span = Span(start=0, end=4)
    statement = Attribution(
        source=(span,),
        cue=(span,),
        content=(span, span),
        kind="indirect",
        source_type="person",
        source_name="A",
        score=1.0,
    )
    cited = Citation(role="cited", name="Kyodo", entity_id="kyodo", kind="agency", start=0, end=4, depth=1)
    quote = Quote(start=0, end=4, speaker=None, quote_id=identity("quote", "Text"), is_closed=True)
    place = Place(name="Japan", start=0, end=4, kind="country", country="JP")
    day = DateMention(
        start=0, end=4, text="2024", value="2024", first_day=DAWN.date(), last_day=None, anchor="none"
    )
    publisher = Hop(
        depth=0, name="Paper", entity_id=None, kind="outlet", relation="publishes", evidence="address"
    )
    agency = Hop(
        depth=1, name="Kyodo", entity_id="kyodo", kind="agency", relation="carries", evidence="credit"
    )
    return VersionFacts(
        version_id=version.version_id,
        article_id=version.article.article_id,
        facts=Facts(
            attributions=(statement,),
            citations=(cited,),
            quotes=(quote,),
            places=(place, place),
            dates=(day,),
            chain=(publisher, agency),
        ),
    )


def _member(article: str, original: str) -> FamilyMember:
    is_original = article == original
    return FamilyMember(
        article_id=article,
        family_id=original,
        relation=Relation.ORIGINAL if is_original else Relation.COPY,
        parent_id=None if is_original else original,
        parent_agency_id=None,
        score=1.0,
        method="exact",
        evidence="none",
        confidence=0.5,
    )
