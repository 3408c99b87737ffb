"""Servers and documents that want to hurt whoever asks them: one table of cases, and how each must end."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

from tests.web.loopback import Conversation, response

from ingest.records import FetchOutcome

Out = FetchOutcome

FEED_BYTES = 10_000_000
"""The cap on a feed: what the settings have where nobody changes them."""

_MANY = 200_000
_GZIP = {"Content-Encoding": "gzip"}
_XML = b'<?xml version="1.0" encoding="utf-8"?>'
_ITEM = "<item><title>T{0}</title><link>https://hostile.example/{0}</link><guid>{0}</guid></item>"


class Case(NamedTuple):
    """What a server says, how the request must end, and words of the reason in the books.

    `entries`: kept of its feed; None: it must not be one.
    """

    name: str
    says: Callable[[], bytes | Conversation]  # built when it is served: some are large
    outcome: FetchOutcome
    reason: str = ""
    entries: int | None = None


# --- how it is said -----------------------------------------------------------------------------------


def rss(inner: bytes | str = b"", prolog: bytes = _XML) -> bytes:
    """A feed with one sound entry behind what a case puts in."""
    inside = inner if isinstance(inner, bytes) else inner.encode("utf-8", "surrogatepass")
    head = b'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>F</title>'
    return prolog + head + inside + _ITEM.format("sound").encode() + b"</channel></rss>"


def _feed(inner: bytes | str = b"", prolog: bytes = _XML) -> bytes:
    return response(200, rss(inner, prolog), {"Content-Type": "application/rss+xml"})


def _endlessly(head: bytes, pieces: Callable[[], Iterator[bytes]], pause: float = 0.0) -> Conversation:
    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        for piece in pieces():
            connection.sendall(piece)
            if pause:
                time.sleep(pause)  # the pace of a slow server is what is tested

    return talk


def _repeated(piece: bytes, times: int | None = None) -> Callable[[], Iterator[bytes]]:
    block = piece * max(1, 16_384 // len(piece))
    return lambda: (block for _ in (count() if times is None else range(times)))


def _silent(connection: socket.socket) -> None:
    connection.recv(1)  # until the client hangs up


def _repeated_slowly(piece: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: (piece for _ in count())


def _packed(payload: bytes, layers: int = 1) -> bytes:
    for _ in range(layers):
        payload = gzip.compress(payload, 6)
    return payload


def _to(location: str, status: int = 302) -> Callable[[], bytes]:
    return lambda: response(status, headers={"Location": location})


_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_CLOSE = _OK + b"Connection: close\r\n\r\n"

HTTP = (
    Case(
        "1xx-without-end",
        lambda: _endlessly(b"", _repeated(b"HTTP/1.1 103 Early\r\n\r\n")),
        Out.TOO_LARGE,
        "header",
    ),
    Case(
        "twenty-thousand-1xx",
        lambda: b"HTTP/1.1 102 Wait\r\n\r\n" * 20_000 + _feed(),
        Out.TOO_LARGE,
        "header",
    ),
    Case("1xx-then-nothing", lambda: b"HTTP/1.1 100 Continue\r\n\r\n", Out.UNREACHABLE),
    Case(
        "101-switching",
        lambda: b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        Out.UNREACHABLE,
        "SWITCH",
    ),
    Case("status-999", lambda: response(999), Out.SERVER_ERROR, "999"),
    Case("status-of-words", lambda: b"HTTP/1.1 fine\r\n\r\n", Out.UNREACHABLE),
    Case(
        "reason-of-300-kB", lambda: b"HTTP/1.1 200 " + b"O" * 300_000 + b"\r\n\r\n", Out.TOO_LARGE, "header"
    ),
    Case(
        "chunk-with-extensions",
        lambda: _CHUNKED + b"1;" + b"x" * 300_000 + b"\r\na\r\n0\r\n\r\n",
        Out.TRUNCATED,
    ),
    Case("chunk-of-exabytes", lambda: _CHUNKED + b"FFFFFFFFFFFFFFFF\r\nabc", Out.TRUNCATED),
    Case("chunk-that-is-negative", lambda: _CHUNKED + b"-1\r\nabc", Out.TRUNCATED),
    Case(
        "chunks-without-end",
        lambda: _endlessly(_CHUNKED, _repeated(b"1000\r\n" + b" " * 4096 + b"\r\n")),
        Out.TOO_LARGE,
    ),
    Case(
        "trailers-without-end",
        lambda: _endlessly(_CHUNKED + b"1\r\na\r\n0\r\n", _repeated(b"X: y\r\n")),
        Out.TRUNCATED,
    ),
    Case(
        "301-header-fields",
        lambda: response(200, b"", {f"X-{n}": "y" for n in range(301)}),
        Out.TOO_LARGE,
        "300",
    ),
    Case("header-of-300-kB", lambda: _OK + b"X: " + b"x" * 300_000 + b"\r\n\r\n", Out.TOO_LARGE, "header"),
    Case("header-without-end", lambda: _endlessly(_OK, _repeated(b"X-Y: z\r\n")), Out.TOO_LARGE, "header"),
    Case("header-with-nul", lambda: _OK + b"X: a\x00b\r\n\r\n", Out.UNREACHABLE),
    Case("header-without-colon", lambda: _OK + b"no colon here\r\n\r\n", Out.UNREACHABLE),
    Case("two-lengths", lambda: _OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", Out.UNREACHABLE),
    Case("length-that-is-negative", lambda: _OK + b"Content-Length: -1\r\n\r\nab", Out.UNREACHABLE),
    Case("length-of-words", lambda: _OK + b"Content-Length: many\r\n\r\nab", Out.UNREACHABLE),
    Case("length-too-great", lambda: response(200, rss(), {"Content-Length": "9999"}), Out.TRUNCATED, "9999"),
    Case(
        "length-of-terabytes",
        lambda: response(200, rss(), {"Content-Length": "9" * 13}),
        Out.TOO_LARGE,
        "announced",
    ),
    Case("length-too-small", lambda: response(200, rss(), {"Content-Length": "200"}), Out.FETCHED, "", 0),
    Case(
        "length-and-chunks",
        lambda: (
            _OK
            + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
            + b"%x\r\n%s\r\n0\r\n\r\n" % (len(rss()), rss())
        ),
        Out.FETCHED,
        "",
        1,
    ),
    Case("slow-header", lambda: _endlessly(_OK, _repeated_slowly(b"X"), 0.05), Out.TIMED_OUT, "no end"),
    Case("slow-body", lambda: _endlessly(_CLOSE, _repeated_slowly(b" "), 0.05), Out.TIMED_OUT, "no end"),
    Case(
        "slow-error-page",
        lambda: _endlessly(b"HTTP/1.1 404 No\r\n\r\n", _repeated_slowly(b" "), 0.05),
        Out.MISSING,
        "404",
    ),
    Case("silence", lambda: _silent, Out.TIMED_OUT, "no end"),
    Case("hangs-up", lambda: b"", Out.UNREACHABLE),
    Case(
        "body-without-end", lambda: _endlessly(_CLOSE, _repeated(b"<rss>")), Out.TOO_LARGE, "before inflation"
    ),
    Case(
        "error-page-without-end",
        lambda: _endlessly(b"HTTP/1.1 500 No\r\n\r\n", _repeated(b"no")),
        Out.SERVER_ERROR,
        "500",
    ),
    Case("http-0.9", rss, Out.UNREACHABLE),
    Case("http-2", lambda: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Out.UNREACHABLE),
    Case("ssh", lambda: b"SSH-2.0-OpenSSH_9.2\r\n", Out.UNREACHABLE),
    Case("tls-alert", lambda: b"\x15\x03\x01\x00\x02\x02\x28", Out.UNREACHABLE),
    Case("304-to-nobody", lambda: response(304), Out.ODD_STATUS, "304"),
    Case("206-that-nobody-asked-for", lambda: response(206, rss()), Out.ODD_STATUS, "206"),
)

INFLATION = (
    Case(
        "gzip-bomb",
        lambda: response(200, _packed(bytes(50_000_000)), _GZIP),
        Out.TOO_LARGE,
        "after inflation",
    ),
    Case(
        "gzip-bomb-in-members",
        lambda: response(200, _packed(bytes(1_000_000)) * 1_000, _GZIP),
        Out.TOO_LARGE,
        "after inflation",
    ),
    Case("gzip-of-empty-members", lambda: response(200, _packed(b"") * 20_000, _GZIP), Out.TOO_LARGE),
    Case("gzip-in-gzip", lambda: response(200, _packed(rss(), 2), _GZIP), Out.FETCHED, "no-feed"),
    Case(
        "gzip-bomb-in-gzip",
        lambda: response(200, _packed(bytes(50_000_000), 2), _GZIP),
        Out.FETCHED,
        "no-feed",
    ),
    Case(
        "gzip-twice-declared",
        lambda: response(200, _packed(rss(), 2), {"Content-Encoding": "gzip, gzip"}),
        Out.UNDECODABLE,
        "gzip, gzip",
    ),
    Case("gzip-without-its-end", lambda: response(200, _packed(rss())[:-9], _GZIP), Out.TRUNCATED, "gzip"),
    Case(
        "gzip-with-a-wrong-sum", lambda: response(200, _packed(rss())[:-8] + bytes(8), _GZIP), Out.UNDECODABLE
    ),
    Case(
        "deflate-bomb",
        lambda: response(200, zlib.compress(bytes(50_000_000)), {"Content-Encoding": "deflate"}),
        Out.TOO_LARGE,
        "after inflation",
    ),
    Case(
        "brotli-bomb",
        lambda: response(200, b"\x8b" * 1_000, {"Content-Encoding": "br"}),
        Out.UNDECODABLE,
        "br",
    ),
    Case(
        "zstd-bomb",
        lambda: response(200, b"(\xb5/\xfd" * 100, {"Content-Encoding": "zstd"}),
        Out.UNDECODABLE,
        "zstd",
    ),
    Case(
        "encoding-of-200-kB",
        lambda: response(200, rss(), {"Content-Encoding": "x" * 90_000}),
        Out.UNDECODABLE,
    ),
)

REDIRECTS = (
    Case("to-itself", _to("/again"), Out.TOO_MANY_REDIRECTS, "redirects"),
    Case(
        "to-metadata", _to("http://169.254.169.254/latest/meta-data/"), Out.FORBIDDEN_ADDRESS, "not a public"
    ),
    Case("to-loopback-as-a-number", _to("http://2130706433/"), Out.FORBIDDEN_ADDRESS, "not a public"),
    Case("to-a-mapped-address", _to("http://[::ffff:10.0.0.1]/"), Out.FORBIDDEN_ADDRESS, "not a public"),
    Case("to-a-mail-server", _to("http://mail.hostile.test:25/"), Out.FORBIDDEN_ADDRESS, "port 25"),
    Case("to-a-file", _to("file:///etc/passwd"), Out.ODD_STATUS, "file:"),
    Case("to-a-script", _to("javascript:alert(1)"), Out.ODD_STATUS, "javascript:"),
    Case("to-a-data-address", _to("data:text/xml,<rss/>"), Out.ODD_STATUS, "data:"),
    Case("to-90-kB", _to("http://hostile.example/" + "x" * 90_000), Out.ODD_STATUS),
    Case("to-nowhere", lambda: response(302), Out.ODD_STATUS, "302"),
)


# --- what is said -------------------------------------------------------------------------------------


def _entities(levels: int, width: int) -> bytes:
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * width}">' for n in range(1, levels))
    return _XML + f'<!DOCTYPE rss [<!ENTITY l0 "ha">{declared}]>'.encode()


def _declaring(entity: str) -> bytes:
    return _XML + f"<!DOCTYPE rss [{entity}]>".encode()


def _titled(text: str | bytes) -> bytes:
    inside = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return _feed(b"<item><link>https://hostile.example/odd</link><title>" + inside + b"</title></item>")


def _entity_case(name: str, prolog: bytes, text: str) -> Case:
    return Case(name, lambda: _feed(f"<item><title>{text}</title></item>", prolog), Out.FETCHED, "entities")


def _in(charset: str, text: str = "") -> bytes:
    declared = f'<?xml version="1.0" encoding="{charset}"?>'.encode("ascii")
    return _feed(text, declared)


def _json(inner: str) -> bytes:
    return response(200, inner.encode("utf-8", "surrogatepass"), {"Content-Type": "application/feed+json"})


_JSON_HEAD = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
_NAMES = " ".join(f'a{n}="x"' for n in range(100_000))
_SPACES = " ".join(f'xmlns:n{n}="http://n.example/{n}"' for n in range(5_000))

XML = (
    _entity_case("billion-laughs", _entities(10, 10), "&l9;"),
    _entity_case("quadratic-blow-up", _declaring(f'<!ENTITY a "{"a" * 50_000}">'), "&a;" * 20_000),
    _entity_case("file-as-entity", _declaring('<!ENTITY a SYSTEM "file:///etc/passwd">'), "&a;"),
    _entity_case("address-as-entity", _declaring('<!ENTITY a SYSTEM "http://10.0.0.1/">'), "&a;"),
    _entity_case("parameter-entity", _declaring('<!ENTITY % p SYSTEM "http://10.0.0.1/x.dtd"> %p;'), "x"),
    _entity_case("entity-in-itself", _declaring('<!ENTITY a "&b;"><!ENTITY b "&a;">'), "&a;"),
    Case(
        "dtd-elsewhere",
        lambda: _feed(prolog=_XML + b'<!DOCTYPE rss SYSTEM "http://10.0.0.1/rss.dtd">'),
        Out.FETCHED,
        "",
        1,
    ),
    Case(
        "stylesheet-and-include",
        lambda: _feed(
            '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
            _XML + b'<?xml-stylesheet href="file:///etc/passwd"?>',
        ),
        Out.FETCHED,
        "",
        1,
    ),
    Case("100,000-levels", lambda: _feed("<a>" * 100_000 + "</a>" * 100_000), Out.FETCHED, "too-deep"),
    Case("100,000-levels-unclosed", lambda: _feed("<a>" * 100_000), Out.FETCHED, "too-deep"),
    Case("100,000-attributes", lambda: _feed(f"<item {_NAMES}><link>/t</link></item>"), Out.FETCHED, "", 2),
    Case(
        "100,000-attributes-broken",
        lambda: _feed(f"<item {_NAMES}><title>&</item>"),
        Out.FETCHED,
        "tag-too-long",
    ),
    Case("5,000-namespaces", lambda: _feed(f"<item {_SPACES}><link>/t</link></item>"), Out.FETCHED, "", 2),
    Case("name-of-1-MB", lambda: _feed(f"<{'x' * 1_000_000}/>"), Out.FETCHED, ""),
)

CHARACTERS = (
    Case("nul-bytes", lambda: _titled(b"a\x00b"), Out.FETCHED, "", 2),
    Case("nothing-but-nul", lambda: response(200, bytes(1_000_000)), Out.FETCHED, ""),
    Case("control-characters", lambda: _titled(bytes(range(1, 32)).replace(b"<", b"")), Out.FETCHED, "", 2),
    Case(
        "utf-7",
        lambda: _in("utf-7", "<item><link>/7</link><title>+ADw-script+AD4-</title></item>"),
        Out.FETCHED,
        "",
        2,
    ),
    Case("ebcdic", lambda: _in("cp037"), Out.FETCHED, ""),
    Case("charset-that-is-a-codec", lambda: _in("unicode_escape"), Out.FETCHED, "", 1),
    Case("charset-that-is-a-compressor", lambda: _in("zlib"), Out.FETCHED, "", 1),
    Case("utf-16-by-name-only", lambda: _in("utf-16"), Out.FETCHED, "", 1),
    Case("utf-16-in-halves", lambda: response(200, rss().decode().encode("utf-16")[:-1]), Out.FETCHED, ""),
    Case("utf-32", lambda: response(200, rss().decode().encode("utf-32")), Out.FETCHED, "", 1),
    Case(
        "two-charsets-in-one",
        lambda: _titled("Caf\u00e9 ".encode("cp1252") + "Caf\u00e9".encode()),
        Out.FETCHED,
        "",
        2,
    ),
    Case("marks-of-byte-order", lambda: response(200, b"\xef\xbb\xbf" * 3 + rss()), Out.FETCHED, ""),
    Case("lone-surrogates", lambda: _titled("a\ud800b"), Out.FETCHED, "", 2),
    Case("references-to-no-character", lambda: _titled("&#0;&#xFFFFFFFF;&#xD800;"), Out.FETCHED, "", 2),
    Case("overrides-of-direction", lambda: _titled("\u202egnp.exe\u2066" * 1_000), Out.FETCHED, "", 2),
)


def _links(*links: str) -> bytes:
    return _feed(
        "".join(f"<item><title>{n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    )


CONTENT = (
    Case("script-in-title", lambda: _titled("&lt;script&gt;alert(1)&lt;/script&gt;"), Out.FETCHED, "", 2),
    Case("sql-in-title", lambda: _titled("'); DROP TABLE fact_fetch; --"), Out.FETCHED, "", 2),
    Case("formula-in-title", lambda: _titled('=HYPERLINK("http://10.0.0.1")'), Out.FETCHED, "", 2),
    Case("escapes-of-a-terminal", lambda: _titled("&#x9b;31m\x1b[2J"), Out.FETCHED, "", 2),
    Case(
        "links-that-lead-nowhere-good",
        lambda: _links("javascript:alert(1)", "file:///etc/passwd", "http://10.0.0.1/", "http://[", "//"),
        Out.FETCHED,
    ),
    Case(
        "links-of-another",
        lambda: _links("https://healthy.example/0", "https://healthy.example/1"),
        Out.FETCHED,
        "",
        3,
    ),
    Case(
        "base-that-is-a-file",
        lambda: _feed('<item xml:base="file:///etc/"><link>passwd</link><title>b</title></item>'),
        Out.FETCHED,
        "",
        1,
    ),
    Case(
        "guid-of-1-MB",
        lambda: _feed(f"<item><guid>{'g' * 1_000_000}</guid><link>/g</link></item>"),
        Out.FETCHED,
        "",
        2,
    ),
    Case(
        "dates-of-no-calendar",
        lambda: _feed(
            "".join(
                f"<item><link>/d{n}</link><pubDate>{d}</pubDate></item>"
                for n, d in enumerate(
                    ("99999-01-01", "0000-00-00", "-1", "9" * 5_000, "Mon, 32 Foo 2024 25:61:61 +9999")
                )
            )
        ),
        Out.FETCHED,
        "",
        6,
    ),
    Case(
        "intervals-of-ages",
        lambda: _feed(f"<ttl>{'9' * 400}</ttl><skipHours>{'<hour>1</hour>' * 9_000}</skipHours>"),
        Out.FETCHED,
        "",
        1,
    ),
    Case("body-that-is-a-path", lambda: response(200, b"/etc/passwd"), Out.FETCHED, "no-feed"),
    Case(
        "body-that-is-an-address", lambda: response(200, b"http://10.0.0.1/feed.xml"), Out.FETCHED, "no-feed"
    ),
    Case("picture", lambda: response(200, b"\x89PNG\r\n\x1a\n" + bytes(5_000)), Out.FETCHED, "no-feed"),
    Case(
        "json-not-a-number",
        lambda: _json(_JSON_HEAD + '{"id": NaN, "title": Infinity}]}'),
        Out.FETCHED,
        "",
    ),
    Case(
        "json-surrogates",
        lambda: _json(_JSON_HEAD + '{"id": "\\ud800", "url": "/u", "title": "\\ud800x"}]}'),
        Out.FETCHED,
        "",
        1,
    ),
)

LARGE = (
    Case("one-byte-chunks", lambda: _endlessly(_CHUNKED, _repeated(b"1\r\n \r\n")), Out.TOO_LARGE),
    Case("gzip-undeclared", lambda: response(200, _packed(rss() * 100_000)), Out.FETCHED, "no-feed"),
    Case(
        "attribute-of-8-MB",
        lambda: _feed(f'<item a="{"x" * 8_000_000}"><link>/t</link></item>'),
        Out.FETCHED,
        "",
        2,
    ),
    Case(
        "attribute-of-8-MB-broken",
        lambda: _feed(f'<item a="{"x" * 8_000_000}"><title>&</item>'),
        Out.FETCHED,
        "tag-too-long",
    ),
    Case("title-of-9-MB", lambda: _titled("word " * 1_800_000), Out.FETCHED, "", 2),
    Case("title-of-5-MB-of-brackets", lambda: _titled("<" * 5_000_000), Out.FETCHED, "too-many-brackets"),
    Case("title-of-5-MB-of-ampersands", lambda: _titled("&" * 5_000_000), Out.FETCHED),
    Case("title-of-1,000,000-references", lambda: _titled("&#65;" * 1_000_000), Out.FETCHED, "", 2),
    Case("200,000-items", lambda: _feed("<item><title>t</title></item>" * _MANY), Out.FETCHED, ""),
    Case("200,000-items-broken", lambda: _feed("<item><title>t&</title></item>" * _MANY), Out.FETCHED, ""),
    Case("800,000-empty-elements", lambda: _feed("<a/>" * 800_000), Out.FETCHED, "", 1),
    Case("2,000,000-empty-elements", lambda: _feed("<a/>" * 2_000_000), Out.FETCHED, "", 0),
    Case("1,000,000-comments", lambda: _feed("<!---->" * 1_000_000), Out.FETCHED, "", 1),
    Case("1,000,000-cdata", lambda: _titled("<![CDATA[x]]>" * 700_000), Out.FETCHED, "", 2),
    Case("cdata-without-end", lambda: _feed("<item><title><![CDATA[" + "x]]" * 1_000_000), Out.FETCHED, ""),
    Case("comment-without-end", lambda: _feed("<!-- " + "--" * 1_000_000), Out.FETCHED, ""),
    Case("instructions-without-end", lambda: _feed("<?x " * 500_000), Out.FETCHED, ""),
    Case("1,000,000-rss", lambda: response(200, b"<rss " * 1_000_000), Out.FETCHED, "too-many-brackets"),
    Case("doctypes", lambda: response(200, b"<!DOCTYPE rss [" * 200_000 + rss()), Out.FETCHED, ""),
    Case("whitespace-of-9-MB", lambda: response(200, b" " * 9_000_000), Out.FETCHED, "empty"),
    Case("whitespace-before-the-feed", lambda: response(200, b"\n" * 9_000_000 + rss()), Out.FETCHED, "", 1),
    Case("accents-on-accents", lambda: _titled("a" + "\u0301" * 1_000_000), Out.FETCHED, "", 2),
    Case(
        "one-guid-for-all",
        lambda: _feed("".join(f"<item><guid>1</guid><link>/{n}</link></item>" for n in range(4_000))),
        Out.FETCHED,
        "",
    ),
    Case(
        "page-of-9-MB", lambda: response(200, b"<html><body>" + b"<p>x</p>" * 1_100_000), Out.FETCHED, "html"
    ),
    Case("json-brackets", lambda: _json("[" * 5_000_000), Out.FETCHED, "too-much-markup"),
    Case("json-number", lambda: _json('{"items": [' + "9" * 5_000_000 + "]}"), Out.FETCHED, "json"),
    Case(
        "json-200,000-items",
        lambda: _json(_JSON_HEAD + ",".join(['{"id": "1"}'] * _MANY) + "]}"),
        Out.FETCHED,
        "",
    ),
    Case(
        "json-keys",
        lambda: _json(_JSON_HEAD + "{" + ",".join(f'"k{n}": 1' for n in range(300_000)) + "}]}"),
        Out.FETCHED,
        "",
    ),
)
"""Documents that take a second or more to read, or would: each is tried alone."""

SMALL = (*HTTP, *INFLATION, *REDIRECTS, *XML, *CHARACTERS, *CONTENT)
CASES = (*SMALL, *LARGE)
