"""OPML lists of subscriptions (OPML 2.0), in and out, folders included."""

from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.errors import NotAFeed, UnreadableFile
from ingest.parsing.feeds_fields import is_web_address, without_controls
from ingest.parsing.feeds_gate import refuse_entities
from ingest.parsing.urls import registrable_domain
from ingest.records import Subscription

_DEEPEST = 64  # folders within folders

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of an element


def parse_opml(payload: bytes) -> tuple[Subscription, ...]:
    """The feeds of an OPML list, each address once, in document order.

    A feed inside folders has them in `folder`, separated by `/`. Outlines that name no feed's address are
    folders. Lists that are not well-formed are read as far as they can be.

    Raises:
        UnreadableFile: it is no OPML.
    """
    body = _root(payload).find("body")
    if body is None:
        raise UnreadableFile("no OPML list: it has no body")
    found: dict[str, Subscription] = {}
    for outline, folders in _feeds(body, ()):
        subscription = _subscription(outline, folders)
        found.setdefault(subscription.url, subscription)
    return tuple(found.values())


def write_opml(subscriptions: Iterable[Subscription], *, title: str) -> bytes:
    """An OPML 2.0 document in UTF-8, one outline a folder; `parse_opml` gives back the same subscriptions.

    Feeds of one folder stand together, folders in the order in which they first occur.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = without_controls(title)
    body = etree.SubElement(root, "body")
    folders: dict[str | None, Element] = {None: body}
    for one in subscriptions:
        if one.folder not in folders:
            folders[one.folder] = _folder(body, folders, one.folder or "")
        attributes = {
            "type": "rss", "text": one.title, "title": one.title, "xmlUrl": one.url, "htmlUrl": one.home_url,
            "outletDomain": one.outlet_domain,
        }  # fmt: skip
        known = {name: without_controls(value) for name, value in attributes.items() if value is not None}
        etree.SubElement(folders[one.folder], "outline", known)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _root(payload: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        refuse_entities(payload)
        root = etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError, NotAFeed) as error:
        raise UnreadableFile(f"no OPML list: {error}") from error
    if root is None or root.tag != "opml":
        raise UnreadableFile("no OPML list: its first element is not `opml`")
    return root


def _feeds(parent: Element, folders: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    for outline in parent.iterchildren("outline"):
        if is_web_address((outline.get("xmlUrl") or "").strip()):
            yield outline, folders
        name = " ".join((outline.get("text") or outline.get("title") or "").split())
        if len(outline) and len(folders) < _DEEPEST:
            yield from _feeds(outline, (*folders, name) if name else folders)


def _subscription(outline: Element, folders: tuple[str, ...]) -> Subscription:
    url = (outline.get("xmlUrl") or "").strip()
    home = (outline.get("htmlUrl") or "").strip()
    home_url = home if is_web_address(home) else None
    return Subscription(
        url=url,
        title=outline.get("title") or outline.get("text") or url,
        outlet_domain=outline.get("outletDomain") or registrable_domain(home_url or url),
        home_url=home_url,
        folder="/".join(folders) or None,
    )


def _folder(body: Element, folders: dict[str | None, Element], path: str) -> Element:
    """The outline of a folder, made with those that it lies in."""
    parent = body
    names = path.split("/")
    for depth in range(1, len(names) + 1):
        key = "/".join(names[:depth])
        if key not in folders:
            folders[key] = etree.SubElement(parent, "outline", {"text": names[depth - 1]})
        parent = folders[key]
    return parent
