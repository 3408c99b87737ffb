"""The list of feeds on the desk: changed by who may, from our own pages, and by nothing else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from tests.desk.receiving import Reply, call
from tests.desk.showing import desk_of
from tests.serving_apps import showing

from ingest.archive import Archive
from ingest.desk import Right

FEED = "https://a.example/feed?x=1&y=2"
OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def origin(home: Path) -> Iterator[str]:
    with showing(desk_of(home)) as served:
        yield served


def _sent(
    origin: str, url: str, *, path: str = "/feeds", sent: dict[str, str] = OURS, form: dict[str, str] = FORM
) -> Reply:
    return call(origin + path, body=urlencode({"url": url}).encode(), sent=sent | form)


def _followed(origin: str, reply: Reply) -> bytes:
    path, _, query = reply.headers["location"].partition("?")
    return call(origin + path, query=dict(parse_qsl(query))).body


def _list(home: Path) -> list[str]:
    return [one.url for one in Archive(home).subscriptions()]


def test_a_feed_is_added_shown_and_removed_before_anything_is_published(home: Path, origin: str) -> None:
    added = _sent(origin, f" {FEED} ")
    assert (added.status, _list(home)) == (303, [FEED])
    assert b"https://a.example/feed?x=1&amp;y=2 is on the list" in _followed(origin, added)
    removed = _sent(origin, FEED, path="/feeds/removal")
    assert (removed.status, _list(home)) == (303, [])
    assert b"is not on the list" in _followed(origin, removed)
    assert _sent(origin, FEED, path="/feeds/removal").status == 404


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/", "javascript:alert(1)", "https://me:secret@a.example/"]
)
def test_what_is_no_address_of_a_feed_is_told_why(url: str, home: Path, origin: str) -> None:
    page = _sent(origin, url)
    assert (page.status, _list(home)) == (422, [])
    assert b'role="alert"' in page.body


@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1"},
        {"Origin": ""}, {}, {"Referer": "http://127.0.0.1/feeds"},
    ],
    ids=str,
)  # fmt: skip
def test_another_site_changes_nothing_with_a_readers_browser(
    sent: dict[str, str], home: Path, origin: str
) -> None:
    for path in ("/feeds", "/feeds/removal"):
        assert _sent(origin, FEED, path=path, sent=sent).status == 403
    cross = {"Sec-Fetch-Site": "cross-site", "Origin": origin}
    assert _sent(origin, FEED, sent=cross).status == 403
    assert _list(home) == []


def test_a_browser_that_names_only_the_origin_is_believed(home: Path, origin: str) -> None:
    assert _sent(origin, FEED, sent={"Origin": f"http://{urlsplit(origin).netloc}"}).status == 303
    assert _list(home) == [FEED]


def test_a_page_by_get_changes_nothing(home: Path, origin: str) -> None:
    assert call(f"{origin}/feeds", query={"url": FEED, "changed": FEED}).status == 200
    assert call(f"{origin}/feeds/removal", query={"url": FEED}).status == 405
    assert _list(home) == []


@pytest.mark.parametrize(
    ("form", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, b"url=https://a.example/", 415),
        ({"Content-Type": "application/json"}, b'{"url": "https://a.example/"}', 415),
        (FORM, b"url=" + b"x" * 30_000, 413),
        (FORM, b"url=\xff\xfe", 422),
        (FORM, b"&".join([b"url=a"] * 50), 422),
        (FORM, b"", 422),
    ],
    ids=["text", "json", "long", "no text", "many fields", "empty"],
)
def test_what_is_no_form_of_ours_is_refused(
    form: dict[str, str], body: bytes, status: int, home: Path, origin: str
) -> None:
    assert call(f"{origin}/feeds", body=body, sent=OURS | form).status == status
    assert _list(home) == []


def test_who_may_only_read_sees_feeds_and_changes_none(home: Path) -> None:
    with showing(desk_of(home, rights=lambda: frozenset({Right.CONSOLE}))) as origin:
        for path in ("/feeds", "/feeds/removal"):
            assert _sent(origin, FEED, path=path).status == 403
        page = call(f"{origin}/feeds")
        assert page.status == 200
        assert b'method="post"' not in page.body
    assert _list(home) == []


def test_feeds_that_many_add_at_once_are_all_kept(home: Path, origin: str) -> None:
    urls = [f"https://a{number}.example/feed" for number in range(12)]
    with ThreadPoolExecutor(6) as people:
        assert {reply.status for reply in people.map(partial(_sent, origin), urls)} == {303}
    assert sorted(_list(home)) == sorted(urls)
