"""Texts that are too many for memory: written once to a nameless file, read again in any order."""

import os
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from ingest.archive.segments import disk_errors


class SpooledTexts:
    """Texts on disk, numbered from 0 in the order in which they were added; 8 bytes of memory each.

    Args:
        folder: on whose disk they lie; the system's folder for temporary files where it is None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._disk = folder or Path(os.sep)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed with this object
        self._bounds = array("q", [0])

    def add(self, texts: Iterable[str | None]) -> None:
        """Append texts; a missing one is empty.

        Raises:
            OutOfSpace: the disk is full.
        """
        end = self._bounds[-1]
        with disk_errors(self._disk):
            for text in texts:
                end += self._file.write((text or "").encode("utf-8", "surrogatepass"))
                self._bounds.append(end)

    def read(self, places: Sequence[int]) -> list[str]:
        """The texts of some numbers."""
        self._file.flush()
        number = self._file.fileno()
        return [
            os.pread(number, self._bounds[place + 1] - self._bounds[place], self._bounds[place]).decode(
                "utf-8", "surrogatepass"
            )
            for place in places
        ]

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
