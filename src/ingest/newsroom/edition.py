"""An edition is everything that the press has online on one night."""

from collections.abc import Mapping
from functools import cached_property

from pydantic import AwareDatetime, Field

from ingest.newsroom.outlets import House
from ingest.newsroom.pieces import Piece
from ingest.newsroom.truth import EditTruth
from ingest.records import FetchOutcome, Record


class Lure(Record):
    """An entry of a feed whose page a polite client does not get."""

    url: str
    house: House
    headline: str
    published: AwareDatetime
    outcome: FetchOutcome


class Edition(Record):
    """The press on one night; `pieces` in order of publication."""

    night: int
    now: AwareDatetime
    houses: tuple[House, ...]
    pieces: tuple[Piece, ...]
    lures: tuple[Lure, ...] = ()
    gone: Mapping[str, int] = Field(default_factory=dict)  # address → 404 or 410
    moved: Mapping[str, str] = Field(default_factory=dict)  # address → new address
    edits: Mapping[str, tuple[EditTruth, ...]] = Field(default_factory=dict)  # address → what became of it

    def of_house(self, domain: str) -> tuple[Piece, ...]:
        """What one house has online, newest first."""
        return self._by_house.get(domain, ())

    @cached_property
    def _by_house(self) -> Mapping[str, tuple[Piece, ...]]:
        pieces: dict[str, list[Piece]] = {}
        for piece in reversed(self.pieces):
            pieces.setdefault(piece.house.domain, []).append(piece)
        return {domain: tuple(online) for domain, online in pieces.items()}
