"""Feeds become one segment: documents, robots.txt, pages of new entries, revisits."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.web.loopback import Server, response, serving

from ingest.archive import Archive, ArchivedCapture
from ingest.capture import capture_feeds
from ingest.records import Capture, CaptureKind, FetchOutcome, Run, RunMode, Subscription
from ingest.settings import Pages, Settings
from ingest.warehouse import Warehouse
from ingest.web import Web

_NIGHT = datetime(2024, 2, 20, 2, tzinfo=UTC)
_ITEM = "<item><title>T{0}</title><link>https://a.example/news/{0}</link></item>"


def _feed(*numbers: int) -> bytes:
    items = "".join(_ITEM.format(number) for number in numbers)
    return f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def _run(
    home: Path,
    server: Server,
    paths: Sequence[str],
    *,
    now: datetime = _NIGHT,
    pages_a_feed: int = 50,
    pages: Pages = Pages.ALWAYS,
) -> list[Capture]:
    settings = Settings(
        home=home,
        stand_ins={"*.example": server.origin},
        host_spacing=0,
        workers=1,
        pages_a_feed=pages_a_feed,
        pages=pages,
    )
    archive = Archive(home)
    segment = capture_feeds(
        [
            Subscription(url=f"https://a.example{path}", title=path, outlet_domain="a.example")
            for path in paths
        ],
        warehouse=Warehouse(home),
        archive=archive,
        web=Web(settings, clock=lambda: now),
        run=Run(run_id="r", mode=RunMode.NIGHTLY, started_at=now, software="ingest/test"),
        clock=lambda: now,
        settings=settings,
        progress=lambda _what, _done, _of: None,
    )
    found = list(archive.read_captures(segment))
    assert all(isinstance(one, ArchivedCapture) for one in found)
    return [one.capture for one in found if isinstance(one, ArchivedCapture)]


def _asked(captures: list[Capture]) -> list[tuple[str, str]]:
    return sorted((capture.url.removeprefix("https://a.example"), capture.outcome) for capture in captures)


def test_new_pages_follow_their_feeds_and_one_page_comes_once(tmp_path: Path) -> None:
    answers = {
        "/feed": response(200, _feed(1, 2)),
        "/other": response(200, _feed(2)),
        "/bad": response(200, b"<html>"),
    }
    pages = {f"/news/{number}": response(200, b"page") for number in (1, 2)}
    with serving(answers | pages) as server:
        captures = _run(tmp_path, server, ["/feed", "/other", "/bad"])
    assert _asked(captures) == [
        ("/bad", "fetched"), ("/feed", "fetched"), ("/news/1", "fetched"), ("/news/2", "fetched"),
        ("/other", "fetched"), ("/robots.txt", "missing"),
    ]  # fmt: skip
    kinds = [capture.kind for capture in captures]
    assert kinds[:3] == [CaptureKind.FEED] * 3
    page = next(capture for capture in captures if capture.url.endswith("/news/1"))
    assert page.feed_url == "https://a.example/feed"
    assert page.entry is not None
    assert page.entry.title == "T1"


def test_the_second_night_asks_for_what_changed(tmp_path: Path) -> None:
    validated = response(200, _feed(1), {"ETag": '"1"'})
    with serving({"/feed": validated, "/news/1": response(200, b"page")}) as server:
        _run(tmp_path, server, ["/feed"])
        server.requests.clear()
        server.answers |= {"/feed": response(304), "/news/1": response(200, b"edited")}
        captures = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=1))
        assert server.requests[0].header("If-None-Match") == '"1"'
    assert _asked(captures) == [("/feed", "unchanged"), ("/news/1", "fetched"), ("/robots.txt", "missing")]
    page = next(capture for capture in captures if capture.kind is CaptureKind.PAGE)
    assert page.entry is not None, "a revisit knows what the feed said the first time"


def test_the_same_page_is_a_revisit_of_its_first_capture(tmp_path: Path) -> None:
    with serving({"/feed": response(200, _feed(1)), "/news/1": response(200, b"page")}) as server:
        first = _run(tmp_path, server, ["/feed"])
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=1))
    ids = {capture.url: capture.capture_id for capture in first}
    repeated = [capture for capture in second if capture.kind is not CaptureKind.ROBOTS]
    assert [capture.outcome for capture in repeated] == [FetchOutcome.UNCHANGED] * 2
    assert all(capture.revisit_of == ids[capture.url] for capture in repeated)


def test_a_night_without_feeds_leaves_an_empty_segment(tmp_path: Path) -> None:
    with serving({}) as server:
        assert _run(tmp_path, server, []) == []


def test_entries_beyond_the_cap_are_fetched_though_the_feed_stays_as_it_is(tmp_path: Path) -> None:
    pages = {f"/news/{number}": response(200, b"page") for number in range(5)}
    with serving({"/feed": response(200, _feed(*range(5)), {"ETag": '"1"'})} | pages) as server:
        first = _run(tmp_path, server, ["/feed"], pages_a_feed=2)
        server.answers["/feed"] = response(304)
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(minutes=20), pages_a_feed=2)
        third = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(minutes=40), pages_a_feed=2)
        fourth = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(minutes=50), pages_a_feed=2)
    assert [_pages(run) for run in (first, second, third, fourth)] == [
        ["/news/0", "/news/1"], ["/news/2", "/news/3"], ["/news/4"], [],
    ]  # fmt: skip
    entries = [capture.entry for capture in second if capture.kind is CaptureKind.PAGE]
    assert [entry.title for entry in entries if entry] == ["T2", "T3"]


def _pages(captures: list[Capture]) -> list[str]:
    return sorted(path for path, _ in _asked(captures) if path.startswith("/news/"))


_WHOLE = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>F</title>'
    "<item><title>Whole</title><link>https://a.example/news/1</link><content:encoded>&lt;p&gt;"
    + "The ferry stays in the harbour. "
    * 30
    + "&lt;/p&gt;</content:encoded></item>"
    "<item><title>Teaser</title><link>https://a.example/news/2</link>"
    "<content:encoded>The ferry stays.</content:encoded></item>"
    "</channel></rss>"
).encode()


def _outcomes(captures: list[Capture], path: str) -> list[str]:
    return [capture.outcome for capture in captures if capture.url.endswith(path)]


def test_an_article_that_its_feed_brings_whole_stands_in_for_a_page_that_is_refused(tmp_path: Path) -> None:
    refused = {"/news/1": response(403), "/news/2": response(403)}
    with serving({"/feed": response(200, _WHOLE)} | refused) as server:
        first = _run(tmp_path, server, ["/feed"])
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=1))
    assert _outcomes(first, "/news/1") == [FetchOutcome.IN_FEED, FetchOutcome.REFUSED]
    assert _outcomes(first, "/news/2") == [FetchOutcome.REFUSED], "a teaser is no article"
    assert _pages(second) == [], "nobody asks again"


def test_what_robots_txt_forbids_is_read_in_the_feed(tmp_path: Path) -> None:
    rules = response(200, b"User-agent: *\nDisallow: /news/")
    with serving({"/feed": response(200, _WHOLE), "/robots.txt": rules}) as server:
        first = _run(tmp_path, server, ["/feed"])
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=1))
    assert _outcomes(first, "/news/1") == [FetchOutcome.IN_FEED, FetchOutcome.DISALLOWED]
    assert FetchOutcome.IN_FEED not in _outcomes(second, "/news/1"), "once is enough"


def test_a_page_that_was_seen_is_never_replaced_by_its_feed(tmp_path: Path) -> None:
    with serving({"/feed": response(200, _WHOLE), "/news/1": response(200, b"page")}) as server:
        _run(tmp_path, server, ["/feed"])
        server.answers["/news/1"] = response(403)
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=1))
    assert _outcomes(second, "/news/1") == [FetchOutcome.REFUSED]


def test_pages_are_spared_where_the_operator_wants_it(tmp_path: Path) -> None:
    answers = {"/feed": response(200, _WHOLE), "/news/2": response(200, b"page")}
    with serving(answers) as server:
        first = _run(tmp_path, server, ["/feed"], pages=Pages.UNLESS_IN_FEED)
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=1), pages=Pages.UNLESS_IN_FEED)
        asked = {request.path for request in server.requests}
    assert "/news/1" not in asked
    assert _outcomes(first, "/news/1") == [FetchOutcome.IN_FEED]
    assert _outcomes(second, "/news/1") == [], "known"


def test_a_page_that_never_answers_is_read_in_the_feed_at_the_last_attempt(tmp_path: Path) -> None:
    with serving(
        {"/feed": response(200, _WHOLE), "/news/1": response(500), "/news/2": response(500)}
    ) as server:
        runs = [_run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(days=day)) for day in range(6)]
    assert [_outcomes(run, "/news/1") for run in runs] == [
        ["server-error"], ["server-error"], ["server-error"], ["in-feed", "server-error"], [], [],
    ]  # fmt: skip


def test_robots_txt_is_asked_once_a_day(tmp_path: Path) -> None:
    rules = response(200, b"User-agent: *\nDisallow: /news/2\n")
    answers = {"/feed": response(200, _feed(1)), "/robots.txt": rules, "/news/1": response(200, b"page")}
    with serving(answers) as server:
        _run(tmp_path, server, ["/feed"])
        server.answers["/feed"] = response(200, _feed(2, 3))
        server.answers["/news/3"] = response(200, b"page")
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(hours=2))
        asked = [request.path for request in server.requests].count("/robots.txt")
        third = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(hours=25))
    assert asked == 1
    assert (_outcomes(second, "/news/2"), _outcomes(second, "/news/3")) == (["disallowed"], ["fetched"])
    assert len(_outcomes(third, "/robots.txt")) == 1


def test_a_robots_txt_that_could_not_be_had_is_asked_for_in_the_next_run(tmp_path: Path) -> None:
    answers = {
        "/feed": response(200, _feed(1)),
        "/robots.txt": response(503),
        "/news/1": response(200, b"page"),
    }
    with serving(answers) as server:
        first = _run(tmp_path, server, ["/feed"])
        server.answers["/robots.txt"] = response(404)
        second = _run(tmp_path, server, ["/feed"], now=_NIGHT + timedelta(hours=2))
    assert (_outcomes(first, "/news/1"), _outcomes(second, "/news/1")) == (["disallowed"], ["fetched"])
