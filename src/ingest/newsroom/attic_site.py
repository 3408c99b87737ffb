"""What a site keeps of its past: sitemaps by the month, a feed with archives, a feed as WordPress has it."""

import gzip
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from ingest.newsroom.answer import Answer, notice
from ingest.newsroom.sightings import Sighting

INDEX_PATH = "/sitemaps/index.xml"
ARCHIVED_PATH = "/archive/atom.xml"
WORDPRESS_PATH = "/feed/"
_ENTRIES = 4  # of one feed document
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


class SiteFault(StrEnum):
    """What is wrong with a site's lists."""

    NO_ROBOTS = "no-robots"  # robots.txt names no sitemap
    TORN_SITEMAP = "torn-sitemap"  # the first month's gzip has no end
    MISSING_SITEMAP = "missing-sitemap"  # the first month's
    ODD_LOCATION = "odd-location"  # each sitemap has an address that is none
    ENTITIES = "entities"  # the index is an attack by entities
    CIRCLE = "circle"  # the oldest archive of the feed leads to the newest
    SAME_PAGES = "same-pages"  # every page of the WordPress feed is the first


class Site:
    """One site.

    Args:
        host: its name.
        sightings: its pages.
        faults: what is wrong with it.
    """

    def __init__(self, host: str, sightings: Iterable[Sighting], faults: frozenset[SiteFault]) -> None:
        self._host, self._faults = host, faults
        self._pages = {one.url: one for one in sorted(sightings, key=lambda one: one.at)}

    def answer(self, target: str) -> Answer | None:
        """What it answers to a path and query."""
        parts = urlsplit(target)
        page = self._pages.get(f"https://{self._host}{parts.path}") or self._pages.get(
            f"http://{self._host}{parts.path}"
        )
        if page is not None:
            return Answer(status=page.status, content_type=page.content_type, body=page.body)
        if parts.path.startswith("/sitemap"):
            return self._sitemap(parts.path)
        if parts.path.startswith("/archive/"):
            return self._archived(parts.path)
        if parts.path == WORDPRESS_PATH:
            return self._wordpress(int(parse_qs(parts.query).get("paged", ["1"])[0]))
        return self._robots() if parts.path == "/robots.txt" else notice(404, "No such page")

    def _robots(self) -> Answer:
        line = "" if SiteFault.NO_ROBOTS in self._faults else f"Sitemap: http://{self._host}{INDEX_PATH}\n"
        return Answer(
            status=200, content_type="text/plain", body=f"User-agent: *\nDisallow:\n{line}".encode()
        )

    def _months(self) -> dict[str, list[Sighting]]:
        months: dict[str, list[Sighting]] = {}
        for one in self._pages.values():
            months.setdefault(f"{one.at:%Y-%m}", []).append(one)
        return months

    def _sitemap(self, path: str) -> Answer:
        months = self._months()
        if path in {INDEX_PATH, "/sitemap.xml"}:
            return self._index(months)
        name = path.removeprefix("/sitemaps/").removesuffix(".xml.gz")
        is_first = name == min(months, default="")
        if name not in months or (is_first and SiteFault.MISSING_SITEMAP in self._faults):
            return notice(404, "No such sitemap")
        body = gzip.compress(self._month(months[name]).encode(), mtime=0)
        if is_first and SiteFault.TORN_SITEMAP in self._faults:
            body = body[:-30]
        return Answer(status=200, content_type="application/gzip", body=body, may_compress=False)

    def _index(self, months: dict[str, list[Sighting]]) -> Answer:
        entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        lines = "".join(
            f"<sitemap><loc>http://{self._host}/sitemaps/{name}.xml.gz</loc>"
            f"<lastmod>{seen[-1].at.isoformat()}</lastmod></sitemap>"
            for name, seen in months.items()
        )
        head = entity if SiteFault.ENTITIES in self._faults else ""
        return _xml(f"{head}<sitemapindex {_SPACES}>{lines}</sitemapindex>")

    def _month(self, seen: Sequence[Sighting]) -> str:
        odd = "<url><loc>news/1</loc></url>" if SiteFault.ODD_LOCATION in self._faults else ""
        lines = "".join(
            f"<url><loc>{escape(one.url)}</loc><lastmod>{one.at.isoformat()}</lastmod>"
            f"<image:image><image:loc>http://{self._host}/picture.jpg</image:loc></image:image>"
            f"<news:news><news:publication_date>{one.at.isoformat()}</news:publication_date></news:news></url>"
            for one in seen
        )
        return f'<?xml version="1.0" encoding="utf-8"?><urlset {_SPACES}>{odd}{lines}</urlset>'

    def _documents(self) -> list[list[Sighting]]:
        """The pages in feed documents, the newest first."""
        newest = list(self._pages.values())[::-1]
        return [newest[start : start + _ENTRIES] for start in range(0, len(newest), _ENTRIES)]

    def _archived(self, path: str) -> Answer:
        documents = self._documents()
        name = path.removeprefix("/archive/").removesuffix(".xml")
        number = 0 if name == "atom" else int(name) if name.isdigit() else len(documents)
        if number >= len(documents):
            return notice(404, "No such archive")
        following = f"/archive/{number + 1}.xml" if number + 1 < len(documents) else ""
        if not following and SiteFault.CIRCLE in self._faults:
            following = ARCHIVED_PATH
        link = f'<link rel="prev-archive" href="http://{self._host}{following}"/>' if following else ""
        entries = "".join(
            f"<entry><title>{number}</title><id>{escape(one.url)}</id><link href='{escape(one.url)}'/>"
            f"<updated>{one.at.isoformat()}</updated></entry>"
            for number, one in enumerate(documents[number])
        )
        home = f"<title>{self._host}</title><id>tag:{self._host}</id>"
        return _xml(f'<feed xmlns="http://www.w3.org/2005/Atom">{home}{link}{entries}</feed>')

    def _wordpress(self, page: int) -> Answer:
        documents = self._documents()
        if SiteFault.SAME_PAGES in self._faults:
            page = 1
        if page > len(documents):
            return notice(404, "No such page")
        items = "".join(
            f"<item><title>{number}</title><link>{escape(one.url)}</link><pubDate>{_rfc(one.at)}</pubDate></item>"
            for number, one in enumerate(documents[page - 1])
        )
        generator = "<generator>https://wordpress.org/?v=6.4</generator>"
        return _xml(
            f'<rss version="2.0"><channel><title>{self._host}</title>{generator}{items}</channel></rss>'
        )


def _rfc(at: datetime) -> str:
    return f"{at:%d %b %Y %H:%M:%S +0000}"


def _xml(text: str) -> Answer:
    body = f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode()
    return Answer(status=200, content_type="application/xml", body=body)
