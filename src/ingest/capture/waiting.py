"""Pages that wait to be asked for: what their feeds say of them waits elsewhere. Pure.

The first poll of thousands of feeds finds a hundred thousand entries, whole texts among them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from ingest.capture.selection import NewPage
from ingest.records import FeedEntry


class Texts(Protocol):
    """A place for texts, numbered in the order in which they were added."""

    def add(self, texts: Iterable[str | None]) -> None:
        """Append texts."""
        ...

    def read(self, places: Sequence[int]) -> list[str]:
        """The texts of some numbers."""
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...


class WaitingPage(NamedTuple):
    """A page that will be asked for, or whose article its feed brings whole (`is_spared`)."""

    article_id: str
    url: str
    feed_url: str
    is_spared: bool


class WaitingPages:
    """The pages of a run, in the order in which they were found."""

    def __init__(self, texts: Texts) -> None:
        """Begin with none."""
        self._texts = texts
        self._pages: list[WaitingPage] = []
        self._places: dict[str, int] = {}  # of their entries, by article

    def add(self, page: NewPage, *, is_spared: bool) -> None:
        """One more; each article comes once."""
        self._places[page.article_id] = len(self._texts)
        self._texts.add([page.entry.model_dump_json(exclude_defaults=True)])
        self._pages.append(WaitingPage(page.article_id, page.url, page.feed_url, is_spared))

    def wanted(self, *, spared: bool) -> Iterator[WaitingPage]:
        """Those to ask for, or those to spare."""
        return (page for page in self._pages if page.is_spared == spared)

    def entry(self, article_id: str) -> FeedEntry | None:
        """What its feed says of a page that waits or waited."""
        place = self._places.get(article_id)
        return None if place is None else FeedEntry.model_validate_json(self._texts.read([place])[0])
