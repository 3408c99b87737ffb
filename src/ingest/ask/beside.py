"""Two texts side by side: the same passages in one row, what only one of them says marked. Pure."""

from collections.abc import Iterable

from ingest.knowledge import numbers_in_words
from ingest.parsing.differences import Stretch, differences
from ingest.records import Record

_ROW = 300  # code points of a row from which on it ends with the sentence


class Piece(Record):
    """Words of one text: the other says them too, or it does not."""

    text: str
    is_same: bool


class Row(Record):
    """A passage of both texts."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same words."""
        return all(piece.is_same for piece in (*self.left, *self.right))

    @property
    def size(self) -> int:
        """Code points of both sides."""
        return sum(len(piece.text) for piece in (*self.left, *self.right))


class Beside(Record):
    """Two texts side by side."""

    rows: tuple[Row, ...]
    left_shared: float  # share of its words that stand, in the same order, in the other text; 0 to 1
    right_shared: float
    figures_dropped: tuple[str, ...]  # figures that only the left text gives, where the words differ
    figures_added: tuple[str, ...]
    left_out: int = 0  # rows that were too many to show


def beside(left: str, right: str, *, language: str | None = None, most: int = 400_000) -> Beside:
    r"""Lay two texts side by side.

    Args:
        left: the earlier one.
        right: the later one.
        language: of both (ISO 639-1): numbers in its words are figures; English where unknown.
        most: code points of both together that are shown.

    >>> found = beside("Rain falls today.\nNobody drowned.", "Rain falls again today.\nTwo drowned.")
    >>> [[piece.text for piece in row.right if not piece.is_same] for row in found.rows]
    [['again '], ['Two ']]
    >>> found.figures_added
    ('2',)
    """
    found = differences(left, right, numbers=numbers_in_words(language))
    rows = tuple(_rows(found.stretches, left, right))
    shown = _shown(rows, most)
    return Beside(
        rows=rows[:shown],
        left_shared=found.left_shared,
        right_shared=found.right_shared,
        figures_dropped=found.figures_dropped,
        figures_added=found.figures_added,
        left_out=len(rows) - shown,
    )


def _rows(stretches: Iterable[Stretch], left: str, right: str) -> Iterable[Row]:
    """Stretches up to the end of a paragraph, or of a sentence where the row is long."""
    ours: list[Piece] = []
    theirs: list[Piece] = []
    size = 0
    for stretch in stretches:
        mine, other = (
            left[stretch.left.start : stretch.left.end],
            right[stretch.right.start : stretch.right.end],
        )
        _add(ours, mine, is_same=stretch.is_same)
        _add(theirs, other, is_same=stretch.is_same)
        size += max(len(mine), len(other))
        breaks = ["\n" in side[-3:] for side in (mine, other)]
        if all(breaks) or (stretch.is_same and (size > _ROW or any(breaks))):
            yield Row(left=tuple(ours), right=tuple(theirs))
            ours, theirs, size = [], [], 0
    if ours or theirs:
        yield Row(left=tuple(ours), right=tuple(theirs))


def _add(pieces: list[Piece], text: str, *, is_same: bool) -> None:
    if text and pieces and pieces[-1].is_same == is_same:
        pieces[-1] = Piece(text=pieces[-1].text + text, is_same=is_same)
    elif text:
        pieces.append(Piece(text=text, is_same=is_same))


def _shown(rows: tuple[Row, ...], most: int) -> int:
    """How many rows are shown; one at least."""
    total = 0
    for place, row in enumerate(rows):
        total += row.size
        if place and total > most:
            return place
    return len(rows)
