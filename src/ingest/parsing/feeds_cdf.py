"""Channel Definition Format (W3C note NOTE-CDFsubmit, 1997) as feeds: names in any case, no namespace.

A channel may hold channels; their items count as its own. An item's address is its HREF, else that of an
`A` in it.
"""

from collections.abc import Iterator

from ingest.parsing.feeds_fields import absolute, first_dated, without_controls
from ingest.parsing.feeds_gate import MAX_ENTRIES
from ingest.parsing.xml import Element, local_name
from ingest.records import Feed, FeedEntry, Moment


def is_channel(root: Element) -> bool:
    """Whether a root is that of CDF; RSS that lost its root has a `channel` too, small and without HREF."""
    return _name(root) == "channel" and (local_name(root).isupper() or _attribute(root, "href") is not None)


def read_channel(root: Element, *, url: str) -> Feed:
    """The feed that a `CHANNEL` describes; relative addresses are resolved against its BASE."""
    base = absolute(_attribute(root, "base"), url) or url
    items = [element for element in root.iter() if _name(element) == "item"]
    more = (f"{len(items)} entries listed, the first {MAX_ENTRIES} read",) if len(items) > MAX_ENTRIES else ()
    return Feed(
        url=url,
        kind="cdf",
        title=_text(root, "title"),
        home_url=_address(root, base),
        description=_text(root, "abstract"),
        updated=_updated(root),
        self_url=absolute(_attribute(root, "self"), base),
        entries=tuple(_entry(item, base) for item in items[:MAX_ENTRIES]),
        warnings=more,
    )


def _entry(item: Element, base: str) -> FeedEntry:
    return FeedEntry(
        title=_text(item, "title"),
        link=_address(item, base),
        summary=_text(item, "abstract"),
        updated=_updated(item),
    )


def _updated(element: Element) -> Moment | None:
    return first_dated([_attribute(element, "lastmod") or ""], "feed:updated")


def _address(element: Element, base: str) -> str | None:
    inner = (_attribute(anchor, "href") for anchor in _children(element, "a"))
    return next(filter(None, (absolute(one, base) for one in (_attribute(element, "href"), *inner))), None)


def _text(element: Element, name: str) -> str | None:
    texts = (
        without_controls("".join(map(str, child.itertext()))).strip() for child in _children(element, name)
    )
    return next(filter(None, texts), None)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _attribute(element: Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if key.lower() == name), None)


def _name(element: Element) -> str:
    return local_name(element).lower() if isinstance(element.tag, str) else ""
