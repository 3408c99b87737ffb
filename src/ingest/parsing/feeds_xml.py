"""Well-formed feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with the modules that publishers use.

Fields are chosen by what elements mean, in the order of the tables below. Captions of media are
never a summary, and `description` is never content: whether it is the whole text is for
`ingest.normalise` to say, which sees the page as well.
"""

import sys
from collections.abc import Iterable

from ingest.parsing.feeds_cdf import is_channel, read_channel
from ingest.parsing.feeds_elements import ATOM, Fields, Reader, short_names
from ingest.parsing.feeds_fields import (
    days_to_skip,
    distinct,
    first_dated,
    hours_to_skip,
    interval_floor,
    is_web_address,
    people,
    whole_number,
)
from ingest.parsing.feeds_gate import MAX_ENTRIES
from ingest.parsing.feeds_modules import module_fields
from ingest.parsing.feeds_sitemaps import read_sitemap
from ingest.parsing.xml import LANGUAGE, Element, split_tag
from ingest.records import Author, Enclosure, EntrySource, Feed, FeedEntry

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_TITLE = ("title", "atom:title", "dc:title")
_GUID = ("guid", "atom:id")
_LINK = ("feedburner:origLink", "link")  # the address itself before FeedBurner's detour
_PUBLISHED = (
    "pubDate", "atom:published", "atom:issued", "dc:date", "dcterms:issued", "atom:created",
    "dcterms:created",
)  # fmt: skip
_UPDATED = ("atom:updated", "atom:modified", "dcterms:modified")
_RIGHTS = ("copyright", "atom:rights", "atom:copyright", "dc:rights")
_DESCRIPTION = (
    "description",
    "atom:subtitle",
    "atom:tagline",
    "dc:description",
    "itunes:summary",
    "itunes:subtitle",
)
_FEED_UPDATED = ("lastBuildDate", "atom:updated", "atom:modified", "dcterms:modified", "pubDate", "dc:date")
_SUMMARY = (
    "description", "atom:summary", "dc:description", "dcterms:abstract", "itunes:summary", "itunes:subtitle",
)  # fmt: skip


def read_xml(root: Element, document: bytes, *, url: str, has_controls: bool) -> Feed | None:
    """The feed below the root of a document; None where the root is that of no feed.

    Args:
        root: of the document's tree.
        document: its bytes, in UTF-8.
        url: where it is from.
        has_controls: whether control characters may occur in it.

    Raises:
        NotAFeed: `sitemap-index`, `sitemap`.
    """
    space, name = split_tag(root.tag)
    if name in {"feed", "entry"} and (space in ATOM or not space):
        return _atom(_reader(space, "atom", document, url, has_controls=has_controls), root)
    if name in {"rss", "RDF"}:
        inner = (split_tag(child.tag) for child in root)
        space = next((space for space, name in inner if name in {"channel", "item"}), space)
        return _rss(
            _reader(space, "", document, url, has_controls=has_controls),
            root,
            "rdf" if name == "RDF" else "rss",
        )
    if is_channel(root):
        return read_channel(root, url=url)
    return read_sitemap(root, url=url) if name in {"urlset", "sitemapindex"} else None


def _reader(core: str, prefix: str, document: bytes, url: str, *, has_controls: bool) -> Reader:
    return Reader(
        url,
        short_names(core, prefix),
        has_bases=b"xml:base" in document,
        has_controls=has_controls,
        is_atom=prefix == "atom",
    )


def _rss(reader: Reader, root: Element, kind: str) -> Feed:
    top = reader.fields(root, sys.maxsize)
    channel = top["channel"][0] if "channel" in top else root
    about = reader.fields(channel, sys.maxsize) if channel is not root else top
    items = [*about.get("item", ()), *(top.get("item", ()) if channel is not root else ())]
    home = reader.address(reader.first(about, ("link",)), channel) or reader.alternate(
        about.get("atom:link", ())
    )
    if "image" in top:  # RDF has its image beside the channel, which only names it
        about = {**about, "image": [*top["image"], *about.get("image", ())]}
    feed = _feed(reader, kind, root, about, home)
    return _with_entries(feed, len(items), [_entry(reader, item, home, ()) for item in items[:MAX_ENTRIES]])


def _atom(reader: Reader, root: Element) -> Feed:
    about = reader.fields(root, sys.maxsize)
    home = reader.alternate(about.get("atom:link", ()))
    if split_tag(root.tag)[1] == "entry":  # an entry document (RFC 4287 section 2)
        return _with_entries(_feed(reader, "atom", root, {}, None), 1, [_entry(reader, root, None, ())])
    authors = people(_atom_names(reader, about))
    entries = about.get("atom:entry", [])
    feed = _feed(reader, "atom", root, about, home)
    return _with_entries(
        feed, len(entries), [_entry(reader, entry, None, authors) for entry in entries[:MAX_ENTRIES]]
    )


def _feed(reader: Reader, kind: str, root: Element, about: Fields, home: str | None) -> Feed:
    """The feed's own fields (RFC 4287 section 4.1.1, RSS 2.0 `channel`, RFC 5005, WebSub section 4)."""
    links = about.get("atom:link", ())
    period, frequency = (reader.first(about, (f"sy:update{what}",)) for what in ("Period", "Frequency"))
    hours, days = (_texts_inside(about.get(name, ())) for name in ("skipHours", "skipDays"))
    skip_hours, skip_days = hours_to_skip(hours), days_to_skip(days)
    is_odd = bool(hours) > bool(skip_hours) or bool(days) > bool(skip_days)
    return Feed(
        url=reader.url,
        kind=kind,
        title=reader.first(about, _TITLE),
        home_url=home,
        language=reader.first(about, ("language", "dc:language")) or root.get(LANGUAGE),
        description=reader.first(about, _DESCRIPTION),
        generator=reader.first(about, ("generator", "atom:generator")),
        rights=reader.first(about, _RIGHTS),
        image_url=_logo(reader, about),
        updated=first_dated(reader.texts(about, _FEED_UPDATED), "feed:updated"),
        self_url=next(iter(reader.related(links, "self")), None),
        hub_urls=reader.related(links, "hub"),
        next_url=next(iter(reader.related(links, "next")), None),
        previous_archive_url=next(iter(reader.related(links, "prev-archive")), None),
        interval_floor=interval_floor(reader.first(about, ("ttl",)), period, frequency),
        skip_hours=skip_hours,
        skip_days=skip_days,
        warnings=("skipHours or skipDays name no time, or all of it: not heeded",) if is_odd else (),
    )


def _texts_inside(elements: Iterable[Element]) -> list[str]:
    return [child.text or "" for element in elements for child in element]


def _logo(reader: Reader, about: Fields) -> str | None:
    """RSS `image` with its own `url`, Atom `logo`, then `icon`, Apple's `itunes:image`."""
    for image in about.get("image", ()):
        for part in image:
            if split_tag(part.tag)[1] == "url" and (found := reader.address(part.text, part)):
                return found
    plain = (*about.get("atom:logo", ()), *about.get("atom:icon", ()))
    named = [reader.address(element.text, element) for element in plain]
    spoken = [
        reader.address(image.get("href") or image.get("url"), image)
        for image in about.get("itunes:image", ())
    ]
    return next(filter(None, (*named, *spoken)), None)


def _with_entries(feed: Feed, listed: int, entries: list[FeedEntry]) -> Feed:
    warnings = (f"{listed} entries listed, the first {MAX_ENTRIES} read",) if listed > MAX_ENTRIES else ()
    return feed.model_copy(update={"entries": tuple(entries), "warnings": (*feed.warnings, *warnings)})


def _entry(reader: Reader, element: Element, base: str | None, authors: tuple[Author, ...]) -> FeedEntry:
    own = reader.fields(element)
    guid = reader.first(own, _GUID) or element.get(_ABOUT) or reader.first(own, ("dc:identifier",))
    return FeedEntry(
        title=reader.first(own, _TITLE),
        link=_link(reader, own, element, base),
        guid=guid,
        published=first_dated(reader.texts(own, _PUBLISHED), "feed:published"),
        updated=first_dated(reader.texts(own, _UPDATED), "feed:updated"),
        authors=_authors(reader, own) or authors,
        summary=reader.first(own, _SUMMARY),
        content=_content(reader, own),
        categories=_categories(reader, own),
        enclosures=_enclosures(reader, own),
        source=_source(reader, own),
        language=_language(reader, own, element),
        rights=reader.first(own, _RIGHTS),
        **module_fields(reader, own),
    )


def _language(reader: Reader, own: Fields, element: Element) -> str | None:
    """What an entry says of its own language; the feed's stands in `Feed.language`."""
    if said := reader.first(own, ("dc:language", "language")):
        return said
    marked = [element]
    if reader.is_atom:
        marked += (*own.get("atom:content", ()), *own.get("atom:title", ()))
    return next(filter(None, ((one.get(LANGUAGE) or "").strip() for one in marked)), None)


def _link(reader: Reader, own: Fields, element: Element, base: str | None) -> str | None:
    """The page of an entry; a guid that is a permalink (RSS 2.0) where there is no link."""
    for text in reader.texts(own, _LINK):
        if found := reader.address(text, element, base):
            return found
    if found := reader.alternate(own.get("atom:link", ())):
        return found
    for guid in own.get("guid", ()):
        text = (guid.text or "").strip()
        if guid.get("isPermaLink", "true").lower() != "false" and is_web_address(text):
            return text
    sources = (reader.address(content.get("src"), content) for content in own.get("atom:content", ()))
    about = element.get(_ABOUT, "")
    return next(filter(None, sources), None) or (about if is_web_address(about) else None)


def _content(reader: Reader, own: Fields) -> str | None:
    """The body that the feed carries, where it carries one under a name that says so."""
    return (
        reader.first(own, ("content:encoded", "fullitem"))
        or reader.best_content(own.get("atom:content", ()))
        or reader.first(own, ("xhtml:body",))
    )


def _authors(reader: Reader, own: Fields) -> tuple[Author, ...]:
    names = [*reader.texts(own, ("dc:creator", "author", "dc:author")), *_atom_names(reader, own)]
    return people(names) or people(reader.texts(own, ("itunes:author",)))


def _atom_names(reader: Reader, own: Fields) -> list[str]:
    """The names of Atom persons; those of an entry's source stand in for its own (RFC 4287 section 4.2.1)."""
    if "atom:author" not in own and "atom:source" in own:
        own = reader.fields(own["atom:source"][0])
    names: list[str] = []
    for author in own.get("atom:author", ()):
        parts = {split_tag(part.tag)[1]: part.text for part in author}
        names.append(
            parts.get("name") or parts.get("email") or (author.text if not len(author) else "") or ""
        )
    return names


def _categories(reader: Reader, own: Fields) -> tuple[str, ...]:
    terms = [category.get("label") or category.get("term") for category in own.get("atom:category", ())]
    spoken = [part.get("text") for category in own.get("itunes:category", ()) for part in category.iter()]
    keywords = (word for text in reader.texts(own, ("itunes:keywords",)) for word in text.split(","))
    return distinct([*reader.texts(own, ("category", "dc:subject")), *terms, *spoken, *keywords])


def _enclosures(reader: Reader, own: Fields) -> tuple[Enclosure, ...]:
    """Files by address: enclosures first, which know their length, then media:content, alone or in groups."""
    linked = [(link, "href") for link in own.get("atom:link", ()) if link.get("rel") == "enclosure"]
    enclosed = [(enclosure, "url") for enclosure in own.get("enclosure", ())]
    grouped = [
        content
        for group in own.get("media:group", ())
        for content in reader.fields(group).get("media:content", ())
    ]
    media = [(content, "url") for content in (*own.get("media:content", ()), *grouped)]
    found: dict[str, Enclosure] = {}
    for element, name in (*enclosed, *linked, *media):
        url = reader.address(element.get(name), element)
        if url and url not in found:
            length = whole_number(element.get("length") or element.get("fileSize"))
            found[url] = Enclosure(url=url, media_type=element.get("type") or None, length=length)
    return tuple(found.values())


def _source(reader: Reader, own: Fields) -> EntrySource | None:
    """Where the entry was taken from: RSS 2.0 `source`, Atom `source`, Dublin Core `source`."""
    for element in own.get("source", ()):
        title, url = reader.text(element), reader.address(element.get("url"), element)
        if title or url:
            return EntrySource(title=title, url=url)
    for element in own.get("atom:source", ()):
        about = reader.fields(element)
        title, url = reader.first(about, ("atom:title",)), reader.alternate(about.get("atom:link", ()))
        if title or url:
            return EntrySource(title=title, url=url)
    said = reader.first(own, ("dc:source",))
    if said:
        return EntrySource(url=said) if is_web_address(said) else EntrySource(title=said)
    return None
