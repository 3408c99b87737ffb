"""Who publishes what on which night: the plan of the simulated press."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from ingest.newsroom.edition import Edition, Lure
from ingest.newsroom.outlets import House, agencies, houses
from ingest.newsroom.pieces import Piece
from ingest.newsroom.writers import WireStory, Writers, minutes
from ingest.records import Agency, FetchOutcome

Turns = Callable[[House, Random], int]
"""How many stories of its own a house writes on a night."""

_WIRES = (  # agency, language, stories on the first night, on the second
    ("meridian", "en", 14, 4), ("deccan", "en", 11, 3), ("nlpa", "de", 10, 3), ("lemanique", "fr", 8, 2),
    ("lemanique", "it", 4, 1), ("austral", "es", 7, 2), ("austral", "pt", 5, 1),
)  # fmt: skip
_COPIES = (1, 2, 2, 3, 3, 4)  # how many outlets carry one wire story
_SPAN = timedelta(hours=30)  # the first night's pieces are at most this old
_LURES = (  # (domain, path of the page, what comes of it)
    ("harbour-post.example", "/members/puzzle-1", FetchOutcome.DISALLOWED),
    ("harbour-post.example", "/members/puzzle-2", FetchOutcome.DISALLOWED),
    ("lakeshore-tribune.example", "/lost/page-1", FetchOutcome.MISSING),
    ("fenland-echo.example", "/broken/page-1", FetchOutcome.SERVER_ERROR),
    ("monsoon-chronicle.example", "/busy/page-1", FetchOutcome.THROTTLED),
)


def first_night(writers: Writers, now: datetime) -> tuple[Edition, tuple[WireStory, ...]]:
    """The press before anybody has read it, and the wire stories that later nights may still copy."""
    rng = writers.rng
    wires = [
        writers.dispatch(_agency(name), language, now - _SPAN + minutes(rng.randrange(5, 1100)), night=1)
        for name, language, count, _ in _WIRES
        for _ in range(count)
    ]
    pieces = [source.piece for source in wires if source.piece]
    pieces += [copy for source in wires for copy in _copies(writers, source, now, night=1)]
    staff = [*_staff(writers, now - _SPAN, now, night=1, turns=_own_stories)]
    pieces += staff
    pieces += _second_hand(writers, staff, now, night=1, count=16)
    pieces += _quoting(writers, wires, now, night=1, count=14)
    updated = rng.sample([piece for piece in staff if not piece.story.is_brief], 8)
    pieces += [writers.update(piece, between(piece.published, now, rng), night=1) for piece in updated]
    lures = tuple(_lure(domain, path, outcome, now) for domain, path, outcome in _LURES)
    return edition(1, now, pieces, lures=lures), tuple(wires)


def new_pieces(writers: Writers, wires: Sequence[WireStory], earlier: Edition, now: datetime) -> list[Piece]:
    """What the second night adds: new stories, their copies, and late copies of old ones."""
    rng, before = writers.rng, earlier.now
    fresh = [
        writers.dispatch(_agency(name), language, before + minutes(rng.randrange(10, 700)), night=2)
        for name, language, _, count in _WIRES
        for _ in range(count)
    ]
    pieces = [source.piece for source in fresh if source.piece]
    pieces += [copy for source in fresh for copy in _copies(writers, source, now, night=2)]
    for source in rng.sample(list(wires), 16):
        if houses_left := _without(source.story.story_id, _customers(source.story.language), earlier):
            house = rng.choice(houses_left)
            pieces.append(writers.reprint(source, house, between(before, now, rng), night=2))
    staff = [*_staff(writers, before, now, night=2, turns=_later_stories)]
    pieces += staff
    pieces += _second_hand(writers, staff, now, night=2, count=3)
    pieces += _quoting(writers, fresh, now, night=2, count=4)
    return pieces


def edition(night: int, now: datetime, pieces: Sequence[Piece], *, lures: tuple[Lure, ...]) -> Edition:
    """An edition with its pieces in order of publication."""
    ordered = tuple(sorted(pieces, key=lambda piece: (piece.published, piece.url)))
    return Edition(night=night, now=now, houses=houses(), pieces=ordered, lures=lures)


def between(start: datetime, end: datetime, rng: Random) -> datetime:
    """A minute after one instant and before the other, rather early."""
    span = int((end - start).total_seconds() // 60)
    return start + minutes(max(2, int(span * rng.random() ** 2) - 5))


def _agency(agency_id: str) -> Agency:
    return next(agency for agency in agencies() if agency.agency_id == agency_id)


def _customers(language: str) -> list[House]:
    """Houses that reprint; those at fault and the agencies publish their own stories only."""
    return [
        house
        for house in houses()
        if house.language == language and house.kind != "agency" and house.fault is None
    ]


def _without(family_id: str, customers: list[House], earlier: Edition) -> list[House]:
    """The customers that have not carried a story: none reprints it twice."""
    carriers = {piece.house.domain for piece in earlier.pieces if piece.family_id == family_id}
    return [house for house in customers if house.domain not in carriers]


def _copies(writers: Writers, source: WireStory, now: datetime, *, night: int) -> Iterator[Piece]:
    rng = writers.rng
    customers = _customers(source.story.language)
    count = min(rng.choice(_COPIES), len(customers))
    for house in rng.sample(customers, count):
        at = min(source.published + minutes(4 + rng.randrange(300) * rng.random()), now - minutes(3))
        yield writers.reprint(source, house, at, night=night)


def _own_stories(house: House, rng: Random) -> int:
    if house.kind == "agency":
        return 0
    return (3 if house.is_readable else 0) if house.fault else rng.randrange(2, 4)


def _later_stories(house: House, rng: Random) -> int:
    return 0 if house.kind == "agency" or house.fault else rng.choice((0, 0, 1, 1, 1))


def _staff(writers: Writers, start: datetime, now: datetime, *, night: int, turns: Turns) -> Iterator[Piece]:
    for house in houses():
        for turn in range(turns(house, writers.rng)):
            at = start + minutes(writers.rng.randrange(10, int((now - start).total_seconds() // 60) - 60))
            yield writers.staff(house, at, night=night, brief=turn == 1 and writers.rng.random() < 0.4)


def _second_hand(
    writers: Writers, staff: list[Piece], now: datetime, *, night: int, count: int
) -> Iterator[Piece]:
    """Copies of other outlets' own stories."""
    rng = writers.rng
    parents = [piece for piece in staff if not piece.story.is_brief and piece.house.fault is None]
    for parent in rng.sample(parents, count):
        others = [house for house in _customers(parent.language) if house != parent.house]
        yield writers.second_hand(
            parent, rng.choice(others), between(parent.published, now, rng), night=night
        )


def _quoting(
    writers: Writers, wires: Sequence[WireStory], now: datetime, *, night: int, count: int
) -> Iterator[Piece]:
    rng = writers.rng
    quotable = [source for source in wires if source.piece]
    for source in rng.sample(quotable, min(count, len(quotable))):
        house = rng.choice(_customers(source.story.language))
        yield writers.quoting(source, house, between(source.published, now, rng), night=night)


def _lure(domain: str, path: str, outcome: FetchOutcome, now: datetime) -> Lure:
    house = next(house for house in houses() if house.domain == domain)
    return Lure(
        url=f"http://{domain}{path}", house=house, headline=path.strip("/").replace("/", " "),
        published=now - timedelta(hours=3), outcome=outcome,
    )  # fmt: skip
