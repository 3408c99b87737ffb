"""A `Feed` beside what gofeed's tests expect: pairs of values for every field that we carry.

gofeed has three vocabularies: its own, that of its Atom parser and that of its RSS parser. Their names do not
collide where they mean different things.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from ingest.records import Feed, FeedEntry, Moment

Expected = Mapping[str, object]


def pairs(expected: Expected, feed: Feed) -> Iterator[tuple[str, object, object]]:
    """The name of a field, what is expected of it, and what we read."""
    yield from _compared("feed", expected, _of_feed(feed))
    listed = _objects(expected, "items", "entries")
    yield "number of entries", len(listed), len(feed.entries)
    for position, (wanted, entry) in enumerate(zip(listed, feed.entries, strict=False)):
        yield from _compared(f"entry {position}", wanted, _of_entry(entry))


def _compared(
    owner: str, expected: Expected, found: Mapping[str, object]
) -> Iterator[tuple[str, object, object]]:
    for name, value in expected.items():
        if name in found:
            yield f"{owner} {name}", _plain(name, value), found[name]


def _of_feed(feed: Feed) -> dict[str, object]:
    return {
        "title": feed.title,
        "description": feed.description,
        "subtitle": feed.description,
        "language": feed.language,
        "rights": feed.rights,
        "copyright": feed.rights,
        "generator": feed.generator,
        "image": feed.image_url,
        "logo": feed.image_url,
        "icon": feed.image_url,
        "feedLink": feed.self_url,
        "link": feed.home_url,
        "ttl": str((feed.interval_floor or 0) // 60),
        "updatedParsed": _instant(feed.updated),
        "lastBuildDateParsed": _instant(feed.updated),
    }


def _of_entry(entry: FeedEntry) -> dict[str, object]:
    return {
        "title": entry.title,
        "description": entry.summary,
        "summary": entry.summary,
        "content": entry.content,
        "rights": entry.rights,
        "link": entry.link,
        "guid": entry.guid,
        "id": entry.guid,
        "comments": entry.comments_url,
        "authors": [author.name for author in entry.authors],
        "categories": sorted(entry.categories),
        "enclosures": [one.url for one in entry.enclosures],
        "source": entry.source.title if entry.source else None,
        "publishedParsed": _instant(entry.published),
        "pubDateParsed": _instant(entry.published),
        "updatedParsed": _instant(entry.updated),
    }


_WITHIN = {
    "generator": "value", "image": "url", "guid": "value", "content": "value", "source": "title",
}  # fmt: skip
_AMONG = {"authors": ("name", "email"), "categories": ("label", "term", "value"), "enclosures": ("url",)}


def _plain(name: str, value: object) -> object:
    """What gofeed nests, as the plain value that we compare."""
    if isinstance(value, dict):
        return value.get(_WITHIN.get(name, ""))
    if isinstance(value, list):
        found = [text for one in value if (text := _first(one, _AMONG.get(name, ())))]
        return sorted(found, key=str) if name == "categories" else found
    if name.endswith("Parsed") and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC)
    return value


def _first(one: object, names: tuple[str, ...]) -> object:
    return next((one[name] for name in names if one.get(name)), None) if isinstance(one, dict) else one


def _objects(owner: Expected, *names: str) -> list[Expected]:
    found = next((owner[name] for name in names if name in owner), [])
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _instant(moment: Moment | None) -> datetime | None:
    return moment.at if moment else None
