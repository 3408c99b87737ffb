"""A press of any size in every state that feeds are in: for rounds over thousands of them.

Every fourth feed is odd or ill, in turn in each way of `houses/ailments.csv`; the others differ in
format, language, dates, validators and whether they carry whole texts.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random

from pydantic import AwareDatetime, Field

from ingest.newsroom import outlets
from ingest.newsroom.edition import Edition
from ingest.newsroom.outlets import FEED_PATHS, House
from ingest.newsroom.pieces import Piece
from ingest.newsroom.press import NIGHTS, truth_of
from ingest.newsroom.truth import Truth
from ingest.newsroom.writers import Writers
from ingest.records import Agency, Outlet, Record, Subscription

_VALIDATORS = ("both", "both", "both", "etag", "date", "none")
_ODD = 4  # one feed in so many
_BUSY = 25  # one sound feed in so many has news on the second night
_DAY = timedelta(days=1)
_FIRST = (
    "Amber", "Border", "Calder", "Coastal", "Delta", "Eastern", "Fallow", "Garnet", "Heather", "Inland",
    "Jubilee", "Kestrel", "Lowland", "Marble", "Northern", "Orchard", "Prairie", "Quarry", "River",
    "Southern", "Tidal", "Upland", "Valley", "Western",
)  # fmt: skip
_LAST = (
    "Advertiser", "Bulletin", "Chronicle", "Courier", "Dispatch", "Examiner", "Gazette", "Herald",
    "Intelligencer", "Journal", "Ledger", "Mercury", "News", "Observer", "Post", "Record", "Sentinel",
    "Telegraph", "Times", "Tribune",
)  # fmt: skip


class MixedPress(Record):
    """A press of a seed, a size and the time of its first night. Equal ones give equal editions."""

    seed: int = 1
    feeds: int = Field(default=2_000, gt=0, le=100_000)
    opens_at: AwareDatetime = NIGHTS[0]

    def edition(self, night: int) -> Edition:
        """What is online on night 1 or 2."""
        return _editions(self)[night - 1]

    def now(self, night: int) -> datetime:
        """The instant of a night's run: the second is a day after the first."""
        return self.opens_at + (night - 1) * _DAY

    def truth(self, night: int) -> Truth:
        """What is true after a night, all nights before it included."""
        return _truth(self, night)

    def knowledge_rows(self) -> tuple[tuple[Outlet, ...], tuple[Agency, ...]]:
        """The outlets and agencies, for INGEST_HOME/outlets.csv and agencies.csv."""
        return outlets.knowledge_rows(self.edition(1).houses)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Every feed, sound or not."""
        return outlets.subscriptions(self.edition(1).houses)


@cache
def _editions(press: MixedPress) -> tuple[Edition, Edition]:
    writers = Writers(Random(press.seed), drafts=1)  # noqa: S311 - a rehearsal must repeat itself
    houses = tuple(_houses(press.feeds, writers.rng))
    pieces = [piece for house in houses for piece in _pieces(house, press.now(1), writers)]
    news = [
        writers.staff(house, press.now(2) - timedelta(hours=2), night=2)
        for house in [house for house in houses if house.fault is None][::_BUSY]
    ]
    first, second = (
        Edition(night=night, now=press.now(night), houses=houses, pieces=tuple(sorted(online, key=_order)))
        for night, online in ((1, pieces), (2, [*pieces, *news]))
    )
    return first, second


@cache
def _truth(press: MixedPress, night: int) -> Truth:
    return truth_of(_editions(press)[:night])


def _order(piece: Piece) -> tuple[datetime, str]:
    return piece.published, piece.url


def _houses(count: int, rng: Random) -> Iterator[House]:
    models = [house for house in outlets.houses() if house.fault is None and house.kind != "agency"]
    ailments = tuple(outlets.ailments().values())
    for number in range(count):
        first, last = rng.choice(_FIRST), rng.choice(_LAST)
        habits = {
            "domain": f"{first}-{last}-{number}.example".lower(), "name": f"{first} {last} {number}",
            "feed": rng.choice(tuple(FEED_PATHS)), "validators": rng.choice(_VALIDATORS),
        }  # fmt: skip
        if number % _ODD == _ODD - 1:
            ailment = ailments[number // _ODD % len(ailments)]
            habits |= {"feed": "rss", "feed_dates": "offset", **ailment}  # type: ignore[dict-item]
        yield rng.choice(models).model_copy(update=habits)


def _pieces(house: House, now: datetime, writers: Writers) -> Iterator[Piece]:
    """Two to five articles, of which a feed that nobody can read or that is empty has none."""
    if not house.is_readable or house.fault == "no-entries":
        return
    newest, gap = _pace(house, writers.rng)
    for number in range(writers.rng.randrange(2, 6)):
        at = now - newest - number * gap
        yield writers.staff(house, at.replace(second=0), night=1, brief=number % 2 == 1)


def _pace(house: House, rng: Random) -> tuple[timedelta, timedelta]:
    """How old a house's newest article is, and the time between two."""
    paces = {"seldom": (2 * _DAY, 20 * _DAY), "silent": (30 * _DAY, _DAY / 2)}
    usual = (timedelta(minutes=rng.randrange(20, 600)), timedelta(minutes=rng.randrange(30, 300)))
    return paces.get(house.fault or "", usual)
