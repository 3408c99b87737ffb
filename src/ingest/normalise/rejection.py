"""Pages that are no article, recognised and named (docs/normalise.md lists every reason)."""

import re

from ingest.errors import NotAnArticle
from ingest.normalise.page import Page
from ingest.parsing.html import HEADINGS, seen_text
from ingest.parsing.urls import canonical_url
from ingest.parsing.words import word_count

REASONS = (
    "empty", "not-text", "feed", "not-html", "redirect-stub", "consent-wall", "soft-404", "index-page",
    "paywall-stub", "video-page", "no-text", "too-short",
)  # fmt: skip
"""Every `NotAnArticle.reason` of this stage."""

_TEXT_TYPES = re.compile(r"^\s*(text/|application/(xhtml|xml|octet-stream|[\w.]+\+xml))", re.IGNORECASE)
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|article|section|main|div|meta|title|h1|p|span|br)\b[^<]*>",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"url\s*=", re.IGNORECASE)
_SCRIPTED = re.compile(r"(?:window|document|top|self)\.location(?:\.href)?\s*=|location\.replace\s*\(")
_MISSING = re.compile(
    r"\b(?:404|page (?:not|cannot be) found|not found|seite nicht gefunden|page introuvable|"
    r"página no encontrada|"
    r"página não encontrada|pagina non trovata|pagina niet gevonden|no longer available)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:consent|cookies?|gdpr|dsgvo|privacy (?:settings|center)|datenschutz|einwilligung|zustimm\w+)\b",
    re.IGNORECASE,
)
_MANY_LINKED_HEADINGS = 8
_TEASER_WORDS = 20  # beside each linked heading
_WORDS_OF_A_PARAGRAPH = 40  # a page with one of these has running text
_STUB_WORDS = 50
_WALL_WORDS = 250
_SHORT_WORDS = 25
_SHORTEST_WORDS = 8


def refuse_bytes(payload: bytes, content_type: str | None) -> None:
    """Raise for bytes that cannot be a page.

    Raises:
        NotAnArticle: `empty`, `not-text`.
    """
    if not payload.strip():
        raise NotAnArticle("empty", "no bytes but white space")
    if content_type and not _TEXT_TYPES.match(content_type):
        raise NotAnArticle("not-text", content_type[:80])
    if b"\0" in payload[:1024] and not payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAnArticle("not-text", "binary content")
    if payload.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b")):
        raise NotAnArticle("not-text", "binary content")


def refuse_kind(text: str) -> None:
    """Raise for text of another kind.

    Raises:
        NotAnArticle: `feed`, `not-html`.
    """
    if _FEED.match(text[:5000]):
        raise NotAnArticle("feed", "this is a feed document")
    if text.lstrip()[:1] in {"{", "["} and not _HTML.search(text[:5000]):
        raise NotAnArticle("not-html", "this is JSON")


def is_html(text: str) -> bool:
    """Whether a text has HTML elements near its start."""
    return _HTML.search(text[:20_000]) is not None


def refuse_page(page: Page, text: str) -> None:
    """Raise for a page that is no article. `text` is the body found on it.

    Raises:
        NotAnArticle: one of `REASONS`.
    """
    length = word_count(text)
    for reason, holds in (
        ("redirect-stub", length < _STUB_WORDS and _is_redirect(page)),
        ("soft-404", length < _WALL_WORDS and _is_missing(page)),
        (
            "consent-wall",
            length < _WALL_WORDS and not has_article_marks(page) and _is_consent_wall(page, text),
        ),
        ("index-page", not has_article_marks(page) and _is_index(page, length)),
    ):
        if holds:
            raise NotAnArticle(reason, page.document_title[:80])
    refuse_short(length, page)


def refuse_short(length: int, page: Page) -> None:
    """Raise for a body too short to be one; a short item with an article's marks passes.

    Raises:
        NotAnArticle: `paywall-stub`, `video-page`, `no-text`, `too-short`.
    """
    if length >= _SHORT_WORDS or (length >= _SHORTEST_WORDS and has_article_marks(page)):
        return
    is_paid = any(
        str(value).lower() == "false" for _, value in page.data.values("isAccessibleForFree", weak=True)
    )
    if is_paid:
        raise NotAnArticle("paywall-stub", f"{length} words")
    kind = next((value for _, value in page.data.meta("og:type")), "")
    if kind.startswith("video"):
        raise NotAnArticle("video-page", f"{length} words")
    raise NotAnArticle("no-text" if length < _SHORTEST_WORDS else "too-short", f"{length} words")


def has_article_marks(page: Page) -> bool:
    """Whether the page calls itself an article."""
    if any(node.get("headline") for _, node in page.data.articles):
        return True
    if any(value.lower() == "article" for _, value in page.data.meta("og:type")):
        return True
    return next(page.data.meta("article:published_time"), None) is not None


def _is_redirect(page: Page) -> bool:
    if any(_REFRESH.search(value) for _, value in page.data.meta("refresh")):
        return True
    if sum(block.words for block in page.blocks) >= _STUB_WORDS:
        return False  # many full pages carry a script that can lead elsewhere
    scripts = (script.text or "" for script in page.tree.iter("script"))
    return any(len(script) < 2_000 and _SCRIPTED.search(script) for script in scripts)


def _is_missing(page: Page) -> bool:
    return any(
        _MISSING.search(title) for title in (page.document_title, *page.headings[:2]) if len(title) < 100
    )


def _is_consent_wall(page: Page, text: str) -> bool:
    body = page.tree.find("body")
    shown = text or (seen_text(body)[:3_000] if body is not None else "")
    return len(_CONSENT.findall(f"{page.document_title} {shown}")) >= 3


def _is_index(page: Page, length: int) -> bool:
    """Many headings that are links, and little text beside them; or the front page of a site."""
    is_front = canonical_url(page.url).split("//", 1)[-1].partition("/")[2] == ""
    linked = sum(block.tag in HEADINGS and block.link_share > 0.5 for block in page.blocks)
    running = max(
        (block.words for block in page.blocks if block.tag == "p" and block.link_share < 0.3), default=0
    )
    if linked < _MANY_LINKED_HEADINGS:
        return False
    return is_front or (length < _TEASER_WORDS * linked and running < _WORDS_OF_A_PARAGRAPH)
