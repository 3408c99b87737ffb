"""OPML lists of subscriptions (OPML 2.0), in and out, folders included."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from ingest.errors import NotAFeed, UnreadableFile
from ingest.parsing.feeds_fields import is_web_address, without_controls
from ingest.parsing.feeds_gate import refuse_entities
from ingest.parsing.offers import FeedList, Offer, Refusal, why_not
from ingest.parsing.urls import registrable_domain
from ingest.records import Subscription

_DEEPEST = 64  # folders within folders
_SHOWN = 80  # characters of an address that is refused
_BETWEEN_NAMES = re.compile(r"(?<!/)/(?!/)")

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of an element


def parse_opml(payload: bytes) -> tuple[Subscription, ...]:
    """The feeds of an OPML list, each address once, in document order; see `read_opml`.

    Raises:
        UnreadableFile: it is no OPML.
    """
    found: dict[str, Subscription] = {}
    for offer in read_opml(payload).offers:
        if offer.url not in found:
            found[offer.url] = Subscription(
                url=offer.url,
                title=offer.title or offer.url,
                outlet_domain=offer.outlet_domain or registrable_domain(offer.home_url or offer.url),
                home_url=offer.home_url,
                folder=offer.folder,
                asked_anew=offer.asked_anew,
            )
    return tuple(found.values())


def read_opml(payload: bytes) -> FeedList:
    """All that an OPML list offers, with lines; outlines whose address is none are refused.

    A feed inside folders has them in `folder`, separated by `/`; a slash within a name is doubled. Outlines
    that name no feed's address are folders. Lists that are not well-formed are read as far as they can be.

    Raises:
        UnreadableFile: it is no OPML.
    """
    body = _root(payload).find("body")
    if body is None:
        raise UnreadableFile("no OPML list: it has no body")
    offers: list[Offer] = []
    refusals: list[Refusal] = []
    for outline, folders in _feeds(body, ()):
        url = (outline.get("xmlUrl") or "").strip()
        line = _line(outline)
        if reason := why_not(url):
            refusals.append(Refusal(line=line, text=url[:_SHOWN], reason=reason))
        else:
            offers.append(_offer(outline, url, line, folders))
    return FeedList(kind="opml", offers=tuple(offers), refusals=tuple(refusals))


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
            "askedAnew": one.asked_anew.isoformat() if one.asked_anew else None,
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
        if (outline.get("xmlUrl") or "").strip():
            yield outline, folders
        name = " ".join((outline.get("text") or outline.get("title") or "").split()).strip("/")
        if len(outline) and len(folders) < _DEEPEST:
            yield from _feeds(outline, (*folders, name.replace("/", "//")) if name else folders)


def _line(outline: Element) -> int:
    number = outline.sourceline
    return number if isinstance(number, int) else 0


def _offer(outline: Element, url: str, line: int, folders: tuple[str, ...]) -> Offer:
    home = (outline.get("htmlUrl") or "").strip()
    return Offer(
        url=url,
        line=line,
        title=outline.get("title") or outline.get("text"),
        home_url=home if is_web_address(home) else None,
        folder="/".join(folders) or None,
        outlet_domain=outline.get("outletDomain"),
        asked_anew=_instant(outline.get("askedAnew")),
    )


def _instant(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _folder(body: Element, folders: dict[str | None, Element], path: str) -> Element:
    """The outline of a folder, made with those that it lies in."""
    parent = body
    names = _BETWEEN_NAMES.split(path)
    for depth in range(1, len(names) + 1):
        key = "/".join(names[:depth])
        if key not in folders:
            folders[key] = etree.SubElement(parent, "outline", {"text": names[depth - 1].replace("//", "/")})
        parent = folders[key]
    return parent
