"""From what came over the wire to text: inflation within bounds, and the charset.

Standards: RFC 9110 section 8.4 (content codings), RFC 1952 (gzip, several members are legal),
RFC 1950/1951 (servers send both and call both `deflate`), WHATWG Encoding (what labels mean).
"""

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator

from ingest.errors import UnreadableBody
from ingest.records import Capture

_SLICE = 65_536  # bytes inflated at a time: bounds what one step can allocate
_MAX_MEMBERS = 1_000  # of a gzip file; more is an attack on the time it takes
_PLAIN = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit"})  # seen in the wild
_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_MAGIC = b"\x1f\x8b"
_ZLIB_DEFLATE = 8  # the low four bits of a zlib header's first byte

_DETECTION_SAMPLE = 32_768
_ENOUGH_TO_DETECT = 20  # bytes that are not ASCII; with fewer, detection guesses and Windows-1252 is likelier
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]{1,40})")
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4_096  # bytes; HTML asks for the first 1,024, publishers need more
_SEVEN_BIT = re.compile(rb"\x1b[$(]|~\{")  # ISO-2022-JP and HZ look like ASCII, so like UTF-8
# What browsers read where a label names a narrower relative (WHATWG Encoding section 4.2).
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
_LABELS = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "ks_c_5601-1987": "cp949",
    "unicode": "utf-16",
}
_CHARACTER_SETS = re.compile(
    r"utf-(8|16|32)(-\w+)?|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|hz|johab|"
    r"ptcp154|kz1048|ascii|tis-620"
)
"""Python's text codecs that are character sets: `idna`, `unicode_escape` and `utf-7` stay out."""


class Inflater:
    """Inflates a body piece by piece and hands out at most 64 kB at a time.

    Args:
        encoding: the Content-Encoding header; empty for none.
        limit: bytes after inflation.

    Raises:
        UnreadableBody: the encoding is none that we asked for.
    """

    def __init__(self, encoding: str, *, limit: int) -> None:
        self._coding = encoding.strip().lower()
        if self._coding not in _PLAIN | _GZIP | {"deflate"}:
            raise UnreadableBody("undecodable", f"content encoding {encoding!r} was not asked for")
        self._limit = limit
        self._stream: zlib._Decompress | None = None
        self._head = b""  # until the first two bytes are here
        self._members = 0
        self._size = 0

    def inflate(self, piece: bytes) -> Iterator[bytes]:
        """What a piece of the wire adds to the body.

        Raises:
            UnreadableBody: over the limit, or not the encoding that the header names.
        """
        if self._coding in _PLAIN:
            yield self._counted(piece)
            return
        for start in range(0, len(piece), _SLICE):
            yield from self._inflated(self._head + piece[start : start + _SLICE])

    def close(self) -> None:
        """Check that the body ended where its encoding ends; no byte at all is an empty body.

        Raises:
            UnreadableBody: bytes are missing.
        """
        unfinished = self._stream is not None and not self._stream.eof
        if unfinished or (self._head and not self._members):
            raise UnreadableBody("truncated", f"the {self._coding} stream stops before its end")

    def _inflated(self, wire: bytes) -> Iterator[bytes]:
        is_full = False  # the stream may hold more than the last part had room for
        while wire or is_full:
            if self._stream is None or self._stream.eof:
                self._head = wire if len(wire) < 2 else b""
                if self._head or not self._is_next_member(wire):
                    return
                self._stream = self._opened(wire)
            try:
                part = self._stream.decompress(wire, _SLICE)
            except zlib.error as error:
                raise UnreadableBody("undecodable", f"not {self._coding}: {error}") from error
            yield self._counted(part)
            ended = self._stream.eof
            is_full = not ended and len(part) == _SLICE
            wire = self._stream.unused_data if ended else self._stream.unconsumed_tail

    def _is_next_member(self, wire: bytes) -> bool:
        """Whether a stream starts here; what follows the last gzip member is padding and means nothing."""
        if not self._members:
            return True
        return self._coding in _GZIP and wire.startswith(_GZIP_MAGIC)

    def _opened(self, wire: bytes) -> "zlib._Decompress":
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise UnreadableBody("too-large", f"more than {_MAX_MEMBERS} gzip members")
        if self._coding in _GZIP:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        has_zlib_header = wire[0] & 0x0F == _ZLIB_DEFLATE and int.from_bytes(wire[:2]) % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if has_zlib_header else -zlib.MAX_WBITS)

    def _counted(self, part: bytes) -> bytes:
        self._size += len(part)
        if self._size > self._limit:
            raise UnreadableBody("too-large", f"more than {self._limit} bytes after inflation")
        return part


def decoded_body(capture: Capture, *, limit: int) -> bytes:
    """The body of a capture without its content encoding.

    Args:
        capture: what came over the wire.
        limit: bytes after inflation.

    Raises:
        UnreadableBody: over the limit, cut short, or in an encoding that cannot be undone.
    """
    if not capture.body:
        return b""
    encoding = header(capture.headers, "content-encoding") or ""
    inflater = Inflater(encoding, limit=limit)
    body = b"".join(inflater.inflate(capture.body))
    inflater.close()
    return body


def header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """The first header of a name, whatever its case.

    >>> header((("ETag", 'W/"1"'),), "etag")
    'W/"1"'
    """
    return next((value for key, value in headers if key.lower() == name), None)


# --- charset ------------------------------------------------------------------------------------------


def text_of(payload: bytes, content_type: str | None = None) -> str:
    """The text of a document, never an error.

    In order: byte order mark, valid UTF-8 (hardly any other text is valid by accident), what the
    header or the document declares, detection; at last Windows-1252, which reads anything.
    Declared sets that use seven bits (ISO-2022-JP, HZ) come before UTF-8, which they look like.
    """
    for mark, codec in _BOMS:
        if payload.startswith(mark):
            return payload.decode(codec, "replace")
    declared = _declared(payload, content_type)
    if declared and _SEVEN_BIT.search(payload):
        found = _decoded(payload, declared)
        if found is not None:
            return found
    for codec in _candidates(payload, declared):
        found = _decoded(payload, codec)
        if found is not None:
            return found
    return payload.decode(declared or "cp1252", "replace")


def _candidates(payload: bytes, declared: str | None) -> Iterator[str]:
    """Codecs to try, in order; detection, which is dear, only when all others failed."""
    yield from filter(None, (_wide(payload), "utf-8", declared))
    yield from filter(None, (_detected(payload),))


def codec_of(label: str) -> str | None:
    """The codec that a charset label means to a browser; None where nobody knows it.

    >>> codec_of("ISO-8859-1"), codec_of("x-user-defined")
    ('cp1252', None)
    """
    label = label.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    if not _CHARACTER_SETS.fullmatch(name):
        return None
    return _WIDER.get(name, name)


def _declared(payload: bytes, content_type: str | None) -> str | None:
    head = payload[:_DECLARED_WITHIN].replace(b"\0", b"")
    stated = [match[1] for match in (_HEADER_CHARSET.search(content_type or ""),) if match]
    inside = [pattern.search(head) for pattern in (_XML_ENCODING, _META_CHARSET)]
    labels = stated + [match[1].decode("ascii", "replace") for match in inside if match]
    return next(filter(None, map(codec_of, labels)), None)


def _wide(payload: bytes) -> str | None:
    """UTF-16 without a mark, which its first angle bracket gives away."""
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(payload[:2])


def _detected(payload: bytes) -> str | None:
    if len(_NOT_ASCII.findall(payload[:_DETECTION_SAMPLE])) < _ENOUGH_TO_DETECT:
        return "cp1252" if _decoded(payload, "cp1252") is not None else None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - costs 50 ms, and is rare

    best = from_bytes(payload[:_DETECTION_SAMPLE]).best()
    return codec_of(best.encoding) if best else None


def _decoded(payload: bytes, codec: str) -> str | None:
    try:
        return payload.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
