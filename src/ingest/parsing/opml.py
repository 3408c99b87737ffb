"""Lists of feeds as OPML 2.0 (http://opml.org/spec2.opml), which every feed reader writes and takes. Pure."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.parsing.urls import registrable_domain
from ingest.records import Subscription

NAMESPACE = "urn:ingest:opml"  # OPML 2.0 allows attributes of one's own in a namespace

_OUTLET = f"{{{NAMESPACE}}}outlet"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def parse_opml(payload: bytes) -> tuple[Subscription, ...]:
    """The feeds of a list, in its order, each address once; the folder is the innermost outline around.

    Raises:
        UnreadableFile: this is no OPML, or its document type defines entities.

    >>> parse_opml(b'<opml><body><outline xmlUrl="https://a.example/rss" text="A"/></body></opml>')[0].title
    'A'
    """
    body = _root(payload).find("body")
    if body is None:
        raise UnreadableFile("is no OPML: it has no <body>")
    found = {subscription.url: subscription for subscription in reversed(list(_subscriptions(body)))}
    return tuple(reversed(found.values()))


def write_opml(subscriptions: Iterable[Subscription], *, title: str) -> bytes:
    """A list of feeds, those of a folder together; equal subscriptions give equal bytes."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"ingest": NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    folders: dict[str | None, etree._Element] = {None: body}
    for subscription in subscriptions:
        folder = subscription.folder
        if folder not in folders:
            folders[folder] = etree.SubElement(body, "outline", {"text": _clean(folder or "")})
        etree.SubElement(folders[folder], "outline", _attributes(subscription))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _root(payload: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"is no OPML: {str(error).splitlines()[0]}") from error
    if _ENTITY.search(payload) or b"\0" in payload:  # UTF-16 could hide one: no feed reader writes it
        raise UnreadableFile(
            "is refused: it defines entities or is not in a one-byte encoding; save it as UTF-8"
        )
    if root.tag != "opml":
        raise UnreadableFile(f"is no OPML: it begins with <{root.tag}>")
    return root


def _subscriptions(body: etree._Element) -> Iterator[Subscription]:
    for outline in body.iter("outline"):
        url = (_attribute(outline, "xmlUrl") or "").strip()
        if url:
            yield _subscription(outline, url)


def _subscription(outline: etree._Element, url: str) -> Subscription:
    home_url = _attribute(outline, "htmlUrl")
    around = outline.getparent()
    return Subscription(
        url=url,
        title=_attribute(outline, "title") or _attribute(outline, "text") or url,
        outlet_domain=_attribute(outline, _OUTLET) or registrable_domain(home_url or url),
        home_url=home_url,
        folder=None if around is None else _attribute(around, "text") or _attribute(around, "title"),
    )


def _attribute(outline: etree._Element, name: str) -> str | None:
    """An attribute's value; names of OPML in any case, as feed readers write `xmlurl` too."""
    for key, value in outline.attrib.items():
        if str(key).lower() == name.lower() and value:
            return str(value)
    return None


def _attributes(subscription: Subscription) -> dict[str, str]:
    title = _clean(subscription.title)
    stated = {"type": "rss", "text": title, "title": title, "xmlUrl": _clean(subscription.url)}
    if subscription.home_url:
        stated["htmlUrl"] = _clean(subscription.home_url)
    if subscription.outlet_domain != registrable_domain(subscription.home_url or subscription.url):
        stated[_OUTLET] = _clean(subscription.outlet_domain)
    return stated


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", text)
