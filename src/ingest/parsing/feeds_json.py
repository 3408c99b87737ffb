"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), and what publishers make of it."""

import json
from collections.abc import Iterator, Mapping

from ingest.errors import NotAFeed
from ingest.parsing.feeds_fields import (
    absolute,
    distinct,
    first_dated,
    is_web_address,
    people,
    without_controls,
)
from ingest.parsing.feeds_gate import MAX_ENTRIES, MAX_TAGS
from ingest.records import Author, Enclosure, Feed, FeedEntry, Media

Object = Mapping[str, object]


def read_json(text: str, *, url: str) -> Feed:
    """The feed in a JSON document.

    Raises:
        NotAFeed: `json`: it is no JSON, or no JSON Feed; `too-much-markup`.
    """
    if text.count("[") + text.count("{") > MAX_TAGS:
        raise NotAFeed("too-much-markup", f"more than {MAX_TAGS} lists and objects")
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotAFeed("json", str(error)[:200]) from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed("json", "there is no list of items")
    items = _objects(document, "items")
    authors = _authors(document)
    hubs = (
        absolute(_text(hub, "url"), url)
        for hub in _objects(document, "hubs")
        if (_text(hub, "type") or "WebSub").lower() == "websub"
    )
    warnings = (
        (f"{len(items)} entries listed, the first {MAX_ENTRIES} read",) if len(items) > MAX_ENTRIES else ()
    )
    return Feed(
        url=url,
        kind="json",
        title=_text(document, "title"),
        home_url=absolute(_text(document, "home_page_url"), url),
        language=_text(document, "language"),
        description=_text(document, "description"),
        image_url=absolute(_text(document, "icon") or _text(document, "favicon"), url),
        self_url=absolute(_text(document, "feed_url"), url),
        hub_urls=distinct(hubs),
        next_url=absolute(_text(document, "next_url"), url),
        entries=tuple(_entry(item, url, authors) for item in items[:MAX_ENTRIES]),
        warnings=warnings,
    )


def _entry(item: Object, base: str, feed_authors: tuple[Author, ...]) -> FeedEntry:
    guid = _text(item, "id")
    addresses = (
        _text(item, "url"),
        _text(item, "external_url"),
        guid if guid and is_web_address(guid) else None,
    )
    return FeedEntry(
        title=_text(item, "title"),
        link=next(filter(None, (absolute(address, base) for address in addresses)), None),
        guid=guid,
        published=first_dated(_texts(item, "date_published"), "feed:published"),
        updated=first_dated(_texts(item, "date_modified"), "feed:updated"),
        authors=_authors(item) or feed_authors,
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        categories=distinct(_scalar(tag) for tag in _list(item, "tags")),
        enclosures=tuple(_enclosures(item, base)),
        media=tuple(_pictures(item, base)),
        language=_text(item, "language"),
    )


def _authors(owner: Object) -> tuple[Author, ...]:
    """`authors` of version 1.1, else `author` of 1.0."""
    listed = _objects(owner, "authors")
    single = owner.get("author")
    if not listed and isinstance(single, dict):
        listed = [single]
    return people(name for author in listed for name in _texts(author, "name"))


def _enclosures(item: Object, base: str) -> Iterator[Enclosure]:
    for attachment in _objects(item, "attachments"):
        address = absolute(_text(attachment, "url"), base)
        size = attachment.get("size_in_bytes")
        if address:
            length = int(size) if isinstance(size, int | float) and 0 <= size < 1e15 else None
            yield Enclosure(url=address, media_type=_text(attachment, "mime_type"), length=length)


def _pictures(item: Object, base: str) -> Iterator[Media]:
    """The main picture and the one for the top of the page, each once."""
    found = (absolute(_text(item, name), base) for name in ("image", "banner_image"))
    return (Media(url=url, medium="image") for url in distinct(found))


def _list(owner: Object, name: str) -> list[object]:
    found = owner.get(name)
    return found if isinstance(found, list) else []


def _objects(owner: Object, name: str) -> list[Object]:
    return [one for one in _list(owner, name) if isinstance(one, dict)]


def _text(owner: Object, name: str) -> str | None:
    return _scalar(owner.get(name))


def _texts(owner: Object, name: str) -> list[str]:
    found = _text(owner, name)
    return [found] if found else []


def _scalar(value: object) -> str | None:
    """A text or a number (ids are often numbers) as text; None for blanks and anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return without_controls(value).strip() or None if isinstance(value, str) else None
