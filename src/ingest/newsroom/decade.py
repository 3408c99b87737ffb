"""Ten years of some houses of the press, as far as others kept them: what a backfill finds and what not.

Each house writes most months. A web archive and a news crawl saw what some houses wrote, a few pages too
late; others have sitemaps of their own. One house has a year that nobody kept.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from ingest.newsroom.attic import Attic
from ingest.newsroom.edition import Edition
from ingest.newsroom.outlets import House, houses
from ingest.newsroom.pages import article_page, plain_page
from ingest.newsroom.pieces import Piece
from ingest.newsroom.press import NIGHTS
from ingest.newsroom.server import Shelf
from ingest.newsroom.sightings import Sighting
from ingest.newsroom.writers import Writers

_SEEN_BY_OTHERS, _WITH_SITEMAPS = 6, 3  # houses
_SILENT = 0.4  # share of months without a story of a house
_LATE = 20  # one page in so many is gone when the crawl comes


class Decade:
    """The years before the first night of the press.

    Args:
        seed: of the stories.
        years: how many.
    """

    def __init__(self, seed: int, years: int = 10) -> None:
        writers = Writers(Random(seed), drafts=1)  # noqa: S311 - a rehearsal must repeat itself
        sound = [house for house in houses() if house.fault is None and house.kind != "agency"]
        self.seen_by_others = tuple(sound[:_SEEN_BY_OTHERS])
        self.with_sitemaps = tuple(sound[_SEEN_BY_OTHERS : _SEEN_BY_OTHERS + _WITH_SITEMAPS])
        self.begins = datetime(NIGHTS[0].year - years, 3, 1, tzinfo=UTC)
        self._months = years * 12 - 1  # the last one belongs to the living
        seen = list(self._sightings(self.seen_by_others, writers))
        own = list(self._sightings(self.with_sitemaps, writers))
        self.kept = tuple(
            late if number % _LATE == _LATE - 1 else one for number, (one, late) in enumerate(seen)
        )
        self.listed = tuple(one for one, _ in own)

    @property
    def addresses(self) -> frozenset[str]:
        """Of every page that somebody kept."""
        return frozenset(one.url for one in (*self.kept, *self.listed) if one.status == 200)

    @property
    def shelves(self) -> dict[str, Shelf]:
        """For `serve`: the archives, and the sites of houses with sitemaps."""
        return {**Attic(self.listed, sites=True).shelves, **Attic(self.kept).shelves}

    def _sightings(
        self, publishers: tuple[House, ...], writers: Writers
    ) -> Iterator[tuple[Sighting, Sighting]]:
        """What somebody saw of each story, and what somebody would have seen who came too late."""
        edition = Edition(night=1, now=NIGHTS[0], houses=(), pieces=())
        for piece in self._pieces(publishers, writers):
            at = (piece.published + timedelta(hours=writers.rng.randrange(1, 20))).replace(microsecond=0)
            one = Sighting(url=piece.url, at=at, body=article_page(piece, edition).encode())
            yield one, one.model_copy(update={"status": 404, "body": plain_page("Gone", "Too late").encode()})

    def _pieces(self, publishers: tuple[House, ...], writers: Writers) -> Iterator[Piece]:
        rng = writers.rng
        for month in range(self._months):
            first = self.begins.replace(year=self.begins.year + (month + 2) // 12, month=(month + 2) % 12 + 1)
            told: list[Piece] = []
            for house in publishers:
                is_lost_year = house == publishers[0] and first.year == self.begins.year + 2
                if is_lost_year or rng.random() < _SILENT:
                    continue
                at = first + timedelta(days=rng.randrange(25), minutes=rng.randrange(1_000))
                others = [piece for piece in told if piece.language == house.language]
                if others and rng.random() < 0.3:
                    parent = rng.choice(others)
                    yield writers.second_hand(parent, house, parent.published + timedelta(hours=3), night=1)
                else:
                    told.append(writers.staff(house, at, night=1))
                    yield told[-1]
