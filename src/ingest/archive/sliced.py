"""A large file that is read in slices, as bytes are."""

import os

_STEP = 1 << 20


class SlicedFile:
    """Length, slices and `find` of a file that others may write to.

    It is not mapped: a file that is cut short under a map ends the process that reads it (SIGBUS); here the
    slice is short, which readers tell as damage.
    """

    def __init__(self, descriptor: int) -> None:
        """Read from a file that the caller has opened and will close."""
        self._descriptor = descriptor
        self._length = os.fstat(descriptor).st_size

    def __len__(self) -> int:
        """Bytes, when the file was opened."""
        return self._length

    def __getitem__(self, place: slice) -> bytes:
        start, stop, _ = place.indices(self._length)
        return os.pread(self._descriptor, max(stop - start, 0), start)

    def find(self, wanted: bytes, start: int = 0) -> int:
        """The first place at or behind `start` where some bytes stand; -1 where there is none."""
        while start < self._length:
            part = self[start : start + _STEP + len(wanted) - 1]
            if (found := part.find(wanted)) >= 0:
                return start + found
            start += _STEP
        return -1
