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
from ingest.parsing.words import one_line

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
    for origin, node in (*_jsonld(tree), *_microdata(tree)):
        identifier = node.get("@id")
        if isinstance(identifier, str) and len(node) > 1:
            by_id.setdefault(identifier, node)
        kinds = types_of(node)
        if any(kind in ARTICLE_TYPES for kind in kinds):
            articles.append((origin, node))
        elif any(kind in _PAGE_TYPES for kind in kinds):
            pages.append((origin, node))
    articles.sort(key=lambda item: _rank(item[1]))
    return Structured(tuple(articles), tuple(pages), by_id, _metas(tree))


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


def _jsonld(tree: HtmlElement) -> Iterator[tuple[str, Node]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _nodes(lenient_json(script.text or "")):
                yield "jsonld", node


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


def _nodes(value: object) -> Iterator[Node]:
    """Every object in a JSON value, outer before inner."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        current, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(current, dict):
            yield current
        inner: Iterable[object] = (
            current.values() if isinstance(current, dict) else current if isinstance(current, list) else ()
        )
        waiting.extend((item, depth + 1) for item in reversed([*inner]) if isinstance(item, dict | list))


# --- microdata ----------------------------------------------------------------------------------------


def _microdata(tree: HtmlElement) -> Iterator[tuple[str, Node]]:
    for scope in selected(tree, "//*[@itemscope]"):
        kind = (scope.get("itemtype") or "").strip().rsplit("/", 1)[-1].lower()
        if kind in ARTICLE_TYPES:
            yield "microdata", {"@type": kind, **_properties(scope)}


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
