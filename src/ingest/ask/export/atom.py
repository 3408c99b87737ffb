"""Atom (RFC 4287): a feed that any reader can subscribe to."""

from lxml import etree

from ingest.ask.export.items import OutEntry, OutFeed
from ingest.parsing.feeds_fields import without_controls
from ingest.version import SOFTWARE

_ATOM = "http://www.w3.org/2005/Atom"
_PREFIXES = {None: _ATOM}  # Atom without a prefix
_NOBODY = "ingest"  # an entry must have an author (RFC 4287 section 4.1.2)


def atom_feed(feed: OutFeed, *, self_url: str | None = None) -> bytes:
    """The document; `self_url` is where it will be found, if that is known."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_PREFIXES)  # type: ignore[arg-type]  # lxml-stubs know no default namespace
    _text(root, "id", feed.feed_id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", feed.updated.isoformat())
    _text(root, "generator", SOFTWARE)
    if self_url:
        etree.SubElement(root, f"{{{_ATOM}}}link", rel="self", href=self_url, type="application/atom+xml")
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _entry(root: etree._Element, entry: OutEntry) -> None:
    element = etree.SubElement(root, f"{{{_ATOM}}}entry")
    if entry.language:
        element.set("{http://www.w3.org/XML/1998/namespace}lang", without_controls(entry.language))
    _text(element, "id", entry.entry_id)
    _text(element, "title", entry.title)
    _text(element, "published", entry.published.isoformat())
    _text(element, "updated", entry.updated.isoformat())
    if entry.url:
        etree.SubElement(element, f"{{{_ATOM}}}link", rel="alternate", href=without_controls(entry.url))
    for author in entry.authors or (_NOBODY,):
        _text(etree.SubElement(element, f"{{{_ATOM}}}author"), "name", author)
    for topic in entry.topics:
        etree.SubElement(element, f"{{{_ATOM}}}category", term=without_controls(topic))
    _text(element, "content", entry.content).set("type", "html")


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = without_controls(text)
    return element
