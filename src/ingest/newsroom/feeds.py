"""Feed documents: RSS 2.0, RSS 1.0, Atom and JSON Feed of what a house has online."""

import json
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from ingest.newsroom.calendars import abbreviation
from ingest.newsroom.edition import Edition
from ingest.newsroom.outlets import House
from ingest.newsroom.pages import body_paragraphs
from ingest.newsroom.pieces import Piece
from ingest.records import Record

CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_LISTED = 40  # entries of a main feed, the newest first
_LATEST = 5  # entries of a second feed
_TRACKING = "?utm_source=latest&utm_medium=feed"


class Entry(Record):
    """An entry before it takes a format's shape."""

    link: str
    guid: str
    title: str
    summary: str
    content: str | None
    author: str | None
    section: str
    published: datetime | None
    updated: datetime | None
    zone: str
    has_abbreviation: bool = False  # the zone is written IST rather than +0530

    @property
    def local(self) -> datetime | None:
        """Publication in the house's zone."""
        return self.published.astimezone(ZoneInfo(self.zone)) if self.published else None


def listed(edition: Edition, house: House, url: str) -> tuple[Piece, ...]:
    """The pieces that a feed lists, newest first; a house whose feed cannot be read lists none."""
    if not house.is_readable:
        return ()
    return edition.of_house(house.domain)[: _LATEST if url == house.latest_url else _LISTED]


def feed_document(edition: Edition, house: House, url: str) -> str:
    """The text of a feed."""
    tracking = _TRACKING if url == house.latest_url else ""
    entries = [_entry(piece, tracking) for piece in listed(edition, house, url)]
    if url == house.feed_url:
        entries += _lures(edition, house)
    if house.fault == "duplicate-guids":
        entries = [entry for entry in entries for _ in range(2)]
    kind = "rss" if url == house.latest_url else house.feed
    return {"rss": _rss, "rdf": _rdf, "atom": _atom, "json": _json}[kind](house, url, entries)


def _entry(piece: Piece, tracking: str) -> Entry:
    house = piece.house
    dated = house.feed_dates != "none"
    return Entry(
        link=piece.url + tracking, guid=piece.guid, title=piece.headline, summary=piece.summary,
        content="\n".join(body_paragraphs(piece)) if len(house.domain) % 3 == 0 else None,
        author=piece.byline, section=piece.section, published=piece.published if dated else None,
        updated=(piece.modified or piece.published) if dated else None, zone=house.zone,
        has_abbreviation=house.feed_dates == "abbreviation",
    )  # fmt: skip


def _lures(edition: Edition, house: House) -> list[Entry]:
    return [
        Entry(
            link=lure.url, guid=lure.url, title=lure.headline, summary=lure.headline, content=None,
            author=None, section="", published=lure.published, updated=lure.published, zone=house.zone,
        )
        for lure in edition.lures
        if lure.house == house
    ]  # fmt: skip


def _rss(house: House, url: str, entries: list[Entry]) -> str:
    items = "\n".join(_rss_item(entry) for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">\n'
        f"<channel><title>{escape(house.name)}</title><link>{house.home_url}</link>"
        f"<description>{escape(house.name)}</description><language>{house.language}</language><ttl>30</ttl>"
        f'<atom:link rel="self" href="{url}" type="application/rss+xml"/>\n{items}\n</channel></rss>\n'
    )


def _rss_item(entry: Entry) -> str:
    date = ""
    if entry.local:
        stamp = format_datetime(entry.local)
        if entry.has_abbreviation:
            stamp = stamp[: -len("+0000")] + abbreviation(entry.local)
        date = f"<pubDate>{stamp}</pubDate>"
    author = f"<dc:creator>{escape(entry.author)}</dc:creator>" if entry.author else ""
    content = f"<content:encoded>{escape(entry.content)}</content:encoded>" if entry.content else ""
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.link)}</link>"
        f'<guid isPermaLink="false">{escape(entry.guid)}</guid>{date}{author}'
        f"<category>{escape(entry.section)}</category><description>{escape(entry.summary)}</description>{content}</item>"
    )


def _rdf(house: House, url: str, entries: list[Entry]) -> str:
    order = "".join(f"<rdf:li rdf:resource={quoteattr(entry.link)}/>" for entry in entries)
    items = "\n".join(
        f"<item rdf:about={quoteattr(entry.link)}><title>{escape(entry.title)}</title>"
        f"<link>{escape(entry.link)}</link><description>{escape(entry.summary)}</description>"
        + (f"<dc:date>{entry.local.isoformat()}</dc:date>" if entry.local else "")
        + (f"<dc:creator>{escape(entry.author)}</dc:creator>" if entry.author else "")
        + "</item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{url}"><title>{escape(house.name)}</title><link>{house.home_url}</link>'
        f"<description>{escape(house.name)}</description><dc:language>{house.language}</dc:language>"
        f"<items><rdf:Seq>{order}</rdf:Seq></items></channel>\n{items}\n</rdf:RDF>\n"
    )


def _atom(house: House, url: str, entries: list[Entry]) -> str:
    items = "\n".join(_atom_entry(entry) for entry in entries)
    newest = max((entry.updated for entry in entries if entry.updated), default=None)
    updated = f"<updated>{newest.isoformat()}</updated>" if newest else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{house.language}">'
        f"<title>{escape(house.name)}</title><id>tag:{house.domain},2026:feed</id>{updated}"
        f'<link rel="self" href="{url}"/><link href="{house.home_url}"/>\n{items}\n</feed>\n'
    )


def _atom_entry(entry: Entry) -> str:
    dates = ""
    if entry.local and entry.updated:
        changed = entry.updated.astimezone(ZoneInfo(entry.zone))
        dates = f"<published>{entry.local.isoformat()}</published><updated>{changed.isoformat()}</updated>"
    author = f"<author><name>{escape(entry.author)}</name></author>" if entry.author else ""
    content = f'<content type="html">{escape(entry.content)}</content>' if entry.content else ""
    return (
        f"<entry><title>{escape(entry.title)}</title><link href={quoteattr(entry.link)}/>"
        f"<id>{escape(entry.guid)}</id>{dates}{author}<summary>{escape(entry.summary)}</summary>{content}</entry>"
    )


def _json(house: House, url: str, entries: list[Entry]) -> str:
    items = []
    for entry in entries:
        item: dict[str, object] = {
            "id": entry.guid, "url": entry.link, "title": entry.title, "summary": entry.summary,
            "tags": [entry.section],
        }  # fmt: skip
        if entry.content:
            item["content_html"] = entry.content
        else:
            item["content_text"] = entry.summary
        if entry.local and entry.updated:
            item["date_published"] = entry.local.isoformat()
            item["date_modified"] = entry.updated.astimezone(ZoneInfo(entry.zone)).isoformat()
        if entry.author:
            item["authors"] = [{"name": entry.author}]
        items.append(item)
    document = {
        "version": "https://jsonfeed.org/version/1.1", "title": house.name, "home_page_url": house.home_url,
        "feed_url": url, "language": house.language, "items": items,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1)
