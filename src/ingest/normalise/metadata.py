# ruff: noqa: RUF001 - dashes, quotes and letters of all scripts are meant as they stand
"""What else a page says of its article: title, section, topics, picture, language, price, rights, notices."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.normalise.page import Page
from ingest.normalise.stamps import stamps_in
from ingest.parsing.structured import Structured, text_of, texts_of
from ingest.parsing.words import one_line, word_key

_SITE_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_NOTICE = re.compile(
    r"^\W*(?:(?:editor.?s note|corrections?|clarification|update|updated|retraction|erratum|amended|"
    r"korrektur|berichtigung|richtigstellung|anmerkung der redaktion|rectificati\w+|correctif|précision|"
    r"mise à jour|corrección|rectificación|aclaración|fe de errores|correção|errata|rettifica|precisazione|"
    r"rättelse|rettelse|retting|oikaisu|sprostowanie|oprava|helyreigazítás|düzeltme|исправление|поправка|"
    r"уточнение|виправлення|διόρθωση)\b[^.]{0,60}:|"
    r"(?:訂正|更正|정정)\S{0,6}[:\uff1a]|"
    r"(?:this (?:story|article|report|post|piece)|an earlier version of this|"
    r"a previous version of this)\b.{0,200}"
    r"(?:updated|corrected|amended|clarified|revised|retracted|misstated|incorrectly)|"
    r"(?:in (?:einer|der) (?:früheren|ursprünglichen|vorherigen) (?:version|fassung)|"
    r"(?:dans )?une (?:première|précédente) version|(?:en )?una versión anterior|"
    r"(?:in )?una versione precedente|(?:n?uma )?versão anterior|in een eerdere versie)\b)",
    re.IGNORECASE,
)
_WORDS_OF_A_DATE = 8
_TRUE = frozenset({"true", "1", "yes", "http://schema.org/true", "https://schema.org/true"})
_LOCALE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", re.IGNORECASE)
_MOST_TOPICS = 30
_LONGEST_NOTICE = 500


class Stated(NamedTuple):
    """One statement of a page about its article, and where it stands."""

    origin: str  # jsonld:headline | meta:og:title | h1 | title | feed:title …
    text: str


def first_text(stated: Iterable[Stated]) -> str | None:
    """The text of the first statement that says anything."""
    return next((one.text for one in stated if one.text), None)


def title_of(page: Page) -> str:
    """The headline: as the publisher states it, as the page shows it, as the window's title has it."""
    return first_text(titles(page)) or ""


def titles(page: Page) -> Iterator[Stated]:
    """Every headline of a page, the most trusted first."""
    yield from _texts(page.data.values("headline"))
    for origin, value in page.data.meta("og:title", "twitter:title", "dc.title"):
        yield Stated(origin, _without_site(one_line(text_of(value) or ""), page))
    for heading in page.headings[:1]:
        yield Stated("h1", heading)
    yield Stated("title", _without_site(page.document_title, page))
    if page.entry and page.entry.title:
        yield Stated("feed:title", text_of(page.entry.title) or "")


def alternative_title_of(page: Page, title: str) -> str | None:
    """Another headline of the same page, where it has one."""
    others = (*_texts(page.data.values("alternativeHeadline", "alternateName")), *_shown_titles(page))
    return next((one.text for one in others if one.text and word_key(one.text) != word_key(title)), None)


def _shown_titles(page: Page) -> Iterator[Stated]:
    yield from (Stated("h1", heading) for heading in page.headings[:1])
    for origin, value in page.data.meta("og:title", "twitter:title"):
        yield Stated(origin, _without_site(value, page))


def summaries(page: Page) -> Iterator[Stated]:
    """The descriptions that the publisher gives to others, the most trusted first."""
    yield from _texts(page.data.values("description", "abstract"))
    yield from _texts(page.data.meta("og:description", "description", "twitter:description"))


def sections(data: Structured) -> Iterator[Stated]:
    """The parts of the publication that an article is said to stand in."""
    yield from _texts(data.values("articleSection"))
    yield from _texts(data.meta("article:section", "section", "parsely-section", "cxenseparse:section"))


def _texts(values: Iterable[tuple[str, object]]) -> Iterator[Stated]:
    return (Stated(origin, text_of(value) or "") for origin, value in values)


def topics_of(data: Structured) -> tuple[str, ...]:
    """Key words, without repetition, in the order of the page."""
    stated = [text for _, value in data.values("keywords", "about") for text in texts_of(value)]
    metas = [value for _, value in data.meta("article:tag", "news_keywords", "keywords", "parsely-tags")]
    topics = [one_line(topic) for text in (*stated, *metas) for topic in re.split(r"[,;]", text)]
    named = {word_key(topic): topic for topic in reversed(topics) if 1 < len(topic) <= 60}
    ordered = sorted(named.values(), key=topics.index)
    return tuple(ordered[:_MOST_TOPICS])


def declared_language_of(page: Page) -> str | None:
    """The language that the page claims, BCP 47 with a hyphen."""
    return first_text(languages(page))


def languages(page: Page) -> Iterator[Stated]:
    """Every language that the page claims, as BCP 47 has it; the document element first."""
    claims: list[tuple[str, object]] = [
        ("html:lang", page.tree.get("lang")),
        ("html:xml:lang", page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        *page.data.values("inLanguage", weak=True),
        *page.data.meta("og:locale", "content-language", "language", "dc.language"),
    ]
    for origin, value in claims:
        language = (text_of(value) or "").strip().replace("_", "-")
        if _LOCALE.match(language):
            yield Stated(origin, language)


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
    return first_text(rights(data))


def rights(data: Structured) -> Iterator[Stated]:
    """Every statement of rights, the publisher's own for machines first."""
    for origin, value in data.values("copyrightNotice", "copyrightHolder", "license"):
        yield Stated(origin, text_of(data.resolved(value)) or "")
    yield from _texts(data.meta("copyright", "rights", "dc.rights", "dcterms.rights"))


def notices_in(lines: Iterable[str], data: Structured | None = None) -> tuple[str, ...]:
    """Notes on corrections, updates and withdrawals, verbatim and in order."""
    stated = [text for _, value in data.values("correction") for text in texts_of(value)] if data else []
    found = [line for line in lines if len(line) <= _LONGEST_NOTICE and _is_notice(line)]
    return tuple(dict.fromkeys((*stated, *found)))


def _is_notice(line: str) -> bool:
    """Whether a line says what was wrong or is new; one that only says when is a date line."""
    if not _NOTICE.search(line):
        return False
    return len(line.split()) > _WORDS_OF_A_DATE or next(stamps_in(line), None) is None


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
