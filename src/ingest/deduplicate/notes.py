"""What was read of texts when they entered the index, kept until they are compared."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ingest.deduplicate.edges import BRIEF
from ingest.deduplicate.index import Reading

_ARRAYS = 4  # of a reading


@dataclass(frozen=True, slots=True)
class Note:
    """A text as it is compared, with its headline."""

    title: str  # of a brief; longer texts need none
    reading: Reading


class Notes(Protocol):
    """Notes by the numbers of texts in the index."""

    def keep(self, numbers: Sequence[int], notes: Sequence[Note]) -> None:
        """Note texts."""

    def of(self, numbers: Sequence[int]) -> list[Note | None]:
        """The notes of texts; None where there is none."""


class Forgotten:
    """Notes of nothing: every text is read once more."""

    def keep(self, numbers: Sequence[int], notes: Sequence[Note]) -> None:
        """Forget them."""

    def of(self, numbers: Sequence[int]) -> list[Note | None]:
        """None of each."""
        return [None] * len(numbers)


class Shelves(Protocol):
    """Rows of bytes, numbered from 0 in the order in which they were added."""

    def add(self, rows: Sequence[bytes]) -> None:
        """Append rows."""

    def read(self, places: Sequence[int]) -> list[bytes]:
        """Some of them."""

    def __len__(self) -> int:
        """How many there are."""


class ShelvedNotes:
    """Notes as rows of bytes, four for a shingle, eight for a figure; the first ones as they are."""

    def __init__(self, shelves: Shelves, *, at_hand: int = 100_000_000) -> None:
        """Begin without notes.

        Args:
            shelves: hold the others.
            at_hand: bytes of notes that may stay in memory.
        """
        self._shelves = shelves
        self._room = at_hand
        self._at_hand: dict[int, Note] = {}
        self._place = array("q")  # of each number on the shelves, counted from 1; 0: none

    def keep(self, numbers: Sequence[int], notes: Sequence[Note]) -> None:
        """Note texts."""
        size = sum(note.reading.shingles.nbytes for note in notes)
        if size <= self._room:
            self._room -= size
            self._at_hand.update(zip(numbers, notes, strict=True))
        else:
            self._shelve(numbers, notes)

    def _shelve(self, numbers: Sequence[int], notes: Sequence[Note]) -> None:
        first = len(self._shelves) + 1
        self._shelves.add([_written(note) for note in notes])
        missing = max(numbers, default=-1) + 1 - len(self._place)
        self._place.extend([0] * max(0, missing))
        for place, number in enumerate(numbers, first):
            self._place[number] = place

    def of(self, numbers: Sequence[int]) -> list[Note | None]:
        """The notes of texts; None where there is none."""
        places = [self._place[number] if number < len(self._place) else 0 for number in numbers]
        rows = iter(self._shelves.read([place - 1 for place in places if place]))
        return [
            _read(next(rows)) if place else self._at_hand.get(number)
            for number, place in zip(numbers, places, strict=True)
        ]


def _written(note: Note) -> bytes:
    reading = note.reading
    places, quoted = (one.astype(np.uint32) for one in (reading.places, reading.quoted))
    arrays = (reading.shingles, places, reading.figures, quoted)
    sizes = np.array([len(one) for one in arrays], np.uint32)
    title = note.title if len(reading.shingles) < BRIEF else ""
    return b"".join((*(one.tobytes() for one in (sizes, *arrays)), title.encode("utf-8", "surrogatepass")))


def _read(row: bytes) -> Note:
    ends = np.cumsum(np.frombuffer(row, np.uint32, _ARRAYS), dtype=np.int64)
    numbers = np.frombuffer(row, np.uint32, int(ends[-1]), 4 * _ARRAYS)
    title = row[4 * (_ARRAYS + len(numbers)) :].decode("utf-8", "surrogatepass")
    shingles, places, figures, quoted = np.split(numbers, ends[:-1])
    return Note(title, Reading(shingles, places.astype(np.int64), figures, quoted.astype(np.int64)))
