"""A large file that is read in slices, as bytes are."""

import os
from collections.abc import Callable
from hashlib import sha256

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
        return _found(self, wanted, start)


ReadRange = Callable[[int, int], bytes]
"""`read(start, end)`: the bytes of a range, exactly."""


class RangedFile:
    """A large file elsewhere that is read in ranges, from front to back, as bytes are.

    It remembers what was read since the last `forget`, so that a digest of it costs no second request.
    """

    def __init__(
        self, length: int, read: ReadRange, *, range_bytes: int, start: int = 0, held: bytes = b""
    ) -> None:
        """Read nothing yet.

        Args:
            length: of the file, bytes.
            read: fetches a range.
            range_bytes: of one request.
            start: where reading begins.
            held: what is known of the file from there.
        """
        self._length, self._read, self._range_bytes = length, read, range_bytes
        self._start = start
        self._held = bytearray(held)

    def __len__(self) -> int:
        """Bytes of the whole file."""
        return self._length

    def __getitem__(self, place: slice) -> bytes:
        start, stop, _ = place.indices(self._length)
        if stop <= start:
            return b""
        if start < self._start:  # the file's first bytes, which say whether it is gzipped
            return self._read(start, stop)
        while self._start + len(self._held) < stop:
            at = self._start + len(self._held)
            self._held += self._read(at, min(at + self._range_bytes, self._length))
        return bytes(self._held[start - self._start : stop - self._start])

    def find(self, wanted: bytes, start: int = 0) -> int:
        """The first place at or behind `start` where some bytes stand; -1 where there is none."""
        return _found(self, wanted, start)

    def forget(self, end: int) -> None:
        """Let go of what stands before an offset."""
        del self._held[: max(end - self._start, 0)]
        self._start = max(end, self._start)

    def digest(self, start: int, end: int) -> str:
        """SHA-256 of what was read of a range, hexadecimal."""
        first = max(start - self._start, 0)
        return sha256(memoryview(self._held)[first : max(end - self._start, 0)]).hexdigest()


def _found(file: "SlicedFile | RangedFile", wanted: bytes, start: int) -> int:
    while start < len(file):
        part = file[start : start + _STEP + len(wanted) - 1]
        if (found := part.find(wanted)) >= 0:
            return start + found
        start += _STEP
    return -1
