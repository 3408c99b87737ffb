"""The reader of well-formed feeds and the tolerant one give the same record, on real documents.

`tests/cases/parsing/feeds_readers.json` names the fields in which they may differ, with the reason.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.shared_data import shared_data

from ingest import parse_feed
from ingest.parsing.feeds_lenient import read_lenient
from ingest.parsing.feeds_recovered import completed
from ingest.records import Feed, FeedEntry

_CASES = Path(__file__).parents[1] / "cases" / "parsing" / "feeds_readers.json"
_EXCEPTIONS = {case for cases in json.loads(_CASES.read_text(encoding="utf-8")).values() for case in cases}


def _tolerantly(document: bytes, url: str) -> Feed:
    """By the tolerant reader alone, though the document is well-formed."""
    return completed(read_lenient(document, url=url), document)


def _torn(document: bytes, url: str) -> Feed:
    """The document as a connection that breaks off at its very end leaves it."""
    return parse_feed(document.rstrip()[:-3], url=url)


@pytest.mark.slow
@pytest.mark.parametrize("read", [_tolerantly, _torn])
def test_real_documents_read_alike_by_both_readers(read: Callable[[bytes, str], Feed]) -> None:
    compared, found = 0, set[str]()
    for path in sorted(shared_data("feeds/real").glob("*.gz")):
        document, url = gzip.decompress(path.read_bytes()), f"https://example.org/{path.name}"
        strict = parse_feed(document, url=url)
        if strict.kind != "json" and not strict.warnings:
            compared += 1
            found |= set(_differences(path.name, strict, read(document, url)))
    assert found <= _EXCEPTIONS
    assert compared > 100


def test_every_exception_is_still_one() -> None:
    found = set[str]()
    for name in {case.split()[0] for case in _EXCEPTIONS}:
        document, url = (
            gzip.decompress((shared_data("feeds/real") / name).read_bytes()),
            "https://example.org/",
        )
        found |= set(_differences(name, parse_feed(document, url=url), _torn(document, url)))
    assert found == _EXCEPTIONS


def _differences(name: str, strict: Feed, tolerant: Feed) -> Iterator[str]:
    assert len(strict.entries) == len(tolerant.entries), name
    for field in Feed.model_fields.keys() - {"entries", "warnings"}:
        if getattr(strict, field) != getattr(tolerant, field):
            yield f"{name} feed {field}"
    for position, (exact, other) in enumerate(zip(strict.entries, tolerant.entries, strict=True)):
        for field in FeedEntry.model_fields:
            if getattr(exact, field) != getattr(other, field):
                yield f"{name} {position} {field}"
