"""Every expectation of feedparser's and gofeed's own tests that concerns a field we carry.

`tests/cases/parsing/feeds_conformance.json` lists, reason by reason, the files whose expectation we do not
share: by name, or by a pattern where a whole folder is about one thing.
"""

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from tests.parsing.feedparser_view import conjuncts, holds
from tests.parsing.gofeed_view import pairs
from tests.shared_data import shared_data

from ingest import parse_feed
from ingest.errors import NotAFeed
from ingest.records import Feed

_CASES = Path(__file__).parents[1] / "cases" / "parsing" / "feeds_conformance.json"
_EXCEPTIONS = [case for cases in json.loads(_CASES.read_text(encoding="utf-8")).values() for case in cases]
_EXPECTATION = re.compile(r"Expect:\s*(.+)")
_LOCATION = re.compile(r"Header:\s*Content-Location:\s*(\S+)", re.IGNORECASE)
_TYPE = re.compile(r"Header:\s*Content-type:\s*(.+)", re.IGNORECASE)


def test_expectations_of_feedparser_hold() -> None:
    folder = shared_data("feeds/conformance")
    checked, missed = 0, set[str]()
    for path in sorted((folder / "feedparser").rglob("*.xml")):
        results = [result for result in _feedparser_results(path) if result is not None]
        checked += bool(results)
        if not all(results):
            missed.add(path.relative_to(folder).as_posix())
    _judge(missed, "feedparser/")
    assert checked > 700


def test_expectations_of_gofeed_hold() -> None:
    folder = shared_data("feeds/conformance")
    checked, missed = 0, set[str]()
    for path in sorted((folder / "gofeed").rglob("*.xml")):
        expected = path.with_suffix(".json")
        if expected.exists():
            checked += 1
            if any(_gofeed_misses(path, json.loads(expected.read_text(encoding="utf-8")))):
                missed.add(path.relative_to(folder).as_posix())
    _judge(missed, "gofeed/")
    assert checked > 120


def _judge(missed: set[str], corpus: str) -> None:
    """All that is missed is listed, and all that is listed is missed."""
    cases = [case for case in _EXCEPTIONS if case.startswith(corpus)]
    assert sorted(name for name in missed if not any(fnmatchcase(name, case) for case in cases)) == []
    assert [case for case in cases if not any(fnmatchcase(name, case) for name in missed)] == []


def _feedparser_results(path: Path) -> Iterator[bool | None]:
    payload = path.read_bytes()
    head = _readable(payload)
    expectation = _EXPECTATION.search(head)
    feed = _read(path, payload)
    for part in conjuncts(expectation[1]) if expectation else ():
        yield holds(part, feed or Feed(url="", kind="rss"))


def _gofeed_misses(path: Path, expected: dict[str, object]) -> Iterator[str]:
    feed = _read(path, path.read_bytes())
    if feed is None:
        yield "no feed"
        return
    for name, wanted, found in pairs(expected, feed):
        if wanted != found:
            yield f"{name}: {wanted!r}, but {found!r}"


def _read(path: Path, payload: bytes) -> Feed | None:
    head = _readable(payload)
    location, content_type = _LOCATION.search(head), _TYPE.search(head)
    url = location[1] if location else f"http://127.0.0.1:8097/{path.name}"
    try:
        return parse_feed(payload, url=url, content_type=content_type[1].strip() if content_type else None)
    except NotAFeed:
        return None


def _readable(payload: bytes) -> str:
    """The head of a test file in any charset: its words are ASCII."""
    return payload.replace(b"\0", b"").decode("utf-8", "replace")
