"""What a page says about itself for machines: JSON-LD, microdata, meta elements, `<time>`.

JSON-LD and microdata come out in one form, a mapping of names to values (schema.org), so that whoever
reads them asks one question.
"""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.parsing.html import seen_text, selected
from ingest.parsing.words import one_line, word_key

Node = Mapping[str, object]

ARTICLE_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle", "liveblogposting", "article", "blogposting", "report", "satiricalarticle",
    "socialmediaposting", "techarticle", "scholarlyarticle", "medicalscholarlyarticle",
    "advertisercontentarticle",
    "askpublicnewsarticle",
)  # fmt: skip
"""Most telling first: a page with several is described by the best."""
_PAGE_TYPES = (
    "webpage", "videoobject", "itempage", "imagegallery", "mediagallery", "audioobject", "podcastepisode",
    "radioepisode",
)  # fmt: skip
_OTHER_WORKS = frozenset(
    {
        "liveblogupdate", "comment", "comments", "citation", "mentions", "isbasedon", "isrelatedto",
        "itemlistelement", "relatedlink", "significantlink", "review", "reviews",
    }
)  # fmt: skip
"""Properties whose values are works of their own: an article below one is not the page's."""
_SHORTEST_TITLE = 12  # letters of a headline that tells articles apart
_DEEPEST = 12  # levels of JSON; a graph of a page has four
_MOST_NODES = 5_000
_REPAIRS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: re.sub(r",\s*([}\]])", r"\1", text),  # a comma before a closing bracket
    lambda text: re.sub(r"[\x00-\x1f]+", " ", text),
    html.unescape,
)


class Structured(NamedTuple):
    """The machine-readable side of a page."""

    articles: tuple[tuple[str, Node], ...]  # (origin, node), best first; origin: jsonld | microdata
    pages: tuple[tuple[str, Node], ...]  # WebPage, VideoObject: weaker evidence
    by_id: Mapping[str, Node]
    metas: Mapping[str, Sequence[str]]  # name, property, itemprop or http-equiv in lower case → contents

    def values(self, *names: str, weak: bool = False) -> Iterator[tuple[str, object]]:
        """(origin, value) of these names on article nodes, name by name; `weak` adds page nodes."""
        for name in names:
            for origin, node in (*self.articles, *(self.pages if weak else ())):
                value = node.get(name)
                if value not in (None, "", [], {}):
                    yield f"{origin}:{name}", value

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """(origin, content) of meta elements with these names, in the order of the names."""
        for name in names:
            for content in self.metas.get(name, ()):
                yield f"meta:{name}", content

    def resolved(self, value: object) -> object:
        """A reference `{"@id": …}` as the node that it names."""
        if isinstance(value, Mapping) and "name" not in value and value.get("@id") in self.by_id:
            return self.by_id[str(value["@id"])]
        return value


def structured(tree: HtmlElement) -> Structured:
    """Everything that a page says about itself."""
    articles: list[tuple[str, Node]] = []
    pages: list[tuple[str, Node]] = []
    by_id: dict[str, Node] = {}
    for origin, node, is_other in (*_jsonld(tree), *_microdata(tree)):
        identifier = node.get("@id")
        if isinstance(identifier, str) and len(node) > 1:
            by_id.setdefault(identifier, node)
        kinds = [] if is_other else types_of(node)
        if any(kind in ARTICLE_TYPES for kind in kinds):
            articles.append((origin, node))
        elif any(kind in _PAGE_TYPES for kind in kinds):
            pages.append((origin, node))
    articles.sort(key=lambda item: _rank(item[1]))
    return Structured(tuple(articles), tuple(pages), by_id, _metas(tree))


def about_page(data: Structured, is_address: Callable[[str], bool], titles: Iterable[str]) -> Structured:
    """The same without articles that are other pages': a list of related ones, the next of an endless page.

    An article is the page's by its address or its headline. Where none is known to be, all stay; where some
    are, those stay that name neither.

    Args:
        data: of a page.
        is_address: whether an address is the page's.
        titles: what the page calls itself, as word keys.
    """
    known = [title for title in titles if len(title) >= _SHORTEST_TITLE]
    own = {id(node) for _, node in data.articles if _is_about(node, is_address, known)}
    if not own:
        return data
    kept = [
        item
        for item in data.articles
        if id(item[1]) in own or not (_addresses(item[1]) or item[1].get("headline"))
    ]
    return data._replace(articles=tuple(kept))


def _is_about(node: Node, is_address: Callable[[str], bool], titles: Sequence[str]) -> bool:
    if any(map(is_address, _addresses(node))):
        return True
    headline = word_key(text_of(node.get("headline")) or "")
    return len(headline) >= _SHORTEST_TITLE and any(
        headline in title or title in headline for title in titles
    )


def _addresses(node: Node) -> list[str]:
    page = node.get("mainEntityOfPage")
    inner = (page.get("@id"), page.get("url")) if isinstance(page, Mapping) else (page,)
    return [value for value in (node.get("url"), node.get("@id"), *inner) if isinstance(value, str) and value]


def types_of(node: Node) -> list[str]:
    """The schema.org types of a node in lower case, without their address."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rsplit("/", 1)[-1].lower() for kind in listed if kind]


def text_of(value: object) -> str | None:
    """A value as one line of text; the first of a list, the name of a node; None where there is none."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value[:20])), None)
    if isinstance(value, Mapping):
        return text_of(value.get("name") or value.get("@value") or value.get("url"))
    if isinstance(value, str):
        return one_line(plain_text(value)) or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def texts_of(value: object) -> list[str]:
    """Every text of a value or of a list of values."""
    listed = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, listed[:100]) if text]


def plain_text(markup: str) -> str:
    """Text that may hold markup and entities, as text; a tag ends a line where it is a block."""
    if "<" in markup:
        markup = re.sub(
            r"<(?:/?(?:p|div|br|li|h[1-6]|blockquote)\b[^>]*)>", "\n", markup, flags=re.IGNORECASE
        )
        markup = re.sub(r"<[a-zA-Z/!][^>]*>", "", markup)
    return html.unescape(html.unescape(markup)) if "&" in markup else markup


def _rank(node: Node) -> int:
    kinds = types_of(node)
    return min(
        (ARTICLE_TYPES.index(kind) for kind in kinds if kind in ARTICLE_TYPES), default=len(ARTICLE_TYPES)
    )


# --- JSON-LD ------------------------------------------------------------------------------------------


def _jsonld(tree: HtmlElement) -> Iterator[tuple[str, Node, bool]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node, is_other in _nodes(lenient_json(script.text or "")):
                yield "jsonld", node, is_other


def lenient_json(text: str) -> object:
    """JSON with the faults that publishers make: comments around it, trailing commas, raw line feeds."""
    text = text.strip().lstrip("\ufeff")
    text = re.sub(r"^\s*(<!--|/\*[^*]*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)", "", text)
    text = re.sub(r"(-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text).strip().rstrip(";")
    for repair in _REPAIRS:
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[tuple[Node, bool]]:
    """Every object in a JSON value, outer before inner, and whether it is part of another work."""
    waiting: list[tuple[object, int, bool]] = [(value, 0, False)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        current, depth, is_other = waiting.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(current, dict):
            yield current, is_other
        waiting.extend((item, depth + 1, is_other or other) for item, other in reversed(_inner(current)))


def _inner(value: object) -> list[tuple[object, bool]]:
    """The objects and lists right inside a value, and whether they are other works."""
    if isinstance(value, dict):
        named = ((item, str(name).lower() in _OTHER_WORKS) for name, item in value.items())
    elif isinstance(value, list):
        named = ((item, False) for item in value)
    else:
        return []
    return [(item, is_other) for item, is_other in named if isinstance(item, dict | list)]


# --- microdata ----------------------------------------------------------------------------------------


def _microdata(tree: HtmlElement) -> Iterator[tuple[str, Node, bool]]:
    for scope in selected(tree, "//*[@itemscope]"):
        kind = (scope.get("itemtype") or "").strip().rsplit("/", 1)[-1].lower()
        if kind in ARTICLE_TYPES:
            yield "microdata", {"@type": kind, **_properties(scope)}, False


def _properties(scope: HtmlElement, depth: int = 0) -> dict[str, object]:
    """The properties of one item; a nested item is a mapping (HTML standard, section 5.2)."""
    found: dict[str, list[object]] = {}
    for element in selected(scope, ".//*[@itemprop]"):
        if _owner(element) is not scope:
            continue
        is_item = element.get("itemscope") is not None
        value: object = _nested(element, depth) if is_item else _property_value(element)
        for name in (element.get("itemprop") or "").split():
            if value:
                found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _nested(element: HtmlElement, depth: int) -> object:
    kind = (element.get("itemtype") or "").rsplit("/", 1)[-1]
    return {"@type": kind, **_properties(element, depth + 1)} if depth < 3 else None


def _owner(element: HtmlElement) -> HtmlElement | None:
    parent = element.getparent()
    while parent is not None and parent.get("itemscope") is None:
        parent = parent.getparent()
    return parent


def _property_value(element: HtmlElement) -> str:
    for attribute in ("content", "datetime", "src", "href"):
        value = element.get(attribute)
        if value:
            is_named = attribute == "href" and element.get("itemprop") in {"author", "name", "creator"}
            return one_line(seen_text(element)) if is_named else value
    return seen_text(element) if element.get("itemprop") == "articleBody" else one_line(seen_text(element))


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        names = (element.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next(filter(None, names), None)
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found
