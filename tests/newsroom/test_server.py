"""The press answers like a web server: validators, compression, errors, and every fault on purpose."""

import gzip
import http.client
import threading
from collections.abc import Iterator

import pytest

from ingest.newsroom import Newsroom, Site, serve
from ingest.newsroom.outlets import House, houses
from ingest.newsroom.truth import EditKind

PRESS = Newsroom(seed=1)
FAULTS = {house.fault: house for house in houses() if house.fault}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(PRESS, night=1) as running:
        yield running


def _get(site: Site, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(site.origin.removeprefix("http://"), timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request("GET", f"/{path}", headers={"Host": host, **names})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def _feed(fault: str) -> str:
    return FAULTS[fault].feed_url


def test_every_article_of_the_first_night_is_served_with_its_text(site: Site) -> None:
    for piece in PRESS.edition(1).pieces[::9]:
        status, _, body = _get(site, piece.url)
        assert status == 200
        assert piece.paragraphs[-1][-1].encode() in body
        assert 3_000 < len(body) < 20_000


def test_an_unchanged_page_costs_a_304(site: Site) -> None:
    url = PRESS.edition(1).pieces[0].url
    _, first, _ = _get(site, url)
    assert _get(site, url, If_None_Match=first["etag"])[0] == 304
    assert _get(site, url, If_Modified_Since=first["last-modified"])[0] == 304
    status, headers, body = _get(site, url, If_None_Match='"other"', If_Modified_Since=first["last-modified"])
    assert (status, headers["etag"], bool(body)) == (200, first["etag"], True)


def test_feeds_and_pages_are_compressed_on_request(site: Site) -> None:
    for url in (houses()[0].feed_url, PRESS.edition(1).pieces[0].url):
        _, plain_headers, plain = _get(site, url)
        _, headers, squeezed = _get(site, url, Accept_Encoding="gzip")
        assert "content-encoding" not in plain_headers
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(squeezed) == plain


def test_turning_the_night_changes_feeds_and_removes_and_moves_pages(site: Site) -> None:
    feed = houses()[0].feed_url
    _, before, _ = _get(site, feed)
    site.turn_to(night=2)
    assert _get(site, feed, If_None_Match=before["etag"])[0] == 200
    for article in PRESS.truth(2).articles:
        for edit in article.edits:
            if edit.kind is EditKind.DELETION:
                assert _get(site, article.url)[0] == edit.status
            if edit.kind is EditKind.REDIRECT:
                status, headers, _ = _get(site, article.url)
                assert (status, headers["location"]) == (301, edit.moved_to)
                assert _get(site, edit.moved_to or "")[0] == 200


def test_a_silent_correction_changes_the_etag_but_not_the_date(site: Site) -> None:
    truth = PRESS.truth(2).articles
    url = next(
        article.url for article in truth if {e.kind for e in article.edits} == {EditKind.SILENT_CORRECTION}
    )
    _, before, _ = _get(site, url)
    site.turn_to(night=2)
    _, after, _ = _get(site, url)
    assert before["etag"] != after["etag"]
    assert before["last-modified"] == after["last-modified"]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("gone", 410),
        ("missing", 404),
        ("throttled", 429),
        ("unavailable", 503),
        ("moved", 301),
        ("loop", 302),
    ],
)
def test_feeds_fail_with_the_status_they_promise(site: Site, fault: str, status: int) -> None:
    got, headers, _ = _get(site, _feed(fault))
    assert got == status
    assert ("retry-after" in headers) == (status in {429, 503})


def test_a_feed_may_reset_the_connection(site: Site) -> None:
    with pytest.raises(ConnectionResetError):
        _get(site, _feed("reset"))


def test_a_truncated_gzip_ends_in_mid_stream(site: Site) -> None:
    _, headers, body = _get(site, _feed("truncated-gzip"))
    assert headers["content-encoding"] == "gzip"
    with pytest.raises(EOFError):
        gzip.decompress(body)


@pytest.mark.parametrize(
    ("fault", "start"), [("html", b"<!DOCTYPE html>"), ("empty", b""), ("unreadable", b"<?xml")]
)
def test_some_feeds_are_no_feeds(site: Site, fault: str, start: bytes) -> None:
    status, _, body = _get(site, _feed(fault))
    assert status == 200
    assert body.startswith(start)
    assert b"<item>" not in body


@pytest.mark.parametrize(("fault", "at_least"), [("endless", 3_000_000), ("drip", 10)])
def test_some_bodies_never_seem_to_end(site: Site, fault: str, at_least: int) -> None:
    house: House = FAULTS[fault]
    connection = http.client.HTTPConnection(site.origin.removeprefix("http://"), timeout=10)
    connection.request("GET", "/feed.xml", headers={"Host": house.domain})
    answer = connection.getresponse()
    assert len(answer.read(at_least)) == at_least
    answer.close()
    connection.close()


def test_dead_links_end_as_the_truth_says(site: Site) -> None:
    statuses = {"missing": 404, "server-error": 503, "throttled": 429, "disallowed": 200}
    dead = [link for feed in PRESS.truth(1).feeds for link in feed.dead_links]
    assert {link.expected_outcome for link in dead} == set(statuses)
    for link in dead:
        assert _get(site, link.url)[0] == statuses[link.expected_outcome]
    assert b"Disallow: /members/" in _get(site, "http://harbour-post.example/robots.txt")[2]


def test_the_log_shows_who_asked_for_what_and_how(site: Site) -> None:
    _get(site, "http://harbour-post.example/feed.xml?x=1", If_None_Match='"a"')
    (request,) = site.requests
    assert (request.host, request.path, request.status) == ("harbour-post.example", "/feed.xml?x=1", 200)
    assert request.if_none_match == '"a"'


def test_an_unknown_house_is_not_found(site: Site) -> None:
    assert _get(site, "http://nobody.example/")[0] == 404


def test_clients_that_go_away_leave_no_thread_and_no_complaint(capfd: pytest.CaptureFixture[str]) -> None:
    before = set(threading.enumerate())
    with serve(PRESS) as site:
        for fault in ("endless", "drip", "endless"):
            connection = http.client.HTTPConnection(site.origin.removeprefix("http://"), timeout=10)
            connection.request("GET", "/feed.xml", headers={"Host": FAULTS[fault].domain})
            answer = connection.getresponse()
            answer.read(5)
            answer.close()
            connection.close()
    assert set(threading.enumerate()) == before
    assert capfd.readouterr().err == ""
