"""One reader of feeds on a folder of documents: `python parsing_peers.py NAME FOLDER ROUNDS`; prints JSON.

Run by `parsing.py`, the peers with the Python of an environment that has them. Prints the processor seconds
of the best round, and for each document the words of four fields of each entry, as digests.
"""

import gzip
import json
import re
import sys
from collections.abc import Callable
from hashlib import sha1
from html import unescape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

Entry = dict[str, str | None]
_URL = "https://example.org/feed"
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


def essence(text: object) -> str:
    """A digest of the words of a text or of its markup; empty where there are none."""
    bare = _TAG.sub(" ", unescape(str(text or "")))
    words = "".join(_WORD.findall(unescape(bare).lower()))
    return sha1(words.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:12] if words else ""


def ingest(body: bytes) -> list[Entry]:
    """Ours."""
    feed = import_module("ingest").parse_feed(body, url=_URL)
    return [
        {"title": one.title, "guid": one.guid, "summary": one.summary, "content": one.content}
        for one in feed.entries
    ]


def feedparser(body: bytes) -> list[Entry]:
    """As fast as its options make it; its content is its first."""
    library: Any = import_module("feedparser")
    found = library.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return [_of_dictionary(dict(one), "summary") for one in found["entries"]]


def fastfeedparser(body: bytes) -> list[Entry]:
    """As its guide shows."""
    library: Any = import_module("fastfeedparser")
    return [_of_dictionary(dict(one), "description") for one in library.parse(body)["entries"]]


def _of_dictionary(one: dict[str, Any], summary: str) -> Entry:
    content = (one.get("content") or [{}])[0].get("value")
    return {"title": one.get("title"), "guid": one.get("id"), "summary": one.get(summary), "content": content}


def atoma(body: bytes) -> list[Entry]:
    """RSS and Atom have a function each; the root says which."""
    library: Any = import_module("atoma")
    if b"<feed" in body[:2_000]:
        return [
            {
                "title": one.title and one.title.value, "guid": one.id_,
                "summary": one.summary and one.summary.value, "content": one.content and one.content.value,
            }
            for one in library.parse_atom_bytes(body).entries
        ]  # fmt: skip
    return [
        {"title": one.title, "guid": one.guid, "summary": one.description, "content": one.content_encoded}
        for one in library.parse_rss_bytes(body).items
    ]


READERS: dict[str, Callable[[bytes], list[Entry]]] = {
    reader.__name__: reader for reader in (ingest, feedparser, fastfeedparser, atoma)
}


def measured(name: str, documents: dict[str, bytes], rounds: int) -> dict[str, Any]:
    """Seconds of the best round over what the reader can read, and its entries."""
    read, found, failed = READERS[name], dict[str, list[Entry]](), list[str]()
    for document, body in documents.items():
        try:
            found[document] = read(body)
        except Exception:  # noqa: BLE001 - whatever a peer raises: what it cannot read it is not timed on
            failed.append(document)
    seconds = []
    for _ in range(rounds):
        begun = process_time()
        for document in found:
            read(documents[document])
        seconds.append(process_time() - begun)
    entries = {
        document: [{field: essence(value) for field, value in entry.items()} for entry in listed]
        for document, listed in found.items()
    }
    return {"seconds": min(seconds), "failed": failed, "entries": entries}


def documents_in(folder: Path) -> dict[str, bytes]:
    """The documents of a folder by name: `*.xml`, `*.xml.gz`."""
    return {
        path.name: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted(folder.glob("*.xml*"))
    }


if __name__ == "__main__":
    name, folder, rounds = sys.argv[1:]
    json.dump(measured(name, documents_in(Path(folder)), int(rounds)), sys.stdout)
