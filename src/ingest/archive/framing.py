"""Where records begin and end in a WARC file, sound or not. Pure: works on the file's bytes.

A damaged record never hides the next one: after damage we look for the next place where a
record demonstrably begins (a gzip member that inflates to `WARC/`, or such a line).
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from mmap import mmap

from ingest.archive.sliced import RangedFile, SlicedFile
from ingest.archive.warc_format import RECORD_BYTES, DamagedRecordError, header_of

_GZIP = b"\x1f\x8b\x08"
_BEGIN = b"WARC/"
_STEP = 1 << 16
_HEADER_BYTES = 1 << 20

Bytes = bytes | mmap | SlicedFile | RangedFile


@dataclass(frozen=True)
class Frame:
    """The bytes of one record, inflated; `end` is where the next may begin."""

    offset: int
    content: bytes
    end: int


@dataclass(frozen=True)
class Damage:
    """A place that holds no readable record."""

    offset: int
    reason: str


def frames(file: Bytes, *, start: int = 0, at_most: int = RECORD_BYTES) -> Iterator[Frame | Damage]:
    """Every record from an offset on, in order, and every damage, which a record of more bytes is too."""
    offset = _skip_blank(file, start)
    while offset < len(file):
        try:
            frame = frame_at(file, offset, at_most=at_most)
        except DamagedRecordError as error:
            yield Damage(offset, str(error))
            offset = _next_begin(file, offset + 1)
        else:
            yield frame
            offset = _skip_blank(file, frame.end)


def frame_at(file: Bytes, offset: int, *, at_most: int = RECORD_BYTES) -> Frame:
    """The record at an offset, gzipped or not.

    Raises:
        DamagedRecordError: no record begins there, or it cannot be read to its end.
    """
    if not 0 <= offset < len(file):
        raise DamagedRecordError("behind the end of the file")
    if file[offset : offset + 3] == _GZIP:
        return _member(file, offset, at_most)
    if file[offset : offset + 5] == _BEGIN:
        return _plain(file, offset, at_most)
    raise DamagedRecordError(f"no WARC record begins here: {file[offset : offset + 24]!r}")


def last_frame(file: Bytes, *, at_most: int) -> Frame | None:
    """The gzipped record that ends with the file; None where the last `at_most` bytes hold none."""
    offset = max(len(file) - at_most, 0)
    while (offset := file.find(_GZIP, offset)) >= 0:
        with suppress(DamagedRecordError):
            frame = frame_at(file, offset)
            if frame.end == len(file):
                return frame
        offset += 1
    return None


def _member(file: Bytes, offset: int, at_most: int) -> Frame:
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    room, at = at_most, offset
    while not inflate.eof:
        fresh = b"" if inflate.unconsumed_tail else file[at : at + _STEP]
        if not fresh and not inflate.unconsumed_tail:
            raise DamagedRecordError("cut off: the file ends inside this record")
        at += len(fresh)
        try:
            part = inflate.decompress(inflate.unconsumed_tail + fresh, room)
        except zlib.error as error:
            raise DamagedRecordError(f"broken gzip: {error}") from None
        parts.append(part)
        room -= len(part)
        if room <= 0:
            raise DamagedRecordError(f"larger than {at_most} bytes")
    return Frame(offset, b"".join(parts), at - len(inflate.unused_data))


def _plain(file: Bytes, offset: int, at_most: int) -> Frame:
    _, start, length = header_of(file[offset : offset + _HEADER_BYTES])
    if length > at_most:
        raise DamagedRecordError(f"larger than {at_most} bytes")
    end = offset + start + length
    if end > len(file):
        raise DamagedRecordError(f"cut off: {len(file) - offset - start} of {length} bytes")
    if end < len(file) and file[end : end + 1] not in {b"\r", b"\n"}:
        raise DamagedRecordError(f"more than the {length} bytes that Content-Length states")
    return Frame(offset, file[offset:end], end)


def _skip_blank(file: Bytes, offset: int) -> int:
    while file[offset : offset + 1] in {b"\r", b"\n"}:
        offset += 1
    return offset


def _next_begin(file: Bytes, offset: int) -> int:
    # a file is gzipped or not: looking for both ways at every damage would read it all twice
    first = file[: len(_BEGIN)]
    if first == _BEGIN:
        ways: tuple[Callable[[Bytes, int], int], ...] = (_next_plain,)
    else:
        ways = (_next_member,) if first.startswith(_GZIP) else (_next_member, _next_plain)
    places = (way(file, offset) for way in ways)
    return next((place for place in places if place > 0), len(file))


def _next_plain(file: Bytes, offset: int) -> int:
    return file.find(b"\n" + _BEGIN, offset - 1) + 1


def _next_member(file: Bytes, offset: int) -> int:
    while (offset := file.find(_GZIP, offset)) >= 0:
        if _begins_a_record(file[offset : offset + _STEP]):
            return offset
        offset += 1
    return -1


def _begins_a_record(compressed: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(compressed, len(_BEGIN)) == _BEGIN
    except zlib.error:
        return False
