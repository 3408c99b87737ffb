"""What others kept of the press: its archive in every format that archives of news have, faults included.

`Attic.shelves` goes to `serve`; each archive is a host of its own below `.example`.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from ingest.newsroom.answer import Answer, Ranges, notice
from ingest.newsroom.attic_crawl import CrawlFault, NewsCrawl
from ingest.newsroom.attic_gdelt import MASTER_PATH, TableArchive, TableFault
from ingest.newsroom.attic_site import Site, SiteFault
from ingest.newsroom.attic_web import INDEX_PATH, IndexFault, WebArchive
from ingest.newsroom.server import Shelf
from ingest.newsroom.sightings import Sighting

Fault = IndexFault | CrawlFault | SiteFault | TableFault
F = TypeVar("F", IndexFault, CrawlFault, SiteFault, TableFault)

_LISTS = "lists.example"
_WEB = "archive.example"
_CRAWL = "crawl.example"
_GDELT = "gdelt.example"
INDEX = f"http://{_WEB}{INDEX_PATH}"
"""The index of the web archive."""
CRAWL = f"http://{_CRAWL}/"
"""The base of the news crawl."""
MASTER_LIST = f"http://{_GDELT}{MASTER_PATH}"
"""The master list in the manner of GDELT."""


class Attic:
    """The archives of one press.

    Args:
        sightings: what they kept.
        lists: plain lists by name: `http://lists.example/NAME`.
        faults: what is wrong with them.
        ranges: how the files of the news crawl are read.
        rows: of one answer of the index.
        sites: the pages' own sites are served too, with sitemaps and feeds that lead into the past.
    """

    def __init__(
        self,
        sightings: Iterable[Sighting] = (),
        *,
        lists: Mapping[str, bytes] | None = None,
        faults: Iterable[Fault] = (),
        ranges: Ranges = Ranges.SERVED,
        rows: int = 1_000,
        sites: bool = False,
    ) -> None:
        self._lists = dict(lists or {})
        seen, chosen = tuple(sightings), tuple(faults)
        self._web = WebArchive(seen, _of_kind(IndexFault, chosen), rows)
        self._crawl = NewsCrawl(seen, _of_kind(CrawlFault, chosen), ranges)
        self._tables = TableArchive(seen, _of_kind(TableFault, chosen))
        self._sites: dict[str, Site] = {}
        by_host: dict[str, list[Sighting]] = {}
        for one in seen if sites else ():
            by_host.setdefault(urlsplit(one.url).netloc, []).append(one)
        for host, own in by_host.items():
            self._sites[host] = Site(host, own, _of_kind(SiteFault, chosen))

    @property
    def shelves(self) -> Mapping[str, Shelf]:
        """For `serve`."""
        own = {host: site.answer for host, site in self._sites.items()}
        others = {_WEB: self._web.answer, _CRAWL: self._crawl.answer, _GDELT: self._tables.answer}
        return {_LISTS: self._list, **others, **own}

    def _list(self, target: str) -> Answer:
        content = self._lists.get(target.removeprefix("/"))
        if content is None:
            return notice(404, "No such list")
        return Answer(status=200, content_type="text/plain; charset=utf-8", body=content)


def _of_kind(kind: type[F], faults: Iterable[Fault]) -> frozenset[F]:
    return frozenset(one for one in faults if isinstance(one, kind))
