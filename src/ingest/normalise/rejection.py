"""Pages that are no article, recognised and named (docs/normalise.md lists every reason)."""

import re

from ingest.errors import NotAnArticle
from ingest.normalise.page import Page
from ingest.parsing.html import HEADINGS, seen_text
from ingest.parsing.urls import canonical_url
from ingest.parsing.words import word_count
from ingest.records import PageKind

REASONS = (
    "empty", "not-text", "feed", "not-html", "redirect-stub", "bot-challenge", "consent-wall", "login-page",
    "soft-404", "index-page", "paywall-stub", "video-page", "audio-page", "gallery-page", "no-text",
    "too-short", "withdrawn", "withheld", "several-items", "entities", "malformed", "no-item",
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
    r"artikel nicht (?:mehr )?(?:gefunden|verfügbar)|n.existe (?:pas|plus)|no existe|nie znaleziono|"
    r"ikke fundet|ikke funnet|hittades inte|ei löytynyt|не найден\w*|не знайдено|bulunamad\u0131|"
    r"página no encontrada|"
    r"página não encontrada|pagina non trovata|pagina niet gevonden|no longer available)\b|"
    r"ページが見つかりません|页面不存在|找不到(?:页面|網頁|网页)|페이지를 찾을 수 없",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:consent|cookies?|gdpr|dsgvo|privacy (?:settings|center)|datenschutz|einwilligung|zustimm\w+)\b",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"^\W*(just a moment|attention required|access (to this page has been )?denied|are you (a robot|human)|"
    r"robot (check|or human)|(please )?verify (that )?you are (a )?human|human verification|security check|"
    r"checking your browser|pardon our interruption|ddos[- ]guard|one more step|un momento|"
    r"einen moment|un instant|nur einen moment|bot (check|verification)|captcha)",
    re.IGNORECASE,
)
_CHALLENGE_WORDS = re.compile(
    r"request unsuccessful\. incapsula incident|you will be connected to \S+ in just a moment|"
    r"please (enable|turn on) javascript and cookies to continue|"
    r"checking (if|that) the site connection is secure",
    re.IGNORECASE,
)
_CHALLENGE_CODE = re.compile(
    r"/cdn-cgi/challenge-platform/|_cf_chl_opt|_Incapsula_Resource|px-captcha|geo\.captcha-delivery\.com|"
    r"awsWafCookieDomainList|ak_bmsc.{0,200}bm-verify",
)
_LOGIN = re.compile(
    r"^\W*(log ?in|sign ?in|login|anmelden|einloggen|connexion|se connecter|iniciar sesión|accedi|entrar|"
    r"fazer login|inloggen|logga in|logg inn|log ind|kirjaudu|zaloguj|вход|войти|giriş|ログイン|登录|"
    r"로그인)(?!\w)",
    re.IGNORECASE,
)
_SHOWN = {
    PageKind.VIDEO: "video-page",
    PageKind.AUDIO: "audio-page",
    PageKind.GALLERY: "gallery-page",
}
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


def refuse_page(page: Page, text: str, kind: PageKind = PageKind.ARTICLE) -> None:
    """Raise for a page that is no article. `text`: the body found on it; `kind`: its kind by its parts.

    Raises:
        NotAnArticle: one of `REASONS`.
    """
    length = word_count(text)
    is_unmarked = not has_article_marks(page)
    for reason, holds in (
        ("redirect-stub", length < _STUB_WORDS and _is_redirect(page)),
        ("bot-challenge", length < _WALL_WORDS and is_unmarked and _is_challenge(page)),
        ("soft-404", length < _WALL_WORDS and _is_missing(page)),
        ("consent-wall", length < _WALL_WORDS and is_unmarked and _is_consent_wall(page, text)),
        ("login-page", length < _WALL_WORDS and is_unmarked and _is_login(page)),
        ("index-page", is_unmarked and kind is PageKind.ARTICLE and _is_index(page, length)),
    ):
        if holds:
            raise NotAnArticle(reason, page.document_title[:80])
    refuse_short(length, page, kind)


def refuse_short(length: int, page: Page, kind: PageKind = PageKind.ARTICLE) -> None:
    """Raise for a body too short to be one; a short item with an article's marks passes.

    Raises:
        NotAnArticle: `paywall-stub`, `video-page`, `audio-page`, `gallery-page`, `no-text`, `too-short`.
    """
    if length >= _SHORT_WORDS or (length >= _SHORTEST_WORDS and has_article_marks(page)):
        return
    is_paid = any(
        str(value).lower() == "false" for _, value in page.data.values("isAccessibleForFree", weak=True)
    )
    if is_paid:
        raise NotAnArticle("paywall-stub", f"{length} words")
    if kind in _SHOWN:
        raise NotAnArticle(_SHOWN[kind], f"{length} words")
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


def _is_challenge(page: Page) -> bool:
    """A page that asks whether a person reads it: by its title, or by the code of a service that asks so."""
    if any(_CHALLENGE.match(title) for title in (page.document_title, *page.headings[:1])):
        return True
    body = page.tree.find("body")
    if body is not None and _CHALLENGE_WORDS.match(seen_text(body).strip()):
        return True
    return any(
        _CHALLENGE_CODE.search(f"{script.get('src') or ''} {(script.text or '')[:5_000]}")
        for script in page.tree.iter("script")
    )


def _is_login(page: Page) -> bool:
    """A form that asks for a password, on a page that is named after it."""
    asks = any((field.get("type") or "").lower() == "password" for field in page.tree.iter("input"))
    return asks and any(_LOGIN.match(title) for title in (page.document_title, *page.headings[:2]))


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
    running = max((block.words for block in page.blocks if block.link_share < 0.3), default=0)
    if linked < _MANY_LINKED_HEADINGS:
        return False
    return is_front or (length < _TEASER_WORDS * linked and running < _WORDS_OF_A_PARAGRAPH)
