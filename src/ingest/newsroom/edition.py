"""An edition is everything that the press has online on one night."""

from pydantic import AwareDatetime

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
    gone: dict[str, int] = {}  # address → 404 or 410
    moved: dict[str, str] = {}  # address → new address
    edits: dict[str, tuple[EditTruth, ...]] = {}  # address → what became of it, all nights so far

    def of_house(self, domain: str) -> tuple[Piece, ...]:
        """What one house has online, newest first."""
        return tuple(piece for piece in reversed(self.pieces) if piece.house.domain == domain)
