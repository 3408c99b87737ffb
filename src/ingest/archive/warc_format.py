"""WARC 1.1 records (ISO 28500:2017) as bytes and as fields. Pure; knows nothing of captures."""

import base64
import binascii
import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

VERSION = "WARC/1.1"
RECORD_BYTES = 256 << 20
"""A record that is larger is not read: one hostile record must not take the memory of the rest."""
BLOCK_BYTES = RECORD_BYTES - (1 << 20)
"""A block that is larger is not written: it has room for its header below `RECORD_BYTES`."""

_SMALL = 4_096  # bytes of a block that are worth compressing, whatever they are
_READABLE = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")
_PLAIN = frozenset(map(chr, range(0x20, 0x7F)))

Fields = tuple[tuple[str, str], ...]


class DamagedRecordError(ValueError):
    """Bytes that are no sound WARC record; its text is the reason."""


@dataclass(frozen=True)
class WarcRecord:
    """Named fields and the block behind them."""

    fields: Fields
    block: bytes

    def get(self, name: str) -> str | None:
        """The first field of this name, in any case (ISO 28500, 4: names are case-insensitive)."""
        return self._by_name.get(name.lower())

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {key.lower(): value for key, value in reversed(self.fields)}

    @property
    def kind(self) -> str:
        """WARC-Type: response, revisit, metadata …."""
        return (self.get("WARC-Type") or "").lower()


def digest(block: bytes) -> str:
    """A digest as a WARC field writes it: `sha256:BASE32`."""
    return written_digest(hashlib.sha256(block).hexdigest())


def written_digest(sha256: str) -> str:
    """A hexadecimal SHA-256 as a WARC field writes it."""
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256)).decode("ascii")


def written(text: str) -> str:
    r"""A text as a field value on one line: itself where it is plain ASCII, else a JSON string.

    >>> print(written("as it is"), written("two\nlines"))
    as it is "two\nlines"
    """
    is_plain = text and text[0] not in ' "' and text[-1] != " " and _PLAIN.issuperset(text)
    return text if is_plain else json.dumps(text)


def read(value: str) -> str:
    """The text that `written` wrote.

    Raises:
        ValueError: it begins like a JSON string and is none.
    """
    return str(json.loads(value)) if value.startswith('"') else value


def serialised(record: WarcRecord) -> bytes:
    """The record as one gzip member; equal records give equal bytes (the member holds no time)."""
    own = (("WARC-Block-Digest", digest(record.block)), ("Content-Length", str(len(record.block))))
    header = StatusAndHeaders("", [*record.fields, *own], protocol=VERSION).to_bytes()
    squeeze = zlib.compressobj(_level(record.block), zlib.DEFLATED, zlib.MAX_WBITS | 16)
    parts = (squeeze.compress(part) for part in (header, record.block, b"\r\n\r\n"))
    return b"".join((*parts, squeeze.flush()))


def _level(block: bytes) -> int:
    """How hard to compress: a body that came as gzip is stored as it is, in a two-hundredth of the time."""
    body = block[: _SMALL // 2].partition(b"\r\n\r\n")[2]
    return 0 if len(block) > _SMALL and body.startswith(b"\x1f\x8b") else 6


def header_of(content: bytes) -> tuple[Fields, int, int]:
    """Fields of the record that `content` begins with, the length of its header and of its block.

    Raises:
        DamagedRecordError: there is no sound header.
    """
    stream = BytesIO(content)
    try:
        header = StatusAndHeadersParser(_READABLE).parse(stream)
    except EOFError:
        raise DamagedRecordError("nothing where a record should begin") from None
    except StatusAndHeadersParserException as error:
        raise DamagedRecordError(f"no WARC record begins here: {str(error.statusline)[:60]!r}") from None
    if not content[: stream.tell()].endswith(b"\n"):
        raise DamagedRecordError("cut off inside the record's header")
    fields = tuple((str(name), str(value).strip()) for name, value in header.headers)
    return fields, stream.tell(), _length(fields)


def _length(fields: Fields) -> int:
    stated = WarcRecord(fields, b"").get("Content-Length")
    if stated is None or not (stated.isascii() and stated.isdigit()):
        raise DamagedRecordError(f"Content-Length is {'missing' if stated is None else repr(stated[:40])}")
    return min(int(stated[:20]), 1 << 62)


def parsed(content: bytes) -> tuple[WarcRecord, bool]:
    """The record that `content` begins with, and whether another follows (a gzip member must hold one).

    Raises:
        DamagedRecordError: malformed, cut off, followed by what is no record, or not what its digest says.
    """
    fields, start, length = header_of(content)
    block = content[start : start + length]
    if len(block) < length:
        raise DamagedRecordError(f"cut off: {len(block)} of {length} bytes")
    rest = content[start + length :].strip(b"\r\n")
    has_company = rest.startswith(b"WARC/")
    if rest and not has_company:
        raise DamagedRecordError(f"more than the {length} bytes that Content-Length states")
    record = WarcRecord(fields, block)
    stated = record.get("WARC-Block-Digest")
    if stated is not None and not agrees(stated, block):
        raise DamagedRecordError("WARC-Block-Digest does not fit the block")
    return record, has_company


def agrees(stated: str, payload: bytes) -> bool:
    """Whether a digest field fits; one that we cannot compute or read proves nothing and agrees.

    Writers use base 32 (usual), base 16 and base 64 (ISO 28500, 5.8 leaves it open).
    """
    algorithm, _, value = stated.partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in {"md5", "sha1", "sha256", "sha512"}:
        return True
    expected = hashlib.new(algorithm, payload, usedforsecurity=False).digest()
    return expected in _decoded(value.strip())


def _decoded(value: str) -> set[bytes]:
    readings = set()
    padded = value + "=" * (-len(value) % 8)
    for reader, text in (
        (base64.b32decode, padded.upper()), (base64.b16decode, value.upper()),
        (base64.b64decode, padded), (base64.urlsafe_b64decode, padded),
    ):  # fmt: skip
        try:
            readings.add(reader(text))
        except (binascii.Error, ValueError):
            continue
    return readings


def lines_of(lines: list[str]) -> bytes:
    """Lines as a block or an HTTP head holds them."""
    return "".join(f"{line}\r\n" for line in lines).encode()


def fields_in(record: WarcRecord) -> dict[str, str]:
    """The fields of an application/warc-fields block, names in lower case."""
    lines = (line.partition(":") for line in record.block.decode("utf-8", "replace").split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines if name.strip()}


def instant(at: datetime) -> str:
    """An instant as WARC 1.1 writes it, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def date_of(record: WarcRecord) -> datetime:
    """WARC-Date, in UTC; one without a zone is read as UTC, as the standard has no other.

    Raises:
        DamagedRecordError: there is none, or it is no date.
    """
    stated = record.get("WARC-Date")
    try:
        at = datetime.fromisoformat(stated or "")
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise DamagedRecordError(
            f"WARC-Date is {'missing' if stated is None else repr(stated[:40])}"
        ) from None
