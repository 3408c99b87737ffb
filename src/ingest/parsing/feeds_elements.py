"""Elements of feed documents: their short names, their text, their markup, their addresses."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from lxml import etree

from ingest.parsing.feeds_fields import absolute, without_controls
from ingest.parsing.feeds_gate import MAX_PARTS
from ingest.parsing.xml import Element

Fields = Mapping[str, Sequence[Element]]

ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_XHTML = "{http://www.w3.org/1999/xhtml}"
_RSS = (
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/net/rss1.1#",
)
_MODULES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/modules/syndication/": "sy",  # as Deutsche Welle writes it
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/DTDs/PodCast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.georss.org/georss": "georss",
    "http://www.georss.org/georss/10": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/CommentAPI/": "wfw",
}
_NAMES = {
    "": "channel item title link guid description pubDate author category enclosure source ttl language "
    "generator copyright image lastBuildDate skipHours skipDays comments fullitem",
    "atom": "entry title link id published issued created updated modified author "
    "summary content category source subtitle tagline generator rights copyright logo icon",
    "dc": "title creator author date identifier subject description source language rights",
    "dcterms": "issued created modified abstract",
    "content": "encoded",
    "sy": "updatePeriod updateFrequency",
    "media": "content group title description credit thumbnail player",
    "itunes": "author summary subtitle category image keywords",
    "feedburner": "origLink",
    "xhtml": "body",
    "georss": "point box circle line polygon where featurename featureName",
    "geo": "lat long Point point",
    "thr": "in-reply-to total",
    "slash": "comments",
    "wfw": "commentRss commentRSS",
}
_REGISTERED_RELATION = "http://www.iana.org/assignments/relation/"
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]+)?=\"[^\"]*\"")
_BYTES = "application/octet-stream"
_TEXTUAL = frozenset({"", "text", "html", "xhtml", "escaped", _BYTES})


@lru_cache(maxsize=64)
def short_names(core: str, prefix: str) -> dict[str, str]:
    """From full tags to names such as `dc:date`; tags of recovered documents may lack their namespace.

    Args:
        core: the namespace that the document's own names have, known or not.
        prefix: what it stands for: `atom`, or nothing for RSS.
    """
    spaces = {**dict.fromkeys(_RSS, ""), **dict.fromkeys(ATOM, "atom"), **_MODULES}
    if prefix or core not in spaces:
        spaces[core] = prefix
    undeclared = {f"{short}:{name}": f"{short}:{name}" for short in _NAMES for name in _NAMES[short].split()}
    return undeclared | {
        f"{{{space}}}{name}" if space else name: f"{short}:{name}" if short else name
        for space, short in spaces.items()
        for name in _NAMES[short].split()
    }


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads elements of one document.

    Args:
        url: where the document is from.
        names: its tags and their short names.
        has_bases: whether `xml:base` occurs in it, which is slow to look up.
        has_controls: whether control characters may occur in it.
        is_atom: whether its texts may be encoded (`mode`, `type`) and have a language of their own.
    """

    url: str
    names: Mapping[str, str]
    has_bases: bool
    has_controls: bool
    is_atom: bool

    def fields(self, parent: Element, most: int = MAX_PARTS) -> dict[str, list[Element]]:
        """The children that mean something, by short name; at most so many of a name."""
        found: dict[str, list[Element]] = {}
        names = self.names
        for child in parent:
            name = names.get(child.tag)
            if name:
                if name not in found:
                    found[name] = [child]
                elif len(found[name]) < most:
                    found[name].append(child)
        return found

    def first(self, own: Fields, names: Iterable[str]) -> str | None:
        """The first text that is not blank, names in the order of preference."""
        for name in names:
            for element in own.get(name, ()):  # a loop of its own: it runs ten times an entry
                if text := self.text(element):
                    return text
        return None

    def texts(self, own: Fields, names: Iterable[str]) -> Iterator[str]:
        """All texts that are not blank."""
        for name in names:
            for element in own.get(name, ()):
                if text := self.text(element):
                    yield text

    def text(self, element: Element) -> str | None:
        """What an element says: its text, or its markup where that was not escaped (RFC 4287 section 3.1)."""
        text = inner_markup(element) if len(element) else element.text
        if self.is_atom and _is_base64(element):
            text = _from_base64(element)
        if text and not text.isspace():
            return (without_controls(text) if self.has_controls else text).strip()
        return None

    def address(self, reference: str | None, element: Element, base: str | None = None) -> str | None:
        """The http(s) address that a reference means where it stands (RFC 3986 section 5, XML Base)."""
        return absolute(reference, (self.has_bases and element.base) or base or self.url)

    def alternate(self, links: Iterable[Element]) -> str | None:
        """The page that Atom links name: rel=alternate, HTML before other types (RFC 4287 section 4.2.7)."""
        found = [link for link in links if relation_of(link) == "alternate" and link.get("href")]
        found.sort(key=lambda link: "html" not in link.get("type", "html"))
        return next(filter(None, (self.address(link.get("href"), link) for link in found)), None)

    def related(self, links: Iterable[Element], relation: str) -> tuple[str, ...]:
        """The addresses that Atom links name for a relation, in order (RFC 4287 section 4.2.7.2)."""
        found = (self.address(link.get("href"), link) for link in links if relation_of(link) == relation)
        return tuple(dict.fromkeys(filter(None, found)))

    def best_content(self, elements: Sequence[Element]) -> str | None:
        """The fullest form of an Atom content: HTML before plain text, never a picture or a reference."""
        readable = [one for one in elements if not one.get("src") and _is_textual(one)]
        readable.sort(key=lambda one: "html" not in one.get("type", ""))
        return next(filter(None, map(self.text, readable)), None)


def relation_of(link: Element) -> str:
    """The relation of an Atom link: its short name, `alternate` where none is written."""
    relation = link.get("rel", "").strip().lower()
    return relation.removeprefix(_REGISTERED_RELATION) or "alternate"


def inner_markup(element: Element) -> str:
    """The content of an element whose markup was not escaped, without XML's namespaces."""
    inner = element
    if len(element) == 1 and element[0].tag == f"{_XHTML}div" and not (element.text or "").strip():
        inner = element[0]  # the wrapper that RFC 4287 section 3.1.1.3 asks for is no part of the content
        if not len(inner) and element.get("type") == "html":
            return inner.text or ""  # TypePad: markup escaped within a wrapper that is not
    with suppress(ValueError):  # names that no XML has: recovery lets them through
        for node in inner.iter(f"{_XHTML}*"):
            node.tag = str(node.tag).removeprefix(_XHTML)
    parts = (etree.tostring(child, encoding="unicode", method="html") for child in inner)
    markup = escape(inner.text or "", quote=False) + "".join(parts)
    return _TAG.sub(_without_namespaces, markup) if "xmlns" in markup else markup


def _without_namespaces(tag: re.Match[str]) -> str:
    return _NAMESPACE.sub("", tag[0])


def _is_textual(element: Element) -> bool:
    kind = element.get("type", "").lower()
    return kind in _TEXTUAL or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))


def _is_base64(element: Element) -> bool:
    """Atom 0.3 says so, Atom 1.0 has it for types that are no text (RFC 4287 section 4.1.3.3)."""
    return element.get("type") == _BYTES or element.get("mode") == "base64"


def _from_base64(element: Element) -> str | None:
    try:
        return b64decode(element.text or "", validate=False).decode("utf-8")
    except ValueError:
        return None
