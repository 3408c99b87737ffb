"""Who wrote it: names from the page's own marks, people told from organisations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.normalise.agencies import agency_names
from ingest.normalise.author_names import (
    NOISE,
    Named,
    bare_name,
    cleaned_names,
    is_like_person,
    is_publisher,
    names_in,
)
from ingest.normalise.page import Page
from ingest.parsing.html import HEADINGS, lineage, seen_text, selected
from ingest.parsing.structured import Structured, text_of, types_of
from ingest.parsing.words import one_line, word_key
from ingest.records import Author

AUTHOR_METAS = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "cxenseparse:author", "byl", "byline", "rnews:author", "articleauthor", "authors",
    "citation_author",
)  # fmt: skip
_BYLINE_LABEL = re.compile(
    r"^(?:(?:written |reported |story )?by|(?:beitrag )?von|par|por|autor(?:in|es|a|e)?(?:/autor)?|"
    r"text|автор)\b\s*:?\s+\w",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?<![a-z])(byline|by-line|author\w*|autor\w*|auteurs?|writer|signature)(?![a-z])"
)
_AUTHOR_MARKS = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //a[@rel='author'] | //*[@itemprop='author' and not(*)]"
)
_BYLINE_TAGS = frozenset({"p", "div", "span", "a", "address", "li"})
_ASIDE = frozenset({"figure", "figcaption", "aside", "footer", "nav"})
_INITIALS = re.compile(r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+([A-Z]{2,8})(?=\s*[,|(]|\s*$)")  # By AFP, in World
_BEFORE_SECTION = re.compile(
    r"(?<=\w), in [A-Z].*$|\s[|·•]\s.*$"
)  # By Ann Lee, in News, Business · 20 Feb 2024
_AUTHOR_LABEL = re.compile(
    r"(?:author|autor(?:in|a|es|ka)?(?:/autor)?|auteure?|autore|verfasser(?:in)?|forfatter|författare|szerző|"
    r"автор|yazan|作者|記者|기자)\s*[:\uff1a]?\s+",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"([^\d|]{5,40})\s*[|•·]\s*(?:\w{2,10},?\s)?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_LAST_BLOCK = 400
_MOST_WORDS = 12
_MOST_LINKED = 0.5  # share of a line's characters: more is a list of other pages
_NEAR_TITLE = 12  # blocks in which a labelled line names the author


class Claim(NamedTuple):
    """Whom one kind of mark names, and where it stands."""

    origin: str  # jsonld:author | meta:author | itemprop:author | visible:byline …
    named: list[Named]


def authors_of(page: Page) -> tuple[Author, ...]:
    """The authors in the order of the page: the first kind of mark that names a person decides.

    Where none does, the first that names an organisation; then what the feed says.
    """
    publisher = publisher_keys(page)
    organisations: list[tuple[Author, ...]] = []
    for claim in claims(page):
        authors = cleaned_names(claim.named, publisher)
        if any(not author.is_organisation for author in authors):
            return authors
        organisations.append(authors)
    entry = page.entry
    listed = entry.authors if entry else ()
    others = (found for found in organisations if any(not is_publisher(a.name, publisher) for a in found))
    return listed or next(others, ()) or next(filter(None, organisations), ())


def publisher_keys(page: Page) -> frozenset[str]:
    """The names of the page's publisher, ready for comparison."""
    outlet = page.outlet
    names = (*publisher_names(page.data), outlet.name, outlet.domain, outlet.domain.split(".")[0])
    return frozenset(map(word_key, names)) - {""}


def publisher_names(data: Structured) -> list[str]:
    """What the page calls its publisher."""
    values = [data.resolved(value) for _, value in data.values("publisher", weak=True)]
    names = [text_of(value) for value in values] + [
        value for _, value in data.meta("og:site_name", "application-name")
    ]
    return [name for name in names if name]


def byline_of(page: Page) -> str | None:
    """The visible line that names the authors, as it stands."""
    found = next(_byline_elements(page), None)
    if found is not None:
        return one_line(seen_text(found))
    stated = next((value for _, value in page.data.meta("byl", "byline")), None)
    return _labelled_line(page) or stated


def _byline_elements(page: Page) -> Iterator[HtmlElement]:
    """Short elements whose class says author or byline, outside pictures and margins."""
    for element in page.called(_BYLINE_CLASS):
        if element.tag not in _BYLINE_TAGS or len(element) > 12:
            continue
        if _ASIDE & {str(outer.tag) for outer in lineage(element, 8)}:
            continue
        line = one_line(seen_text(element))
        if 3 <= len(line) <= 150 and not NOISE.search(line):
            yield element


def _labelled_line(page: Page) -> str | None:
    """A short line near the title that begins with a label such as `By`, `Von` or `Par`."""
    heading = next((place for place, block in enumerate(page.blocks[:200]) if block.tag == "h1"), 0)
    for block in page.blocks[max(0, heading - 2) : heading + _NEAR_TITLE]:
        line = _BEFORE_SECTION.sub("", one_line(block.text)[:200])
        if len(line.split()) <= 12 and _BYLINE_LABEL.match(line):
            return line
    return None


def named_authors(text: str) -> tuple[Author, ...]:
    """The names in a visible byline such as `By Ann Lee and Bo Ek`."""
    return cleaned_names([Named(text, None)], frozenset())


# --- sources ------------------------------------------------------------------------------------------


def claims(page: Page) -> Iterator[Claim]:
    """Kinds of marks, the most telling first."""
    data = page.data
    for key in ("author", "creator"):
        for origin, value in data.values(key):
            yield Claim(origin, _names(value, data))
    for name in AUTHOR_METAS:
        yield Claim(f"meta:{name}", [Named(content, None) for _, content in data.meta(name)])
    marked = selected(page.tree, _AUTHOR_MARKS)[:6]
    names = [Named(one_line(seen_text(element)) or element.get("content") or "", None) for element in marked]
    yield Claim("itemprop:author", names)
    for element in islice(_byline_elements(page), 3):
        yield Claim("visible:byline", _visible_names(element))
    line = _labelled_line(page)
    yield Claim("visible:line", _people(names_in(bare_name(line))) if line else [])
    initials = _INITIALS.match(line or "")
    yield Claim("visible:initials", [Named(initials[1], is_organisation=True)] if initials else [])
    whole = agency_names(page.knowledge).is_whole(bare_name(byline_of(page) or ""))
    yield Claim("visible:agency", [Named(whole.name, is_organisation=True)] if whole else [])
    near = (name for text in _names_near_title(page) for name in names_in(bare_name(text)))
    yield Claim("visible:near-title", _people(near))


def _names_near_title(page: Page) -> Iterator[str]:
    """Lines that are nothing but names: behind `Author`, below the title in bold, before a date."""
    heading = next((place for place, block in enumerate(page.blocks[:200]) if block.tag == "h1"), 0)
    for place, block in enumerate(page.blocks[:_LAST_BLOCK]):
        line = one_line(block.text)
        if block.words > _MOST_WORDS or block.tag in HEADINGS or block.link_share > _MOST_LINKED:
            continue
        label = _AUTHOR_LABEL.match(line)
        if label:
            yield line[label.end() :]
        elif 0 < place - heading <= _NEAR_TITLE and _is_bold(block.element):
            yield line
        elif (dated := _BEFORE_DATE.match(line)) is not None:
            yield dated[1]


def _is_bold(element: HtmlElement) -> bool:
    """Whether all of a paragraph's text is one element of emphasis."""
    is_alone = len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()
    return element.tag == "p" and is_alone and element[0].tag in {"strong", "b"}


def _visible_names(element: HtmlElement) -> list[Named]:
    """Names in a visible byline: one an element where it has several, else by the signs of a list."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    inner = [one_line(seen_text(child)) for child in element]
    people = _people(inner)
    if len(people) >= 2:
        return people
    return _people(names_in(bare_name(seen_text(element))))


def _people(names: Iterable[str]) -> list[Named]:
    """Those that look like a person's name: nothing else is believed without a machine's mark."""
    return [Named(name, is_organisation=False) for name in map(bare_name, names) if is_like_person(name)]


def _names(value: object, data: Structured) -> list[Named]:
    """Names in a schema.org author value: text, Person, Organization, lists and references."""
    if isinstance(value, list):
        return [named for item in value[:30] for named in _names(item, data) if not isinstance(item, list)]
    value = data.resolved(value)
    if isinstance(value, str):
        return [Named(value, None)]
    if not isinstance(value, Mapping):
        return []
    kinds = types_of(value)
    is_organisation = (
        any("organization" in kind or kind == "corporation" for kind in kinds) if kinds else None
    )
    names = value.get("name")
    listed = names if isinstance(names, list) else [names]
    role = text_of(value.get("jobTitle"))
    return [Named(name, is_organisation, role) for name in listed[:30] if isinstance(name, str)]
