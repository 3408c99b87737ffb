"""A look at a feed over real HTTP, and what it makes of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.web.loopback import Conversation, Server, response, serving

from ingest.catalogue import FeedAdvice, Severity
from ingest.pipeline import Workplace, check_feeds, discover_feeds
from ingest.settings import Settings

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = " ".join(["word"] * 200)


def _place(home: Path, server: Server) -> Workplace:
    stand_ins = {"*.example": server.origin}
    return Workplace.of(Settings(home=home, stand_ins=stand_ins, host_spacing=0, request_seconds=5))


def _item(number: int, *, hours: float, text: str = "Lead.", extra: str = "") -> str:
    date = format_datetime(NOW - timedelta(hours=hours), usegmt=True)
    return (
        f"<item><title>T{number}</title><link>http://daily.example/{number}</link><guid>g{number}</guid>"
        f"<pubDate>{date}</pubDate><description>{text}</description>{extra}</item>"
    )


def _rss(items: str, channel: str = "<language>en</language>") -> bytes:
    return (
        f'<rss version="2.0"><channel><title>Daily</title><link>http://daily.example/</link>{channel}{items}'
        "</channel></rss>"
    ).encode()


def _advice(
    home: Path, answers: Mapping[str, bytes | Conversation], path: str = "/rss", *, thoroughly: bool = True
) -> FeedAdvice:
    with serving(answers) as server:
        place = _place(home, server)
        (advice,) = check_feeds(
            place, [f"http://daily.example{path}"], clock=lambda: NOW, thoroughly=thoroughly
        )
    return advice


def _says(advice: FeedAdvice, severity: Severity, words: str) -> bool:
    return any(words in one.text for one in advice.remarks if one.severity is severity)


def _conditional(body: bytes) -> Conversation:
    """A server that honours its ETag."""
    asked: list[None] = []

    def talk(connection: object) -> None:
        asked.append(None)
        whole = response(200, body, {"ETag": '"1"'})
        connection.sendall(whole if len(asked) == 1 else response(304))  # type: ignore[attr-defined]

    return talk


def test_a_model_feed_gets_praise_alone(tmp_path: Path) -> None:
    items = "".join(_item(n, hours=6 * n + 1, text=WORDS) for n in range(10))
    advice = _advice(tmp_path, {"/rss": _conditional(_rss(items)), "/robots.txt": response(200, b"")})
    assert advice.problems == ()
    assert [one.text for one in advice.remarks if one.severity is Severity.NOTE] == [
        "sent without encryption: anybody on the way may change it; try https://"
    ]
    assert (advice.entries, advice.dated, advice.full_text, advice.conditional) == (10, 10, 10, "honoured")
    assert (advice.entries_a_day, advice.window_hours) == (4.0, 54.0)
    assert (advice.pages_tried, advice.pages_allowed) == (10, 10)
    assert _says(advice, Severity.GOOD, "answered with 304")
    assert list(tmp_path.iterdir()) == []


def test_a_short_list_says_how_often_to_poll(tmp_path: Path) -> None:
    items = "".join(_item(n, hours=n / 4) for n in range(13))
    advice = _advice(tmp_path, {"/rss": response(200, _rss(items))})
    assert advice.poll_within_hours == 1.5
    assert _says(advice, Severity.NOTE, "poll at least every 90 minutes or entries are lost")
    assert _says(advice, Severity.NOTE, "teasers only")
    assert _says(advice, Severity.NOTE, "neither ETag nor Last-Modified")


def test_validators_that_do_nothing_are_noticed(tmp_path: Path) -> None:
    body = response(
        200, _rss(_item(1, hours=1)), {"ETag": '"1"', "Last-Modified": "Mon, 02 Mar 2026 11:00:00 GMT"}
    )
    advice = _advice(tmp_path, {"/rss": body})
    assert (advice.validators, advice.conditional) == ("etag, last-modified", "ignored")
    assert _says(advice, Severity.NOTE, "sends everything again")


def test_a_quick_look_is_one_request(tmp_path: Path) -> None:
    with serving({"/rss": response(200, _rss(_item(1, hours=1)), {"ETag": '"1"'})}) as server:
        (advice,) = check_feeds(
            _place(tmp_path, server), ["http://daily.example/rss"], clock=lambda: NOW, thoroughly=False
        )
        assert [request.path for request in server.requests] == ["/rss"]
    assert advice.conditional == "not asked"


def test_a_feed_that_moved_for_good_gives_its_new_address(tmp_path: Path) -> None:
    feed = response(200, _rss(_item(1, hours=1)))
    moved = {"/rss": response(301, headers={"Location": "/new"}), "/new": feed}
    assert _advice(tmp_path, moved).moved_to == "http://daily.example/new"
    for_now = {"/rss": response(302, headers={"Location": "/new"}), "/new": feed}
    advice = _advice(tmp_path, for_now)
    assert (advice.moved_to, advice.redirects) == (None, 1)
    assert _says(advice, Severity.NOTE, "not for good")


def test_entries_that_are_hard_to_tell_apart_are_told(tmp_path: Path) -> None:
    same = _item(1, hours=1) + _item(1, hours=2) + _item(3, hours=3).replace("<guid>g3</guid>", "")
    tracked = _item(4, hours=4).replace("/4</link>", "/4?utm_source=rss</link>")
    advice = _advice(tmp_path, {"/rss": response(200, _rss(same + tracked))})
    for words in ("1 entry with the guid of another", "1 of 4 entries have no guid", "1 link with marks"):
        assert _says(advice, Severity.NOTE, words), words


def test_closed_pages_are_a_problem_unless_the_feed_has_the_text(tmp_path: Path) -> None:
    robots = response(200, b"User-agent: *\nDisallow: /")
    teasers = _advice(tmp_path, {"/rss": response(200, _rss(_item(1, hours=1))), "/robots.txt": robots})
    assert [one.topic for one in teasers.problems] == ["robots"]
    full = _advice(
        tmp_path, {"/rss": response(200, _rss(_item(1, hours=1, text=WORDS))), "/robots.txt": robots}
    )
    assert full.problems == ()


def test_a_sitemap_of_news_is_read_as_a_feed(tmp_path: Path) -> None:
    news = b"<urlset><url><loc>/1</loc><n:news xmlns:n='urn:n'><n:title>T</n:title></n:news></url></urlset>"
    advice = _advice(tmp_path, {"/rss": response(200, news)})
    assert advice.is_readable
    assert any("sitemap of news" in remark.text for remark in advice.remarks)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (response(410), "remove it"),
        (response(404), "discover"),
        (response(401), "password"),
        (response(403), "INGEST_CONTACT"),
        (response(429), "wait some hours"),
        (response(429, headers={"Retry-After": "7200"}), "left alone for 2 hours"),
        (response(503), "in trouble (503)"),
        (response(200, b"<!doctype html><html><body>Accept all cookies</body></html>"), "consent wall"),
        (response(200, b""), "empty"),
        (response(200, b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>'), "entities"),
        (response(200, b"<sitemapindex/>"), "list of sitemaps"),
        (response(200, b"<urlset/>"), "nothing of news"),
        (response(200, b"\x00\x01", {"Content-Encoding": "gzip"}), "unpacked"),
        (response(302, headers={"Location": "http://10.0.0.1/rss"}), "not public"),
        (response(302, headers={"Location": "/rss"}), "redirects without end"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path, answer: bytes, words: str) -> None:
    advice = _advice(tmp_path, {"/rss": answer})
    assert len(advice.problems) == 1
    assert words in advice.problems[0].text
    assert not advice.is_readable


def test_a_site_is_searched_for_its_feeds_and_the_best_stands_first(tmp_path: Path) -> None:
    page = (
        b'<head><link rel="alternate" type="application/rss+xml" href="/comments/feed">'
        b'<link rel="alternate" type="application/rss+xml" href="/teasers">'
        b'<link rel="alternate" type="application/rss+xml" href="/gone">'
        b'<link rel="alternate" type="application/rss+xml" href="/full"></head>'
    )
    answers = {
        "/": response(200, page, {"Content-Type": "text/html"}),
        "/comments/feed": response(200, _rss(_item(9, hours=0.1, text=WORDS))),
        "/teasers": response(200, _rss(_item(1, hours=1) + _item(2, hours=2))),
        "/full": response(200, _rss(_item(1, hours=1, text=WORDS) + _item(2, hours=2, text=WORDS))),
    }
    with serving(answers) as server:
        found = discover_feeds(_place(tmp_path, server), "http://daily.example/", clock=lambda: NOW)
    urls = [one.url.removeprefix("http://daily.example") for one in found.found]
    assert urls == ["/full", "/teasers", "/comments/feed", "/gone"]
    assert found.best is found.found[0]
    assert found.found[1].same_as == "http://daily.example/full"
    assert found.found[2].is_comments


def test_a_feed_that_nothing_announces_is_found_with_few_questions(tmp_path: Path) -> None:
    answers = {"/": response(200, b"<p>Hello</p>"), "/rss": response(200, _rss(_item(1, hours=1)))}
    with serving(answers) as server:
        found = discover_feeds(_place(tmp_path, server), "http://daily.example/", clock=lambda: NOW)
        assert [request.path for request in server.requests] == ["/robots.txt", "/", "/feed", "/rss"]
    assert found.best is not None
    assert found.best.clue == "well-known"


def test_a_site_without_a_feed_costs_a_dozen_questions_at_most(tmp_path: Path) -> None:
    with serving({"/": response(200, b"<p>Hello</p>")}) as server:
        found = discover_feeds(_place(tmp_path, server), "http://daily.example/", clock=lambda: NOW)
        assert len(server.requests) <= 12
    assert found.best is None


def test_the_address_of_a_feed_is_a_site_with_one_feed(tmp_path: Path) -> None:
    with serving({"/rss": response(200, _rss(_item(1, hours=1)))}) as server:
        found = discover_feeds(_place(tmp_path, server), "http://daily.example/rss", clock=lambda: NOW)
    assert found.best is not None
    assert found.best.clue == "itself"
