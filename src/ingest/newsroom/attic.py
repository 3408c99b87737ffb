"""What others kept of the press: its archive in every format that archives of news have, faults included.

`Attic.shelves` goes to `serve`; each archive is a host of its own below `.example`.
"""

from collections.abc import Iterable, Mapping

from ingest.newsroom.answer import Answer, Ranges, notice
from ingest.newsroom.attic_crawl import CrawlFault, NewsCrawl
from ingest.newsroom.attic_web import INDEX_PATH, IndexFault, WebArchive
from ingest.newsroom.server import Shelf
from ingest.newsroom.sightings import Sighting

_LISTS = "lists.example"
_WEB = "archive.example"
_CRAWL = "crawl.example"
INDEX = f"http://{_WEB}{INDEX_PATH}"
"""The index of the web archive."""
CRAWL = f"http://{_CRAWL}/"
"""The base of the news crawl."""


class Attic:
    """The archives of one press.

    Args:
        sightings: what they kept.
        lists: plain lists by name: `http://lists.example/NAME`.
        index_faults: what is wrong with the web archive.
        crawl_faults: what is wrong with the news crawl.
        ranges: how its files are read.
        rows: of one answer of its index.
    """

    def __init__(
        self,
        sightings: Iterable[Sighting] = (),
        *,
        lists: Mapping[str, bytes] | None = None,
        index_faults: Iterable[IndexFault] = (),
        crawl_faults: Iterable[CrawlFault] = (),
        ranges: Ranges = Ranges.SERVED,
        rows: int = 1_000,
    ) -> None:
        self._lists = dict(lists or {})
        seen = tuple(sightings)
        self._web = WebArchive(seen, frozenset(index_faults), rows)
        self._crawl = NewsCrawl(seen, frozenset(crawl_faults), ranges)

    @property
    def shelves(self) -> Mapping[str, Shelf]:
        """For `serve`."""
        return {_LISTS: self._list, _WEB: self._web.answer, _CRAWL: self._crawl.answer}

    def _list(self, target: str) -> Answer:
        content = self._lists.get(target.removeprefix("/"))
        if content is None:
            return notice(404, "No such list")
        return Answer(status=200, content_type="text/plain; charset=utf-8", body=content)
