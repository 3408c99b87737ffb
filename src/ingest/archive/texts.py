"""Texts that are too many for memory: written once to a nameless file, read again in any order."""

import os
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from ingest.archive.segments import disk_errors


class SpooledRows:
    """Rows of bytes on disk, numbered from 0 in the order in which they were added; 8 bytes of memory each.

    Args:
        folder: on whose disk they lie; the system's folder for temporary files where it is None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._disk = folder or Path(os.sep)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed with this object
        self._bounds = array("q", [0])

    def add(self, rows: Iterable[bytes]) -> None:
        """Append rows.

        Raises:
            OutOfSpace: the disk is full.
        """
        end = self._bounds[-1]
        with disk_errors(self._disk):
            for row in rows:
                end += self._file.write(row)
                self._bounds.append(end)

    def read(self, places: Sequence[int]) -> list[bytes]:
        """The rows of some numbers."""
        self._file.flush()
        number, bounds = self._file.fileno(), self._bounds
        return [os.pread(number, bounds[place + 1] - bounds[place], bounds[place]) for place in places]

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class SpooledTexts:
    """Texts on disk, numbered from 0 in the order in which they were added; the first of them stay in memory.

    Args:
        folder: on whose disk they lie; the system's folder for temporary files where it is None.
        at_hand: characters of texts that may stay in memory.
    """

    def __init__(self, folder: Path | None = None, *, at_hand: int = 100_000_000) -> None:
        self._rows = SpooledRows(folder)
        self._at_hand: list[str] = []
        self._room = at_hand

    def add(self, texts: Iterable[str | None]) -> None:
        """Append texts; a missing one is empty.

        Raises:
            OutOfSpace: the disk is full.
        """
        waiting = [text or "" for text in texts]
        self._room -= sum(map(len, waiting))
        if self._room >= 0:
            self._at_hand.extend(waiting)
        else:
            self._rows.add(text.encode("utf-8", "surrogatepass") for text in waiting)

    def read(self, places: Sequence[int]) -> list[str]:
        """The texts of some numbers."""
        held = len(self._at_hand)
        rows = iter(self._rows.read([place - held for place in places if place >= held]))
        return [
            self._at_hand[place] if place < held else next(rows).decode("utf-8", "surrogatepass")
            for place in places
        ]

    def __len__(self) -> int:
        return len(self._at_hand) + len(self._rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.__exit__(kind, error, trace)
