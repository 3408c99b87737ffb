# ruff: noqa: E501 - tables of cases
"""The news desk: every page can be reached and read, and nobody's words become markup."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from fastapi import HTTPException
from lxml import html
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.desk.receiving import Reply, call
from tests.desk.showing import HOSTILE, desk_of, published, routes_of
from tests.serving_apps import showing
from tests.warehouse.segments import DAWN, Answer, Press, nights, publish_all

from ingest.archive import Archive
from ingest.ask import library
from ingest.desk import Right
from ingest.pipeline import Workplace, ingest_captures
from ingest.records import Capture, CaptureKind, FetchOutcome, Run, RunMode
from ingest.settings import Settings
from ingest.warehouse import GuardedConsole, Warehouse


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("desk")
    published(folder)
    return folder


@pytest.fixture(scope="module")
def origin(home: Path) -> Iterator[str]:
    with showing(desk_of(home)) as served:
        yield served


def _get(url: str) -> Reply:
    parts = urlsplit(url)
    return call(f"{parts.scheme}://{parts.netloc}{parts.path}", query=dict(parse_qsl(parts.query)))


def _is_html(page: Reply) -> bool:
    return page.headers["content-type"].startswith("text/html")


def _nodes(page: Reply, path: str) -> list[Any]:
    found = html.document_fromstring(page.body.decode()).xpath(path)
    assert isinstance(found, list)
    return found


def _links(page: Reply, at: str) -> set[str]:
    return {urljoin(at, link) for link in _nodes(page, "//@href | //@src")}


def _reachable(start: str, origin: str) -> dict[str, Reply]:
    found: dict[str, Reply] = {}
    waiting = [start]
    while waiting:
        url = waiting.pop().partition("#")[0]
        if url in found or not url.startswith(origin):
            continue
        found[url] = _get(url)
        if _is_html(found[url]):
            waiting += _links(found[url], url)
    return found


@pytest.fixture(scope="module")
def pages(origin: str) -> dict[str, Reply]:
    """Every page that is reached from the river; captures are not in this archive."""
    return {url: page for url, page in _reachable(f"{origin}/", origin).items() if "/captures/" not in url}


def test_every_page_is_reached_from_the_river_and_answers(pages: dict[str, Reply]) -> None:
    assert {url: page.status for url, page in pages.items() if page.status != 200} == {}
    paths = {urlsplit(url).path.split("/")[1] for url in pages}
    assert paths == {"", "families", "articles", "questions", "outlets", "feeds", "runs", "assets"}
    assert any("/beside/" in url for url in pages)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(pages: dict[str, Reply]) -> None:
    for page in pages.values():
        assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
        assert page.headers["x-content-type-options"] == "nosniff"
        if _is_html(page):
            assert _nodes(page, "//script | //*[@style] | //@*[starts-with(name(), 'on')] | //iframe") == []
            loaded = _nodes(page, "//link/@href | //img/@src | //form/@action")
            assert all(link.startswith("/") for link in loaded)


def test_a_title_that_is_an_attack_is_shown_as_it_is_written(origin: str) -> None:
    river = _get(f"{origin}/?q=alert")
    (heading,) = _nodes(river, "//article/h2/a")
    assert heading.text_content() == HOSTILE
    article = _get(urljoin(origin, heading.get("href")))
    assert HOSTILE in "".join(_nodes(article, "//section[@class='text']//text()"))


def test_a_page_is_readable_by_machines_that_read_to_people(pages: dict[str, Reply]) -> None:
    for page in filter(_is_html, pages.values()):
        assert _nodes(page, "/html/@lang") == ["en"]
        assert len(_nodes(page, "//h1")) == len(_nodes(page, "//main")) == 1
        assert (
            _nodes(page, "(//input[not(@type='hidden')] | //select)[not(@id) and not(ancestor::label)]") == []
        )
        assert _nodes(page, "//th[not(@scope)] | //svg[not(@aria-label)]") == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/nothing", 404), ("/families/nothing", 404), ("/outlets/nothing", 404), ("/captures/nothing", 404),
        ("/nothing", 404), ("/?page=0", 422), ("/?day=yesterday", 422), ("/?q=" + "x" * 101, 422),
        ("/questions/nothing", 404), ("/questions/wire_share?at_least=many", 422), ("/questions?find=zzz", 200),
        ("/articles/x/beside/y", 404), ("/?q=%27%3BDROP%20TABLE%20x", 200), ("/?outlet=%25", 200), ("/?page=1000", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_said_on_a_page(origin: str, path: str, status: int) -> None:
    page = _get(origin + path)
    assert page.status == status
    assert page.headers["content-type"].startswith("text/html")


def test_every_question_of_the_library_has_its_page(pages: dict[str, Reply], origin: str) -> None:
    for question in library():
        assert pages[f"{origin}/questions/{question.name}"].status == 200


def test_an_answer_is_a_file_for_other_programs(origin: str) -> None:
    page = _get(f"{origin}/questions/languages/csv")
    assert page.headers["content-type"].startswith("text/csv")
    assert page.body.splitlines()[0].startswith(b"language,")


def test_before_anything_is_published_a_page_says_what_to_do(tmp_path: Path) -> None:
    with showing(desk_of(tmp_path)) as origin:
        page = _get(f"{origin}/")
    assert page.status == 503
    assert b"ingest nightly" in page.body


def test_the_bytes_of_a_capture_are_a_download_and_never_a_page(tmp_path: Path) -> None:
    body = b"<script>alert(1)</script>"
    capture = Capture(
        capture_id="0123456789abcdef", kind=CaptureKind.PAGE, url="https://a.example/", final_url="https://a.example/",
        fetched_at=DAWN, outcome=FetchOutcome.FETCHED, status=200, headers=(("Content-Type", "text/html"),), body=body,
    )  # fmt: skip
    run = Run(run_id="r", mode=RunMode.POLL, started_at=DAWN, software="ingest/test")
    Archive(tmp_path).write_captures(run, [capture])
    ingest_captures(Workplace.of(Settings(home=tmp_path)))
    with showing(desk_of(tmp_path)) as origin:
        page = _get(f"{origin}/captures/{capture.capture_id}")
    assert page.body == body
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-disposition"].startswith("attachment")


def test_what_nobody_foresaw_is_a_page_that_tells_strangers_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken() -> frozenset[Right]:
        raise RuntimeError("a secret of the machine")

    with showing(desk_of(tmp_path, rights=broken)) as origin:
        page = _get(f"{origin}/runs")
    assert page.status == 500
    assert b"Something is wrong" in page.body
    assert b"secret" not in page.body
    assert "a secret of the machine" in capfd.readouterr().err


def test_the_books_are_those_of_the_snapshot_that_is_published_now(tmp_path: Path) -> None:
    press, warehouse = Press(Archive(tmp_path)), Warehouse(tmp_path)
    nights(press, 1)
    publish_all(press, warehouse)
    with showing(desk_of(tmp_path)) as origin:
        first = [_get(f"{origin}/runs").body for _ in range(2)]
        press.segment(9, [Answer("https://paper0.example/later", 9 * 1440, "Rain fell.\nIt was wet.")])
        publish_all(press, warehouse)
        after = _get(f"{origin}/runs").body
    assert first[0] == first[1]
    assert after != first[0]


def test_below_a_prefix_every_link_keeps_it(home: Path) -> None:
    app = Starlette(routes=[Mount("/news-desk", desk_of(home))])
    with showing(app) as origin:
        found = _reachable(f"{origin}/news-desk/", origin)
    assert len(found) > 10
    assert all(urlsplit(url).path.startswith("/news-desk/") for url in found)


def test_whoever_may_not_read_reads_nothing(home: Path) -> None:
    def refuse() -> frozenset[Right]:
        raise HTTPException(401, "who are you?")

    app = desk_of(home, rights=refuse, console=GuardedConsole(home))
    routes = routes_of(app)
    assert len(routes) >= 15
    with showing(app) as origin:
        answers = {
            (method, path): call(origin + path, body=b"url=x" if method == "POST" else None).status
            for method, path in routes
        }
    assert set(answers.values()) == {401}, answers


def test_under_another_name_it_does_not_answer(home: Path) -> None:
    with showing(desk_of(home, hosts=("127.0.0.1",))) as origin:
        assert call(f"{origin}/", sent={"Host": "evil.example"}).status == 400
        assert call(f"{origin}/").status == 200
