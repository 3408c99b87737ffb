"""Damaged documents: whatever the bytes, they are a feed or `NotAFeed`, soon.

The damage is drawn from a seed, so a failure can be repeated: its message names seed and document.
"""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time

import pytest
from tests.shared_data import shared_data

from ingest import Feed, parse_feed
from ingest.errors import NotAFeed

_URL = "https://example.org/feed"
_SECONDS = 10  # of processor time, for one document on a slow machine
_SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
_RSS = (
    f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {_SPACES}><channel><title>F &amp; G</title>'
    "<link>https://example.org/</link><ttl>60</ttl><skipHours><hour>1</hour></skipHours>"
    '<item><title><![CDATA[A <b>title</b>]]></title><link>/1</link><guid isPermaLink="false">g1</guid>'
    "<pubDate>Tue, 20 Feb 2024 16:04:00 +0530</pubDate><dc:creator>Jane Roe</dc:creator>"
    "<content:encoded>&lt;p&gt;Body&lt;/p&gt;</content:encoded><georss:point>45 -71</georss:point>"
    '<media:group><media:content url="/a.jpg" width="9"><media:credit>Roe</media:credit></media:content>'
    '</media:group><itunes:category text="a"><itunes:category text="b"/></itunes:category></item>'
    "</channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" '
    'xml:base="https://example.org/x/" xml:lang="en"><title type="xhtml"><div '
    'xmlns="http://www.w3.org/1999/xhtml">F</div></title><link rel="hub" href="h"/><entry><id>tag:1</id>'
    '<title mode="base64">QQ==</title><link href="a"/><link rel="replies" href="r" thr:count="3"/>'
    "<author><name>Jane Roe</name></author><updated>2024-02-20T10:34:00Z</updated>"
    '<thr:in-reply-to ref="tag:0"/><content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>'
)
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    '<channel rdf:about="https://example.org/"><title>F</title></channel>'
    '<item rdf:about="https://example.org/1"><title>T</title></item></rdf:RDF>'
)
_JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "F", "authors": [{"name": "Jane Roe"}],'
    '"items": [{"id": 1, "url": "/1", "image": "/a.jpg", "tags": ["x"], "date_published": "2024-02-20",'
    '"attachments": [{"url": "/v", "size_in_bytes": 3}]}]}'
)
_SITEMAP = (
    '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc>'
    "<n:news><n:publication><n:name>E</n:name></n:publication><n:title>T</n:title></n:news></url></urlset>"
)
_OWN = [text.encode() for text in (_RSS, _ATOM, _RDF, _JSON, _SITEMAP)]
_OWN += [_RSS.replace("utf-8", "utf-16").encode("utf-16"), _ATOM.encode("utf-16-le")]
_PIECES = [
    b"<", b">", b"&", b"&amp;", b"&nbsp;", b"&#0;", b"&#x110000;", b"]]>", b"<![CDATA[", b"<!--", b"-->",
    b"<?xml encoding='utf-7'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\x00", b"\x93", b"\xff\xfe",
    b"\xed\xa0\x80", b"<item>", b"</item>", b"</channel>", b"<entry>", b"<media:content url='http://['/>",
    b"xml:base='//['",
    b"<georss:point>1e999 nan</georss:point>", b"<guid>", b"9" * 5_000, b"<a " * 300, b"<b>" * 300,
    b"{", b'"', b"[", b"xmlns='", b"<title type='application/octet-stream'>=</title>",
    b"Mon, 31 Feb 99999 25:61:61 +9999",
]  # fmt: skip


def _damaged(document: bytes, rng: Random) -> bytes:
    """The document with one to eight pieces of damage."""
    for _ in range(rng.randint(1, 8)):
        start = rng.randrange(len(document) + 1)
        end = min(len(document), start + int(rng.expovariate(1 / 20)))
        change = rng.randrange(6)
        if change == 0:  # flip the bits of a byte
            byte = document[start : start + 1] or b"<"
            document = document[:start] + bytes([byte[0] ^ (1 << rng.randrange(8))]) + document[start + 1 :]
        elif change == 1:  # lose some
            document = document[:start] + document[end:]
        elif change == 2:  # say some again, elsewhere
            place = rng.randrange(len(document) + 1)
            document = document[:place] + document[start:end] + document[place:]
        elif change == 3:  # break off
            document = document[: max(start, 1)]
        else:
            document = document[:start] + rng.choice(_PIECES) + document[start:]
    return document


def _read(document: bytes) -> Feed | None:
    begun = process_time()
    try:
        return parse_feed(document, url=_URL)
    except NotAFeed:
        return None
    finally:
        assert process_time() - begun < _SECONDS


def _outcomes(seed: int, documents: Sequence[bytes], rounds: int) -> Iterator[Feed | None]:
    rng = Random(seed)  # noqa: S311 - damage, no secrets
    for number in range(rounds):
        document = _damaged(rng.choice(documents), rng)
        try:
            yield _read(document)
        except Exception as error:  # named, so that it can be repeated
            raise AssertionError(f"seed {seed}, document {number}: {document[:2_000]!r}") from error


@pytest.mark.parametrize("seed", range(4))
def test_damaged_documents_are_feeds_or_none(seed: int) -> None:
    outcomes = list(_outcomes(seed, _OWN, 400))
    read = sum(1 for feed in outcomes if feed and feed.entries)
    assert 100 < read < 400, "damage that stops nothing or everything proves nothing"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_damaged_real_documents_are_feeds_or_none(seed: int) -> None:
    folder = shared_data("feeds")
    paths = sorted((folder / "conformance").rglob("*.xml")) + sorted((folder / "real").glob("*.gz"))
    documents = [document for path in paths if len(document := _content(path)) < 300_000]
    assert any(feed and feed.entries for feed in _outcomes(seed, documents, 500))


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
