# ruff: noqa: RUF001 - dashes, quotes and letters of all scripts are meant as they stand
"""What else a page says of its article: title, section, topics, picture, language, price, rights, notices."""

import re
from collections.abc import Iterable, Mapping

from ingest.normalise.page import Page
from ingest.parsing.html import seen_text
from ingest.parsing.structured import Structured, text_of, texts_of
from ingest.parsing.words import one_line, word_key
from ingest.records import LeadImage

_SITE_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_NOTICE = re.compile(
    r"^\W*(?:(?:editor.?s note|correction|corrections|clarification|update|updated|retraction|erratum|"
    r"amended|korrektur|"
    r"anmerkung der redaktion|rectificati\w+|correctif|corrección|fe de errores|correção|rettifica|"
    r"rättelse|rettelse)\b[^.]{0,60}:|"
    r"(?:this (?:story|article|report|post|piece)|an earlier version of this|"
    r"a previous version of this)\b.{0,200}"
    r"(?:updated|corrected|amended|clarified|revised|retracted|misstated|incorrectly))",
    re.IGNORECASE,
)
_TRUE = frozenset({"true", "1", "yes", "http://schema.org/true", "https://schema.org/true"})
_LOCALE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", re.IGNORECASE)
_MOST_TOPICS = 30
_LONGEST_NOTICE = 500


def title_of(page: Page) -> str:
    """The headline: as the publisher states it, as the page shows it, as the window's title has it."""
    headlines = [text for _, value in page.data.values("headline") if (text := text_of(value))]
    shared = [
        one_line(text_of(value) or "") for _, value in page.data.meta("og:title", "twitter:title", "dc.title")
    ]
    candidates = [*headlines, *(_without_site(title, page) for title in shared), *page.headings[:1]]
    fallback = _without_site(page.document_title, page)
    entry_title = text_of(page.entry.title) if page.entry and page.entry.title else None
    return next(filter(None, (*candidates, fallback, entry_title)), "")


def alternative_title_of(page: Page, title: str) -> str | None:
    """Another headline of the same page, where it has one."""
    stated = [text_of(value) for _, value in page.data.values("alternativeHeadline", "alternateName")]
    shared = [_without_site(value, page) for _, value in page.data.meta("og:title", "twitter:title")]
    for other in (*stated, *page.headings[:1], *shared):
        if other and word_key(other) != word_key(title):
            return other
    return None


def stated_summary(page: Page) -> str | None:
    """The description that the publisher gives to others."""
    stated = [text_of(value) for _, value in page.data.values("description", "abstract")]
    shared = [
        text_of(value) for _, value in page.data.meta("og:description", "description", "twitter:description")
    ]
    return next(filter(None, (*stated, *shared)), None)


def section_of(data: Structured) -> str | None:
    """The part of the publication that it stands in."""
    stated = [text_of(value) for _, value in data.values("articleSection")]
    metas = [
        value
        for _, value in data.meta("article:section", "section", "parsely-section", "cxenseparse:section")
    ]
    return next(filter(None, (*stated, *metas)), None)


def topics_of(data: Structured) -> tuple[str, ...]:
    """Key words, without repetition, in the order of the page."""
    stated = [text for _, value in data.values("keywords", "about") for text in texts_of(value)]
    metas = [value for _, value in data.meta("article:tag", "news_keywords", "keywords", "parsely-tags")]
    topics = [one_line(topic) for text in (*stated, *metas) for topic in re.split(r"[,;]", text)]
    named = {word_key(topic): topic for topic in reversed(topics) if 1 < len(topic) <= 60}
    ordered = sorted(named.values(), key=topics.index)
    return tuple(ordered[:_MOST_TOPICS])


def lead_image_of(page: Page) -> LeadImage | None:
    """The picture on top with its caption and credit."""
    node = next((value for _, value in page.data.values("image")), None)
    first = page.data.resolved(node[0] if isinstance(node, list) and node else node)
    stated = first if isinstance(first, Mapping) else {}
    shared = next((value for _, value in page.data.meta("og:image", "og:image:url", "twitter:image")), None)
    url = (
        shared
        or text_of(stated.get("url") or stated.get("contentUrl"))
        or (first if isinstance(first, str) else None)
    )
    credit = text_of(stated.get("creditText") or stated.get("credit") or stated.get("copyrightHolder"))
    caption = text_of(stated.get("caption") or stated.get("description")) or _first_caption(page)
    if not (url or caption or credit):
        return None
    return LeadImage(url=url, caption=caption, credit=credit or image_credit_in(caption or ""))


_IMAGE_CREDIT = re.compile(
    r"(?:(?:image|photo|picture|foto|bild|video|fotograf\w*|crédito|credits?|"
    r"photograph)(?:[ -]?(?:credit|source|by|via))?"
    r"\s*[:©]\s*|©\s*|\()(?P<credit>[^()]{2,80})\)?\s*$",
    re.IGNORECASE,
)


def image_credit_in(caption: str) -> str | None:
    """Whom a caption credits at its end.

    >>> image_credit_in("A flag. Image Credit: ANI")
    'ANI'
    """
    match = _IMAGE_CREDIT.search(caption)
    return match["credit"].strip() if match else None


def declared_language_of(page: Page) -> str | None:
    """The language that the page claims, BCP 47 with a hyphen."""
    metas = (value for _, value in page.data.meta("og:locale", "content-language", "language", "dc.language"))
    stated = (text_of(value) for _, value in page.data.values("inLanguage", weak=True))
    for value in (
        page.tree.get("lang"),
        page.tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *stated,
        *metas,
    ):
        language = (value or "").strip().replace("_", "-")
        if _LOCALE.match(language):
            return language
    return None


def is_free(data: Structured) -> bool | None:
    """Whether everybody may read it; None where the page does not say."""
    for _, value in data.values("isAccessibleForFree", weak=True):
        return str(value).strip().lower() in _TRUE
    for node in (node for _, node in (*data.articles, *data.pages)):
        if node.get("isAccessibleForFree") is False:
            return False
    tiers = [value.lower() for _, value in data.meta("article:content_tier", "content_tier")]
    return tiers[0] == "free" if tiers else None


def rights_of(data: Structured) -> str | None:
    """The statement of rights, as written."""
    stated = [
        text_of(data.resolved(value))
        for _, value in data.values("copyrightNotice", "copyrightHolder", "license")
    ]
    metas = [value for _, value in data.meta("copyright", "rights", "dc.rights", "dcterms.rights")]
    return next(filter(None, (*stated, *metas)), None)


def notices_in(lines: Iterable[str], data: Structured | None = None) -> tuple[str, ...]:
    """Notes on corrections, updates and withdrawals, verbatim and in order."""
    stated = [text for _, value in data.values("correction") for text in texts_of(value)] if data else []
    found = [line for line in lines if len(line) <= _LONGEST_NOTICE and _NOTICE.search(line)]
    return tuple(dict.fromkeys((*stated, *found)))


def _without_site(title: str, page: Page) -> str:
    """A window's title without the site's name, where the rest is a heading or the name is known."""
    title = one_line(text_of(title) or "")
    pieces = [match.start() for match in _SITE_SEPARATOR.finditer(title)]
    if not pieces:
        return title
    head = title[: pieces[-1]]
    tail = word_key(title[pieces[-1] :])
    names = {word_key(name) for _, name in page.data.meta("og:site_name", "application-name")}
    names |= {word_key(page.outlet.name), word_key(page.outlet.domain.split(".")[0])}
    is_shown = any(word_key(heading) == word_key(head) for heading in page.headings)
    return head if is_shown or any(name and (name in tail or tail in name) for name in names) else title


def _first_caption(page: Page) -> str | None:
    caption = next(page.tree.iter("figcaption"), None)
    return one_line(seen_text(caption))[:300] or None if caption is not None else None
