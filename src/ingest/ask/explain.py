"""Why an article's record says what it says: every candidate, what won, what was dropped, whom it copies."""

from ingest.archive import Archive
from ingest.ask.rows import records
from ingest.errors import NotAnArticle, QueryRefused
from ingest.extract import extract_facts
from ingest.knowledge import Knowledge
from ingest.normalise import candidates_of, normalise
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.urls import article_identity
from ingest.records import Article, Candidate, Capture, Facts, Outlet, Record
from ingest.warehouse import Connection, rows

_PAYLOAD_BYTES = 50_000_000


class Relative(Record):
    """Another article of the same family, or one that reuses a part."""

    article_id: str
    outlet: str
    title: str
    url: str
    relation: str
    published: str | None  # ISO 8601, UTC
    parent_id: str | None
    evidence: str
    confidence: float


class Explanation(Record):
    """All that is known about one article, with its evidence."""

    article: Article
    outlet: Outlet
    facts: Facts
    seen_at: str  # ISO 8601, UTC: of the capture that was read
    candidates: tuple[Candidate, ...] = ()  # what the page offered for each field; dates carry their own
    family: tuple[Relative, ...] = ()


def explain_payload(
    payload: bytes, *, url: str, content_type: str | None, capture: Capture, knowledge: Knowledge
) -> Explanation:
    """Explain bytes as the page at an address.

    Raises:
        NotAnArticle: they are none; `.reason` says why.
    """
    article = normalise(
        payload, url=url, content_type=content_type, seen_at=capture.fetched_at, entry=capture.entry,
        knowledge=knowledge,
    )  # fmt: skip
    return Explanation(
        article=article,
        outlet=knowledge.outlet_of(article.url, capture.fetched_at.date()),
        facts=extract_facts(article, knowledge=knowledge),
        seen_at=capture.fetched_at.isoformat(),
        candidates=candidates_of(
            payload, article, content_type=content_type, seen_at=capture.fetched_at, entry=capture.entry,
            knowledge=knowledge,
        ),
    )  # fmt: skip


def explain_article(connection: Connection, name: str, *, archive: Archive) -> Explanation:
    """Explain an article of the snapshot, named by its address or its id, from its latest capture.

    Raises:
        QueryRefused: the snapshot has no such article.
        UnreadableCapture: its capture is damaged.
    """
    article_id = article_identity(name) if "//" in name else name
    found = rows(connection, "ask/select_article_capture", article_id=article_id)
    if not found:
        raise QueryRefused(f'no article {name} in the snapshot. List them: ingest sql "from articles"')
    warc_file, warc_offset, url = found[0]
    capture = archive.read_capture(warc_file, warc_offset)
    knowledge = archive.knowledge()
    try:
        explained = explain_payload(
            decoded_body(capture, limit=_PAYLOAD_BYTES), url=url,
            content_type=header(capture.headers, "content-type"), capture=capture, knowledge=knowledge,
        )  # fmt: skip
    except NotAnArticle as error:
        raise QueryRefused(f"the capture of {url} is no article any more: {error}") from error
    return explained.model_copy(update={"family": _family(connection, article_id)})


def _family(connection: Connection, article_id: str) -> tuple[Relative, ...]:
    return records(connection, "ask/select_family", Relative, article_id=article_id)
