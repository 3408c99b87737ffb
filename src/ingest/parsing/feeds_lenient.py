"""Malformed feeds, read by feedparser. The only importer of feedparser.

feedparser is given bytes in a stream (a text or bytes that name a local file would be opened), with
sanitising and address resolution off and a buffered parser (half the time, same results). Its fields
are chosen by what they mean: it copies content into `summary` and puts second descriptions first in
`content`; its dates are read from their raw text.
"""

import io
import re
from collections.abc import Iterator
from xml.sax.expatreader import ExpatParser

import feedparser
import feedparser.api
from typing_extensions import override

from ingest.errors import NotAFeed
from ingest.parsing.feeds_fields import (
    absolute,
    distinct,
    first_dated,
    interval_floor,
    is_web_address,
    people,
    whole_number,
    without_controls,
)
from ingest.records import Author, Enclosure, EntrySource, Feed, FeedEntry

_CAPTIONS = re.compile(rb"<(/?)media:(description|title|text|keywords|category)\b")
_AMPERSAND = re.compile(r"&(?:amp|#38);?")
_BUFFER = 1 << 20  # bytes: one callback a text, not one a line


class _BufferedParser(ExpatParser):
    @override
    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True  # type: ignore[attr-defined]
        self._parser.buffer_size = _BUFFER  # type: ignore[attr-defined]


def create_parser() -> ExpatParser:
    """What `xml.sax.make_parser` calls on a module that holds a parser."""
    return _BufferedParser()


feedparser.api.PREFERRED_XML_PARSERS.insert(0, __name__)  # feedparser's own list for this purpose


def read_lenient(document: bytes, *, url: str) -> Feed:
    """The feed that feedparser finds in a document in UTF-8.

    Raises:
        NotAFeed: `unreadable`: it finds none.
    """
    try:
        found = feedparser.parse(
            io.BytesIO(_CAPTIONS.sub(rb"<\1media:caption-\2", document)),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception as error:  # whatever a foreign parser makes of hostile bytes
        raise NotAFeed("unreadable", f"{type(error).__name__}: {error}"[:200]) from error
    if not found.get("version") and not found.get("entries"):  # of what it takes for empty it says neither
        raise NotAFeed("unreadable", str(found.get("bozo_exception", "no feed found"))[:200])
    return _feed(found, url)


def _feed(found: dict[str, object], url: str) -> Feed:
    version = str(found["version"])
    kind = "rdf" if version in {"rss10", "rss090"} else "atom" if version.startswith("atom") else "rss"
    about = _Fields(found["feed"])
    home = about.address("link", url)
    authors = _authors(about) if kind == "atom" else ()  # RFC 4287 section 4.1.2: they stand for an entry's
    entries = (_Fields(entry) for entry in found["entries"])  # type: ignore[attr-defined]
    problem = str(found.get("bozo_exception", "")).strip()[:200]
    return Feed(
        url=url,
        kind=kind,
        title=about.text("title"),
        home_url=home,
        language=about.text("language"),
        interval_floor=interval_floor(
            about.text("ttl"), about.text("sy_updateperiod"), about.text("sy_updatefrequency")
        ),
        entries=tuple(
            _entry(entry, kind, home if kind != "atom" and home else url, authors) for entry in entries
        ),
        warnings=(f"not well-formed: {problem}" if problem else "not well-formed",),
    )


class _Fields:
    """A feedparser dictionary without its aliases, which answer for fields that are not there."""

    def __init__(self, found: object) -> None:
        self._found: dict[str, object] = dict(found) if isinstance(found, dict) else {}

    def text(self, name: str) -> str | None:
        value = self._found.get(name)
        return without_controls(value).strip() or None if isinstance(value, str) else None

    def address(self, name: str, base: str) -> str | None:
        """The address that a field names; feedparser leaves some ampersands escaped, or half escaped."""
        return absolute(_AMPERSAND.sub("&", self.text(name) or ""), base)

    def texts(self, *names: str) -> Iterator[str]:
        return (text for name in names if (text := self.text(name)))

    def objects(self, name: str) -> "list[_Fields]":
        values = self._found.get(name)
        return [_Fields(value) for value in values] if isinstance(values, list) else []

    def object(self, name: str) -> "_Fields":
        return _Fields(self._found.get(name))


def _entry(entry: _Fields, kind: str, base: str, authors: tuple[Author, ...]) -> FeedEntry:
    # feedparser files Dublin Core's date, RSS's only other one, under `updated`.
    published = ("published", "created") if kind == "atom" else ("published", "updated", "created")
    has_own_update = kind == "atom" or entry.text("published")
    content = _content(entry)
    summary = entry.text("summary")
    return FeedEntry(
        title=entry.text("title"),
        link=_link(entry, kind, base),
        guid=entry.text("id"),
        published=first_dated(entry.texts(*published), "feed:published"),
        updated=first_dated(entry.texts("updated"), "feed:updated") if has_own_update else None,
        authors=_authors(entry) or authors,
        summary=None if summary == content else summary,
        content=content,
        categories=distinct(tag.text("label") or tag.text("term") for tag in entry.objects("tags")),
        enclosures=_enclosures(entry, base),
        source=_source(entry, base),
    )


def _link(entry: _Fields, kind: str, base: str) -> str | None:
    """The stated link: feedparser's may be the guid, whatever it is. Atom's identifiers are no addresses."""
    guid, link = entry.text("id"), entry.text("link")
    is_stated = link != guid or any(one.text("href") == link for one in entry.objects("links"))
    is_permalink = guid is not None and kind != "atom" and is_web_address(guid)
    candidates = (
        entry.address("feedburner_origlink", base),
        entry.address("link", base) if is_stated else None,
        entry.address("id", base) if is_permalink else None,
    )
    return next(filter(None, candidates), None)


def _content(entry: _Fields) -> str | None:
    """The fullest HTML, else the fullest text; a repetition of the summary is none."""
    summary = entry.text("summary")
    listed = entry.objects("content")
    readable = [one for one in listed if "html" in (one.text("type") or "")] or listed
    texts = [
        text for one in readable if (text := one.text("value")) and (text != summary or len(listed) == 1)
    ]
    return max(texts, key=len, default=None)


def _authors(entry: _Fields) -> tuple[Author, ...]:
    persons = entry.objects("authors")
    names = (person.text("name") or person.text("email") for person in persons)
    return people(filter(None, names)) or people(entry.texts("author"))


def _enclosures(entry: _Fields, base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    linked = [(link, "href") for link in entry.objects("links") if link.text("rel") == "enclosure"]
    media = [(content, "url") for content in entry.objects("media_content")]
    for owner, name in (*linked, *media):
        url = owner.address(name, base)
        if url and url not in found:
            length = whole_number(owner.text("length") or owner.text("filesize"))
            found[url] = Enclosure(url=url, media_type=owner.text("type"), length=length)
    return tuple(found.values())


def _source(entry: _Fields, base: str) -> EntrySource | None:
    source = entry.object("source")
    title = source.text("title")
    url = source.address("href", base) or source.address("link", base)
    return EntrySource(title=title, url=url) if title or url else None
