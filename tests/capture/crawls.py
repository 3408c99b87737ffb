"""WARC files as other software writes them."""

from collections.abc import Mapping

from ingest.archive.warc_format import WarcRecord, serialised

AT = "2019-05-01T06:00:00Z"


def crawl(bodies: Mapping[str, bytes], *, content_type: str = "text/html; charset=utf-8") -> bytes:
    """A crawl of some addresses at `AT`, each with its request."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode()
    records = [_record("warcinfo", "", b"software: another/1.0\r\n", "application/warc-fields")]
    for url, body in bodies.items():
        records.append(_record("response", url, head + body, "application/http; msgtype=response"))
        records.append(
            _record("request", url, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
        )
    return b"".join(map(serialised, records))


def _record(kind: str, url: str, block: bytes, content_type: str) -> WarcRecord:
    named = (("WARC-Target-URI", url),) if url else ()
    return WarcRecord(
        (
            ("WARC-Type", kind), ("WARC-Record-ID", f"<urn:example:{kind}:{url}>"), ("WARC-Date", AT), *named,
            ("Content-Type", content_type),
        ),
        block,
    )  # fmt: skip
