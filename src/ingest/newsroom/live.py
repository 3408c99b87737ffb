"""A press that goes on publishing: one piece after another, for as long as somebody looks on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from threading import Lock

from ingest.newsroom import outlets
from ingest.newsroom.edition import Edition
from ingest.newsroom.pieces import Piece
from ingest.newsroom.planning import first_night, new_pieces
from ingest.newsroom.writers import WireStory, Writers
from ingest.records import Agency, Outlet, Subscription

_DAY = timedelta(days=1)


class LivePress:
    """The press of a seed that opens at some time and has one piece more in each edition from then on.

    Equal ones give equal editions, so a press that was killed goes on where it was.
    """

    def __init__(self, *, seed: int, opens_at: datetime, every: timedelta) -> None:
        """Begin with what is online at `opens_at`; then comes a piece `every` so often."""
        self.opens_at, self.every = opens_at, every
        writers = Writers(Random(seed), drafts=1)  # noqa: S311 - a rehearsal must repeat itself
        self._first, wires = first_night(writers, opens_at)
        self._coming = _news(writers, self._first, wires)
        self._published: list[Piece] = []
        self._lock = Lock()

    def number(self, now: datetime) -> int:
        """Which edition is online: 1 at the beginning."""
        return max((now - self.opens_at) // self.every, 0) + 1

    def edition(self, night: int) -> Edition:
        """What is online in the edition of a number, which stands in place of a night."""
        news = self._news(night - 1)
        return self._first.model_copy(
            update={
                "night": night,
                "now": self.opens_at + (night - 1) * self.every,
                "pieces": (*self._first.pieces, *news),
            }
        )

    def newest(self, night: int) -> Piece:
        """The piece that an edition has and the one before it lacks."""
        return self._news(night - 1)[-1]

    def knowledge_rows(self) -> tuple[tuple[Outlet, ...], tuple[Agency, ...]]:
        """The outlets and agencies, for INGEST_HOME/outlets.csv and agencies.csv."""
        return outlets.knowledge_rows(outlets.houses())

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Every feed, sound or at fault."""
        return outlets.subscriptions(outlets.houses())

    def _news(self, count: int) -> tuple[Piece, ...]:
        with self._lock:
            while len(self._published) < count:
                at = self.opens_at + (len(self._published) + 1) * self.every
                self._published.append(next(self._coming).model_copy(update={"published": at}))
            return tuple(self._published[:count])


def _news(writers: Writers, first: Edition, wires: tuple[WireStory, ...]) -> Iterator[Piece]:
    """A day's new pieces, copies behind what they copy, and then those of another day."""
    online = list(first.pieces)
    while True:
        earlier = first.model_copy(update={"now": first.now - _DAY, "pieces": tuple(online)})
        new = sorted(new_pieces(writers, wires, earlier, first.now), key=lambda piece: piece.published)
        yield from new
        online += new
