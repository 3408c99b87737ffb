"""A `Feed` under the names of feedparser's dictionaries, as far as we carry what they name.

What we do not carry raises `NotCarriedError`, so that an expectation about it says nothing of us.
"""

import ast
from calendar import timegm
from collections.abc import Callable, Iterator, Mapping
from time import gmtime

from ingest.records import Author, Feed, FeedEntry, Media, Moment


class NotCarriedError(Exception):
    """An expectation asks for what our records have no field for."""


class View:
    """One of feedparser's dictionaries: by key, by attribute and by `get`."""

    def __init__(self, named: Mapping[str, Callable[[], object]]) -> None:
        self._named = named

    def __getitem__(self, name: str) -> object:
        if name not in self._named:
            raise NotCarriedError(name)
        return self._named[name]()

    def __getattr__(self, name: str) -> object:
        return self[name]

    def __contains__(self, name: str) -> bool:
        return self[name] is not None

    def get(self, name: str, default: object = None) -> object:
        """The value, or the default where the field is not there."""
        found = self[name]
        return default if found is None else found


def conjuncts(expectation: str) -> Iterator[str]:
    """The parts of an expectation that have to hold together."""
    tree = ast.parse(expectation.strip(), mode="eval").body
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    return (ast.unparse(part) for part in parts)


def holds(part: str, feed: Feed) -> bool | None:
    """Whether a part of an expectation holds of a feed; None where it is about something else."""
    known = {"feed": _feed(feed), "entries": [_entry(entry) for entry in feed.entries]}
    try:
        return bool(eval(part, {"__builtins__": {"len": len, "isinstance": isinstance, "str": str}}, known))  # noqa: S307 - feedparser's own tests
    except (NotCarriedError, NameError):
        return None
    except (IndexError, KeyError, TypeError, AttributeError):
        return False  # what it asks for is not there


def _feed(feed: Feed) -> View:
    image = View({"href": lambda: feed.image_url, "url": lambda: feed.image_url})
    return View(
        {
            **_texts("title", feed.title),
            **_texts("description", feed.description),
            **_texts("subtitle", feed.description),
            **_texts("tagline", feed.description),
            **_texts("rights", feed.rights),
            **_texts("copyright", feed.rights),
            **_dates("updated", feed.updated),
            **_dates("modified", feed.updated),
            "link": lambda: feed.home_url,
            "language": lambda: feed.language,
            "generator": lambda: feed.generator,
            "image": lambda: image,
            "logo": lambda: feed.image_url,
            "ttl": lambda: str((feed.interval_floor or 0) // 60),
        }
    )


def _entry(entry: FeedEntry) -> View:
    source, first = entry.source, next(iter(entry.authors), None)
    tags = [View({"term": _value(one), "label": _value(one)}) for one in entry.categories]
    content = [View({"value": _value(entry.content or "")})]
    enclosures = [
        View(
            {
                "href": _value(one.url), "url": _value(one.url), "type": _value(one.media_type),
                "length": _value(str(one.length)),
            }
        )
        for one in entry.enclosures
    ]  # fmt: skip
    about = View(
        {
            **_texts("title", source.title if source else None),
            "link": _value(source.url if source else None),
        }
    )
    return View(
        {
            **_texts("title", entry.title),
            **_texts("description", entry.summary),
            **_texts("summary", entry.summary),
            **_texts("rights", entry.rights),
            **_texts("copyright", entry.rights),
            **_dates("published", entry.published),
            **_dates("issued", entry.published),
            **_dates("created", entry.published),
            **_dates("updated", entry.updated),
            **_dates("modified", entry.updated),
            **_media(entry.media),
            "link": lambda: entry.link,
            "id": lambda: entry.guid,
            "guid": lambda: entry.guid,
            "author": lambda: first.name if first else None,
            "author_detail": lambda: _author(first),
            "authors": lambda: [_author(one) for one in entry.authors or (None,)],
            "category": lambda: next(iter(entry.categories), None),
            "categories": lambda: [("", one) for one in entry.categories],
            "tags": lambda: tags,
            "content": lambda: content,
            "enclosures": lambda: enclosures,
            "source": lambda: about,
            "comments": lambda: entry.comments_url,
            "slash_comments": lambda: str(entry.comment_count),
            "wfw_commentrss": lambda: entry.comments_feed_url,
            "thr_total": lambda: str(entry.comment_count),
            "language": lambda: entry.language,
            "where": lambda: _where(entry),
        }
    )


def _value(value: object) -> Callable[[], object]:
    return lambda: value


def _texts(name: str, text: str | None) -> dict[str, Callable[[], object]]:
    return {name: _value(text or ""), f"{name}_detail": _value(View({"value": _value(text or "")}))}


def _dates(name: str, moment: Moment | None) -> dict[str, Callable[[], object]]:
    at = moment.at if moment else None
    parsed = gmtime(timegm(at.utctimetuple())) if at else None
    return {name: _value(moment.raw if moment else None), f"{name}_parsed": _value(parsed)}


def _author(author: Author | None) -> View:
    return View({"name": _value(author and author.name)})


def _media(media: tuple[Media, ...]) -> dict[str, Callable[[], object]]:
    thumbnails = [View({"url": _value(one.thumbnail_url)}) for one in media if one.thumbnail_url]
    contents = [View({"url": _value(one.url), "type": _value(one.media_type)}) for one in media if one.url]
    image = View({"href": _value(next((one.url for one in media), None))})
    return {"media_thumbnail": _value(thumbnails), "media_content": _value(contents), "image": _value(image)}


def _where(entry: FeedEntry) -> object:
    """A point as GeoJSON has it, longitude first."""
    if not entry.places:
        return {}
    place = entry.places[0]
    return View({"type": _value("Point"), "coordinates": _value((place.longitude, place.latitude))})
