"""Who wrote it: names from the page's own marks, people told from organisations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ingest.normalise.page import Page
from ingest.parsing.html import class_words, lineage, seen_text
from ingest.parsing.structured import Structured, text_of, types_of
from ingest.parsing.words import one_line, word_key
from ingest.records import Author

AUTHOR_METAS = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "cxenseparse:author", "byl", "byline", "rnews:author", "authors", "citation_author",
)  # fmt: skip
_LABEL = re.compile(
    r"^(written by|reported by|reporting by|story by|words by|text by|by|von|vom|par|por|di|av|af|door|od|przez|text|texto|"
    r"autor(?:in|es|a|e)?|author|redaktion|authors|forfatter|kirjoittaja|szerző|автор|yazan)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\s*(?:;|,|\||&|/|•|·|、|،|\s(?:and|und|et|y|e|och|og|en|i|a|ve|ja|és|şi|și|и|та|with|mit|avec|con)\s)\s*",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:https?:|www\.|@|/|\d+$)|@|\b(?:follow|share|updated|published|read more|view all|see all|contact|login|admin(?:istrator)?|"
    r"editor@|webmaster|unknown|null|undefined|none|n/a|anonymous|guest)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(agency|agencies|agence|agencia|agentur|news|newsroom|desk|staff|team|redaktion|redazione|rédaction|redacción|redação|"
    r"redactie|redakcja|redakce|editorial|press|presse|media|online|digital|bureau|correspondents?|reporters|times|post|tv|radio|"
    r"network|service|web|wire|group|association|university|institute)\b|編集部|新聞|通信|デジタル|기자단|뉴스|редакция",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?<![a-z])(byline|by-line|author(?:s|-?name|__name)?|autor(?:en|es)?|auteur|signature)(?![a-z])"
)
_LONGEST_NAME = 80  # characters
_ASIDE = frozenset({"figure", "figcaption", "aside", "footer", "nav"})


class _Named(NamedTuple):
    name: str
    is_organisation: bool | None  # None: the page does not say


def authors_of(page: Page) -> tuple[Author, ...]:
    """The authors in the order of the page; the first kind of mark that names somebody decides."""
    publisher = {
        word_key(name) for name in (*publisher_names(page.data), page.outlet.name, page.outlet.domain)
    }
    for named in _sources(page):
        authors = _cleaned(named, publisher - {""})
        if authors:
            return authors
    entry = page.entry
    return entry.authors if entry else ()


def publisher_names(data: Structured) -> list[str]:
    """What the page calls its publisher."""
    values = [data.resolved(value) for _, value in data.values("publisher", weak=True)]
    names = [text_of(value) for value in values] + [
        value for _, value in data.meta("og:site_name", "application-name")
    ]
    return [name for name in names if name]


def byline_of(page: Page) -> str | None:
    """The visible line that names the authors, as it stands."""
    for element in page.tree.iter("p", "div", "span", "a", "address", "li"):
        if not _BYLINE_CLASS.search(class_words(element)):
            continue
        if _ASIDE & {str(outer.tag) for outer in lineage(element, 8)}:
            continue
        line = one_line(seen_text(element))
        if 3 <= len(line) <= 150:
            return line
    return next((value for _, value in page.data.meta("byl", "byline")), None)


def named_authors(text: str) -> tuple[Author, ...]:
    """The names in a visible byline such as `By Ann Lee and Bo Ek`."""
    return _cleaned([_Named(text, None)], frozenset())


# --- sources ------------------------------------------------------------------------------------------


def _sources(page: Page) -> Iterator[list[_Named]]:
    """Kinds of marks, the most telling first."""
    data = page.data
    for key in ("author", "creator"):
        for _, value in data.values(key):
            yield _names(value, data)
    for name in AUTHOR_METAS:
        yield [_Named(content, None) for _, content in data.meta(name)]
    marked = page.tree.xpath(
        "//*[@itemprop='author']//*[@itemprop='name'] | //a[@rel='author'] | //*[@itemprop='author' and not(*)]"
    )
    elements = marked if isinstance(marked, list) else []
    yield [
        _Named(one_line(seen_text(e)) or e.get("content") or "", None)
        for e in elements[:6]
        if not isinstance(e, str)
    ]
    byline = byline_of(page)
    yield [_Named(byline, None)] if byline and _LABEL.match(byline) else []


def _names(value: object, data: Structured) -> list[_Named]:
    """Names in a schema.org author value: text, Person, Organization, lists and references."""
    if isinstance(value, list):
        return [named for item in value[:30] for named in _names(item, data) if not isinstance(item, list)]
    value = data.resolved(value)
    if isinstance(value, str):
        return [_Named(value, None)]
    if not isinstance(value, Mapping):
        return []
    kinds = types_of(value)
    is_organisation = (
        any("organization" in kind or kind == "corporation" for kind in kinds) if kinds else None
    )
    names = value.get("name")
    listed = names if isinstance(names, list) else [names]
    return [_Named(name, is_organisation) for name in listed[:30] if isinstance(name, str)]


# --- cleaning -----------------------------------------------------------------------------------------


def _cleaned(named: Iterable[_Named], publisher: Iterable[str]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for item in named:
        parts = [item.name] if item.is_organisation else _split(_bare(item.name))
        for part in parts:
            name = _bare(part)
            if name and len(name) < _LONGEST_NAME and not _NOISE.search(name):
                is_organisation = item.is_organisation or _looks_like_organisation(name, publisher)
                found.setdefault(word_key(name), Author(name=name, is_organisation=bool(is_organisation)))
    people = [author for author in found.values() if word_key(author.name) not in publisher]
    return tuple(people or found.values())


def _bare(name: str) -> str:
    name = one_line(text_of(name) or "")
    return _LABEL.sub("", name).strip(" ,;|-–—•·:")


def _split(text: str) -> list[str]:
    parts = [part for part in _LIST.split(text) if part]
    is_list = len(parts) > 1 and all(1 <= len(part.split()) <= 5 for part in parts)
    return parts if is_list else [text]


def _looks_like_organisation(name: str, publisher: Iterable[str]) -> bool:
    return word_key(name) in publisher or _ORGANISATION.search(name) is not None
