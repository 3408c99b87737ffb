"""The simulated press as a value: a seed, and from it every night's edition and its truth."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from ingest.newsroom import outlets
from ingest.newsroom.edition import Edition
from ingest.newsroom.feeds import listed
from ingest.newsroom.pieces import Piece
from ingest.newsroom.planning import first_night, new_pieces
from ingest.newsroom.revision import next_edition
from ingest.newsroom.truth import ArticleTruth, DeadLink, EditTruth, FeedTruth, Truth, VersionTruth
from ingest.newsroom.writers import Writers
from ingest.records import Agency, Outlet, Precision, Record, Subscription

NIGHTS = (datetime(2026, 3, 2, 2, tzinfo=UTC), datetime(2026, 3, 3, 2, tzinfo=UTC))
"""When the nightly runs of the rehearsal begin; a night's pieces are older than its instant."""


class Newsroom(Record):
    """The press of a seed. Equal seeds give equal editions, byte for byte."""

    seed: int = 1

    def edition(self, night: int) -> Edition:
        """What is online on night 1 or 2."""
        return _editions(self.seed)[night - 1]

    def now(self, night: int) -> datetime:
        """The instant of a night's run."""
        return NIGHTS[night - 1]

    def truth(self, night: int) -> Truth:
        """What is true after a night, all nights before it included."""
        return _truth(self.seed, night)

    def knowledge_rows(self) -> tuple[tuple[Outlet, ...], tuple[Agency, ...]]:
        """The outlets and agencies, for INGEST_HOME/outlets.csv and agencies.csv."""
        return outlets.knowledge_rows(outlets.houses())

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Every feed, sound or at fault."""
        return outlets.subscriptions(outlets.houses())


@cache
def _editions(seed: int) -> tuple[Edition, Edition]:
    writers = Writers(Random(seed))  # noqa: S311 - a rehearsal must repeat itself
    first, wires = first_night(writers, NIGHTS[0])
    new = new_pieces(writers, wires, first, NIGHTS[1])
    return first, next_edition(first, new, now=NIGHTS[1], writers=writers)


@cache
def _truth(seed: int, night: int) -> Truth:
    return truth_of(_editions(seed)[:night])


def truth_of(editions: Sequence[Edition]) -> Truth:
    """What is true after the last of these editions."""
    pieces: dict[str, list[tuple[int, Piece]]] = {}
    for edition in editions:
        for piece in edition.pieces:
            pieces.setdefault(piece.url, []).append((edition.night, piece))
    edits = editions[-1].edits
    return Truth(
        night=editions[-1].night,
        articles=tuple(_article(shown, edits.get(url, ())) for url, shown in sorted(pieces.items())),
        feeds=tuple(
            _feed(editions[-1], house, url) for house in editions[-1].houses for url in house.feed_urls
        ),
    )


def _article(shown: list[tuple[int, Piece]], edits: tuple[EditTruth, ...]) -> ArticleTruth:
    piece, precision = shown[0][1], _precision(shown[0][1])
    versions: list[VersionTruth] = []
    for night, state in shown:
        if not versions or (versions[-1].title, versions[-1].text) != (state.headline, state.text):
            versions.append(VersionTruth(night=night, title=state.headline, text=state.text))
    return ArticleTruth(
        url=piece.url, outlet_domain=piece.house.domain, title=piece.headline, language=piece.language,
        family_id=piece.family_id, relation=piece.relation, parent_url=piece.parent_url,
        parent_agency_id=piece.parent_agency_id, manner=piece.manner, credits=piece.credits,
        published_at=piece.published, precision=precision,
        day=piece.published.astimezone(ZoneInfo(piece.house.zone)).date(),
        citations=piece.story.citations, embeds=piece.embeds, first_night=piece.first_night,
        versions=tuple(versions), edits=edits,
    )  # fmt: skip


def _precision(piece: Piece) -> Precision:
    house = piece.house
    if house.shows_seconds or house.feed_dates != "none":
        return Precision.SECOND
    return Precision.DAY if house.visible == "day" else Precision.MINUTE


def _feed(edition: Edition, house: outlets.House, url: str) -> FeedTruth:
    pieces = listed(edition, house, url)
    lures = [lure for lure in edition.lures if lure.house == house and url == house.feed_url]
    return FeedTruth(
        url=url, outlet_domain=house.domain, expected_outcome=house.outcome, is_readable=house.is_readable,
        entries=tuple(piece.url for piece in pieces),
        dead_links=tuple(DeadLink(url=lure.url, expected_outcome=lure.outcome) for lure in lures),
        state=house.state, why=house.why,
    )  # fmt: skip
