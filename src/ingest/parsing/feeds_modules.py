"""What modules say of an entry: pictures and films (Media RSS), places (GeoRSS), comments and replies.

Media RSS: rssboard.org/media-rss; GeoRSS: OGC 17-002r1; W3C Basic Geo; threading: RFC 4685; wfw and slash are
the oldest of RSS's modules.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest.parsing.feeds_elements import Fields, Reader, relation_of
from ingest.parsing.feeds_fields import whole_number
from ingest.parsing.feeds_gate import MAX_PARTS
from ingest.parsing.xml import Element, local_name
from ingest.records import EntryPlace, EntryReference, Media

_COUNT = "{http://purl.org/syndication/thread/1.0}count"
_SHOWN = frozenset({"media:content", "media:group", "media:thumbnail", "media:player", "itunes:image"})
_MEDIUMS = frozenset({"image", "video", "audio", "document", "executable"})
_SHAPES = ("georss:point", "georss:box", "georss:circle", "georss:line", "georss:polygon")
_LOCATED = frozenset({*_SHAPES, "georss:where", "geo:lat", "geo:Point", "geo:point"})
_REPLIES = frozenset(
    {
        "atom:link",
        "comments",
        "slash:comments",
        "thr:in-reply-to",
        "thr:total",
        "wfw:commentRss",
        "wfw:commentRSS",
    }
)
_NAMES = _SHOWN | _LOCATED | _REPLIES
_WORDS = ("media:title", "media:description", "media:credit", "media:thumbnail")
_GML_COORDINATES = frozenset({"pos", "posList", "lowerCorner", "upperCorner"})
_WGS_84 = re.compile(r"(?:EPSG:+(?:[\w.]*:)?4326|WGS-?84)$", re.IGNORECASE)
_LONGEST_SHAPE = 100_000  # characters; the rest of a coastline moves its middle little
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}\.?\d{0,30}|\.\d{1,30})(?:[eE][-+]?\d{1,2})?(?![\w.])")


def module_fields(reader: Reader, own: Fields) -> dict[str, Any]:
    """The fields of `FeedEntry` that modules fill; only those that are there, as most entries have none."""
    if _NAMES.isdisjoint(own):
        return {}
    fields = {
        "media": _media(reader, own),
        "places": _places(reader, own),
        "in_reply_to": _answered(reader, own),
        "comments_url": _comments_page(reader, own),
        "comments_feed_url": _comments_feed(reader, own),
        "comment_count": _comment_count(reader, own),
    }
    return {name: value for name, value in fields.items() if value is not None and value != ()}


# --- media --------------------------------------------------------------------------------------------


def _media(reader: Reader, own: Fields) -> tuple[Media, ...]:
    """What an entry shows, each address once: media:content alone or in groups, else thumbnails and players.

    Words and thumbnails of a group or of the entry stand for contents that have none (Media RSS, "optional
    elements"). Captions belong to the picture, never to the entry.
    """
    if _SHOWN.isdisjoint(own):
        return ()
    found: dict[str, Media] = {}
    for one in islice(_shown(reader, own), MAX_PARTS):
        found.setdefault(one.url or one.thumbnail_url or "", one)
    return tuple(found.values())


def _shown(reader: Reader, own: Fields) -> Iterator[Media]:
    levels = [(own, own), *((reader.fields(group), own) for group in own.get("media:group", ()))]
    for level, outer in levels:
        shared = {name: level.get(name) or outer.get(name, ()) for name in _WORDS}
        contents = [_content(reader, one, shared) for one in level.get("media:content", ())]
        yield from (one for one in contents if one)
        if not any(contents) and ("media:thumbnail" in level or "media:player" in level):
            picture = _described(reader, Media(), shared)
            if picture.thumbnail_url or "media:player" in level:
                yield picture
    for image in own.get("itunes:image", ()):
        if url := reader.address(image.get("href") or image.get("url"), image):
            yield Media(url=url, medium="image")


def _content(reader: Reader, content: Element, shared: Fields) -> Media | None:
    """One media:content; None where neither it nor its thumbnail can be fetched."""
    own = reader.fields(content) if len(content) else {}
    media_type = (content.get("type") or "").strip() or None
    medium = (content.get("medium") or "").strip().lower() or (media_type or "").partition("/")[0].lower()
    shown = Media(
        url=reader.address(content.get("url"), content),
        media_type=media_type,
        medium=medium if medium in _MEDIUMS else None,
        width=whole_number(content.get("width")),
        height=whole_number(content.get("height")),
    )
    described = _described(reader, shown, {**shared, **own})
    return described if described.url or described.thumbnail_url else None


def _described(reader: Reader, shown: Media, words: Fields) -> Media:
    """A medium with its words; several credits stand side by side, of several thumbnails the first counts."""
    thumbnails = (reader.address(one.get("url"), one) for one in words.get("media:thumbnail", ()))
    said = {
        "title": reader.first(words, ("media:title",)),
        "caption": reader.first(words, ("media:description",)),
        "credit": " / ".join(dict.fromkeys(reader.texts(words, ("media:credit",)))) or None,
        "thumbnail_url": next(filter(None, thumbnails), None),
    }
    return shown.model_copy(update=said) if any(said.values()) else shown


# --- places -------------------------------------------------------------------------------------------


def _places(reader: Reader, own: Fields) -> tuple[EntryPlace, ...]:
    """The points that an entry is about; the middle of boxes, lines and areas. Latitude comes first."""
    if _LOCATED.isdisjoint(own):
        return ()
    names = reader.texts(own, ("georss:featurename", "georss:featureName"))
    shapes = islice(_shapes(own), MAX_PARTS)
    points = dict.fromkeys(point for shape in shapes if (point := _middle(shape)))
    return tuple(
        EntryPlace(latitude=latitude, longitude=longitude, name=next(names, None))
        for latitude, longitude in points
    )


def _shapes(own: Fields) -> Iterator[list[float]]:
    """Each shape as its numbers, latitude and longitude in turn."""
    for name in _SHAPES:
        for element in own.get(name, ()):
            numbers = _numbers(element.text)
            yield numbers[:2] if name == "georss:circle" else numbers  # its third is the radius
    for where in own.get("georss:where", ()):
        for shape in where:
            if _WGS_84.search(shape.get("srsName", "WGS84")):
                parts = (part for part in shape.iter() if local_name(part) in _GML_COORDINATES)
                yield [number for part in parts for number in _numbers(part.text)]
    points = (*own.get("geo:Point", ()), *own.get("geo:point", ()))
    for owner in (own, *map(_by_name, points)):
        for latitude, longitude in zip(owner.get("geo:lat", ()), owner.get("geo:long", ()), strict=False):
            yield [*_numbers(latitude.text), *_numbers(longitude.text)]


def _by_name(point: Element) -> dict[str, list[Element]]:
    return {f"geo:{local_name(part)}": [part] for part in point}


def _numbers(text: str | None) -> list[float]:
    """The numbers in a text, if there is nothing else in it."""
    parts = (text or "")[:_LONGEST_SHAPE].replace(",", " ").split()
    return [float(part) for part in parts] if all(map(_NUMBER.fullmatch, parts)) else []


def _middle(numbers: list[float]) -> tuple[float, float] | None:
    """The middle of a shape's extent; None where the numbers are no degrees.

    >>> _middle([10.0, 170.0, 20.0, -170.0])
    (15.0, 180.0)
    """
    latitudes, longitudes = numbers[::2], numbers[1::2]
    if not numbers or len(latitudes) != len(longitudes):
        return None
    if max(map(abs, latitudes)) > 90 or max(map(abs, longitudes)) > 180:
        return None
    if max(longitudes) - min(longitudes) > 180:  # it crosses the date line
        longitudes = [longitude % 360 for longitude in longitudes]
    east = (min(longitudes) + max(longitudes)) / 2
    return (min(latitudes) + max(latitudes)) / 2, east - 360 if east > 180 else east


# --- comments -----------------------------------------------------------------------------------------


def _answered(reader: Reader, own: Fields) -> tuple[EntryReference, ...]:
    """What an entry answers (RFC 4685 section 3): its identifier, its address or both."""
    found = (
        EntryReference(guid=(one.get("ref") or "").strip() or None, url=reader.address(one.get("href"), one))
        for one in own.get("thr:in-reply-to", ())
    )
    return tuple(dict.fromkeys(one for one in found if one.guid or one.url))


def _comments_page(reader: Reader, own: Fields) -> str | None:
    """The page with the comments: RSS `comments`, else Atom's replies in HTML (RFC 4685 section 4)."""
    for element in own.get("comments", ()):
        if url := reader.address(reader.text(element), element):
            return url
    pages = (link for link in _replies(own) if "html" in link.get("type", ""))
    return next(filter(None, (reader.address(link.get("href"), link) for link in pages)), None)


def _comments_feed(reader: Reader, own: Fields) -> str | None:
    """The feed of the comments: `wfw:commentRss`, else Atom's replies in Atom, which is their type."""
    for element in (*own.get("wfw:commentRss", ()), *own.get("wfw:commentRSS", ())):
        if url := reader.address(reader.text(element), element):
            return url
    feeds = (link for link in _replies(own) if link.get("type", "application/atom+xml").endswith("xml"))
    listed = (link for link in feeds if "html" not in link.get("type", ""))
    return next(filter(None, (reader.address(link.get("href"), link) for link in listed)), None)


def _comment_count(reader: Reader, own: Fields) -> int | None:
    """How many comments there are: `slash:comments`, `thr:total`, else `thr:count` of Atom's replies."""
    counted = (link.get(_COUNT) for link in _replies(own))
    said = (*reader.texts(own, ("slash:comments", "thr:total")), *counted)
    return next((number for text in said if (number := whole_number(text)) is not None), None)


def _replies(own: Fields) -> Iterator[Element]:
    return (link for link in own.get("atom:link", ()) if link.get("rel") and relation_of(link) == "replies")
