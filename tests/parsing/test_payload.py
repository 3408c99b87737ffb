"""Inflation within bounds, and the charset of anything."""

import codecs
import gzip
import zlib
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableBody
from ingest.parsing.payload import Inflater, codec_of, decoded_body, text_of
from ingest.records import Capture, CaptureKind, FetchOutcome


def _capture(body: bytes, encoding: str = "") -> Capture:
    return Capture(
        capture_id="0" * 16, kind=CaptureKind.PAGE, url="https://example.org/", final_url="https://example.org/",
        fetched_at=datetime(2024, 2, 20, tzinfo=UTC), outcome=FetchOutcome.FETCHED, body=body,
        headers=(("Content-Encoding", encoding),),
    )  # fmt: skip


@given(st.binary(max_size=300_000), st.sampled_from(["", "gzip", "x-gzip", "deflate", "identity"]))
def test_a_body_comes_back_whatever_its_encoding(body: bytes, encoding: str) -> None:
    forms = {"": body, "identity": body, "deflate": zlib.compress(body)}
    packed = forms.get(encoding, gzip.compress(body))
    assert decoded_body(_capture(packed, encoding), limit=300_000) == body


def test_deflate_without_a_zlib_header_is_read() -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = raw.compress(b"text " * 100) + raw.flush()
    assert decoded_body(_capture(packed, "deflate"), limit=1_000) == b"text " * 100


def test_several_gzip_members_are_one_body_and_padding_means_nothing() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\x00" * 9
    assert decoded_body(_capture(packed, "gzip"), limit=100) == b"one two"


@given(st.binary(min_size=200, max_size=2_000), st.integers(min_value=1, max_value=100))
def test_a_gzip_without_its_end_is_truncated(body: bytes, kept: int) -> None:
    packed = gzip.compress(body)
    with pytest.raises(UnreadableBody) as caught:
        decoded_body(_capture(packed[: len(packed) * kept // 101 + 1], "gzip"), limit=10_000)
    assert caught.value.reason == "truncated"


def test_a_gzip_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    with pytest.raises(UnreadableBody) as caught:
        decoded_body(_capture(bomb, "gzip"), limit=1_000_000)
    assert caught.value.reason == "too-large"


def test_thousands_of_empty_gzip_members_are_an_attack() -> None:
    with pytest.raises(UnreadableBody, match="members"):
        decoded_body(_capture(gzip.compress(b"") * 2_000, "gzip"), limit=1_000)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_an_encoding_that_nobody_asked_for_cannot_be_read(encoding: str) -> None:
    with pytest.raises(UnreadableBody) as caught:
        Inflater(encoding, limit=10)
    assert caught.value.reason == "undecodable"


@given(st.binary(max_size=2_000), st.sampled_from(["gzip", "deflate", ""]))
def test_any_bytes_inflate_or_are_unreadable(body: bytes, encoding: str) -> None:
    with suppress(UnreadableBody):
        assert len(decoded_body(_capture(body, encoding), limit=1_000)) <= 1_000


def test_one_byte_at_a_time_gives_the_same_body() -> None:
    packed = gzip.compress(b"a" * 100_000) + gzip.compress(b"b")
    inflater = Inflater("gzip", limit=200_000)
    body = b"".join(part for byte in packed for part in inflater.inflate(bytes([byte])))
    inflater.close()
    assert body == b"a" * 100_000 + b"b"


@given(st.binary(max_size=500), st.text(max_size=40))
def test_text_never_raises(payload: bytes, content_type: str) -> None:
    assert isinstance(text_of(payload, content_type), str)


@pytest.mark.parametrize(
    ("payload", "content_type", "text"),
    [
        ("Café".encode(), "text/html; charset=iso-8859-1", "Café"),
        ("Café".encode("latin-1"), "text/html; charset=ISO-8859-1", "Café"),
        (b"\x93Caf\xe9\x94", "text/html; charset=iso-8859-1", "“Café”"),
        (b'<meta charset="windows-1251"><p>' + "Новости".encode("cp1251"), None, "Новости"),
        (b'<?xml version="1.0" encoding="euc-jp"?>' + "日本".encode("euc_jp"), None, "日本"),
        ("日本の新聞".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "日本の新聞"),
        (codecs.BOM_UTF16_LE + "<a>é".encode("utf-16-le"), "text/html; charset=utf-8", "<a>é"),
        ("<a>é".encode("utf-16-be"), None, "<a>é"),
        ("Nachrichten über Köln".encode("cp1252"), "text/html; charset=x-unknown", "über Köln"),
        ("Новости мира и России сегодня".encode("cp1251"), None, "Новости мира"),
    ],
)  # fmt: skip
def test_a_charset_is_believed_where_it_fits(payload: bytes, content_type: str | None, text: str) -> None:
    assert text in text_of(payload, content_type)


@pytest.mark.parametrize("label", ["rot13", "idna", "unicode_escape", "utf-7", "hex", "none", "x\0y", ""])
def test_what_is_no_character_set_is_never_used(label: str) -> None:
    assert codec_of(label) is None
