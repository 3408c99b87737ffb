"""Who wrote it: names from the page's own marks, people told from organisations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.normalise.page import Page
from ingest.parsing.html import lineage, seen_text, selected
from ingest.parsing.structured import Structured, text_of, types_of
from ingest.parsing.words import one_line, word_key
from ingest.records import Author

AUTHOR_METAS = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "cxenseparse:author", "byl", "byline", "rnews:author", "authors", "citation_author",
)  # fmt: skip
_LABEL = re.compile(
    r"^(?:written by|reported by|reporting by|story by|words by|text by|beitrag von|by|von|vom|par|"
    r"por|di|av|af|door|"
    r"od|przez|text|texto|autor(?:in|es|a|e)?(?:/autor)?|author|authors|forfatter|kirjoittaja|szerző|"
    r"автор|yazan)"
    r"(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_BYLINE_LABEL = re.compile(
    r"^(?:(?:written |reported |story )?by|(?:beitrag )?von|par|por|autor(?:in|es|a|e)?(?:/autor)?|"
    r"text|автор)\b\s*:?\s+\w",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*(?:기자|特派員|記者|记者)$")
_LIST = re.compile(
    r"\s*(?:;|,|\||&|/|•|·|、|،|\s(?:and|und|et|y|e|och|og|en|i|a|ve|ja|és|şi|și|и|та|with|mit|avec|con)\s)\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\s*(?:https?:|www\.|@|/)|@")
_NOISE = re.compile(
    r"^\d+$|\b(?:follow|share|updated|published|powered|read more|view all|see all|contact|login|"
    r"admin(?:istrator)?|"
    r"webmaster|unknown|null|undefined|none|n/a|anonymous|guest)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(agency|agencies|agence|agencia|agentur|news|newsroom|desk|staff|team|redaktion|redazione|"
    r"rédaction|redacción|"
    r"redação|redactie|redakcja|redakce|editorial|press|presse|media|online|digital|bureau|"
    r"correspondents?|reporters|"
    r"times|post|tv|radio|network|service|web|wire|group|association|university|institute)\b|"
    r"編集部|新聞|通信|デジタル|기자단|뉴스|редакция",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?<![a-z])(byline|by-line|author\w*|autor\w*|auteurs?|writer|signature)(?![a-z])"
)
_PARTICLES = re.compile(
    r"(?:de|del|der|den|di|da|do|dos|du|la|le|van|von|vom|zu|zur|al|el|bin|ben|ibn|y|e|und|af|av|of|the|ter|ten)",
    re.IGNORECASE,
)
_EAST_ASIAN_NAME = re.compile("[\u3400-\u9fff\uac00-\ud7a3]{2,5}")
_LONGEST_NAME = 80  # characters
_AUTHOR_MARKS = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //a[@rel='author'] | //*[@itemprop='author' and not(*)]"
)
_BYLINE_TAGS = frozenset({"p", "div", "span", "a", "address", "li"})
_ASIDE = frozenset({"figure", "figcaption", "aside", "footer", "nav"})
_NEAR_TITLE = 12  # blocks in which a labelled line names the author


class _Named(NamedTuple):
    name: str
    is_organisation: bool | None  # None: the page does not say


def authors_of(page: Page) -> tuple[Author, ...]:
    """The authors in the order of the page: the first kind of mark that names a person decides.

    Where none does, the first that names an organisation; then what the feed says.
    """
    names = (
        *publisher_names(page.data),
        page.outlet.name,
        page.outlet.domain,
        page.outlet.domain.split(".")[0],
    )
    publisher = frozenset(map(word_key, names)) - {""}
    organisations: tuple[Author, ...] = ()
    for named in _sources(page):
        authors = _cleaned(named, publisher)
        if any(not author.is_organisation for author in authors):
            return authors
        organisations = organisations or authors
    entry = page.entry
    return entry.authors if entry and entry.authors else organisations


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
        if 3 <= len(line) <= 150 and not _NOISE.search(line):
            yield element


def _labelled_line(page: Page) -> str | None:
    """A short line near the title that begins with a label such as `By`, `Von` or `Par`."""
    heading = next((place for place, block in enumerate(page.blocks[:200]) if block.tag == "h1"), 0)
    for block in page.blocks[max(0, heading - 2) : heading + _NEAR_TITLE]:
        line = one_line(block.text)
        if block.words <= 12 and _BYLINE_LABEL.match(line):
            return line
    return None


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
    marked = selected(page.tree, _AUTHOR_MARKS)[:6]
    yield [_Named(one_line(seen_text(element)) or element.get("content") or "", None) for element in marked]
    for element in islice(_byline_elements(page), 3):
        yield _visible_names(element)
    line = _labelled_line(page)
    yield _people(_split(_bare(line))) if line else []


def _visible_names(element: HtmlElement) -> list[_Named]:
    """Names in a visible byline: one an element where it has several, else by the signs of a list."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    inner = [one_line(seen_text(child)) for child in element]
    people = _people(inner)
    if len(people) >= 2:
        return people
    return _people(_split(_bare(seen_text(element))))


def _people(names: Iterable[str]) -> list[_Named]:
    """Those that look like a person's name: nothing else is believed without a machine's mark."""
    return [_Named(name, is_organisation=False) for name in map(_bare, names) if _looks_like_person(name)]


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


def _cleaned(named: Iterable[_Named], publisher: frozenset[str]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for item in named:
        if _ADDRESS.search(item.name):
            continue
        for part in [item.name] if item.is_organisation else _split(_bare(item.name)):
            name = _bare(part)
            if name and len(name) < _LONGEST_NAME and not _NOISE.search(name):
                is_organisation = item.is_organisation or _looks_like_organisation(name, publisher)
                found.setdefault(word_key(name), Author(name=name, is_organisation=bool(is_organisation)))
    others = [author for author in found.values() if not _is_publisher(author.name, publisher)]
    return tuple(others or found.values())


def _bare(name: str) -> str:
    name = _SUFFIX.sub("", one_line(text_of(name) or ""))
    return _LABEL.sub("", name).strip(" ,;|-–—•·:")  # noqa: RUF001 - dashes of all lengths


def _split(text: str) -> list[str]:
    """The names of a list; a name with an office or a place behind a comma is one name."""
    parts = [part for part in _LIST.split(text) if part]
    if len(parts) > 1 and all(1 <= len(part.split()) <= 5 for part in parts):
        return parts
    head = text.split(",", 1)[0]
    return [head] if "," in text and _looks_like_person(head) else [text]


def _looks_like_person(name: str) -> bool:
    """Two to five words with capitals, none a figure or an organisation's; two to five signs in East Asia."""
    words = name.split()
    if _EAST_ASIAN_NAME.fullmatch(name):
        return True
    if not 2 <= len(words) <= 5 or any(sign.isdigit() for sign in name) or _ORGANISATION.search(name):
        return False
    return all(word[:1].isupper() or _PARTICLES.fullmatch(word) for word in words) and words[0][:1].isupper()


def _looks_like_organisation(name: str, publisher: frozenset[str]) -> bool:
    return _is_publisher(name, publisher) or _ORGANISATION.search(name) is not None


def _is_publisher(name: str, publisher: frozenset[str]) -> bool:
    """Whether a name is the publisher's, or begins with it: `Deutsche Welle (www.dw.com)`."""
    key = word_key(name)
    return any(key == known or (len(known) >= 5 and key.startswith(known)) for known in publisher)
