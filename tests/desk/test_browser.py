"""The desk in a real browser: main paths, keyboard, narrow and wide, light and dark, and what axe-core says.

Pictures of every page are left in the folder that `pytest --pictures FOLDER` names: for people to look at.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.demonstration import Demonstrated
from tests.desk.showing import desk_of
from tests.serving_apps import showing

from ingest.warehouse import GuardedConsole

CHROMIUM = shutil.which("chromium")
PLACES = ("River", "Questions", "Outlets", "Feeds", "Runs", "Console")
PATIENCE = 60_000  # milliseconds, on a machine that is busy
WIDE, NARROW = (1200, 900), (390, 844)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium on the path: apt-get install chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def origin(demonstrated: Demonstrated) -> Iterator[str]:
    with (
        closing(GuardedConsole(demonstrated.home)) as console,
        showing(desk_of(demonstrated.home, console=console)) as served,
    ):
        yield served


@pytest.fixture(scope="module")
def pictures(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    told = pytestconfig.getoption("pictures")
    folder = Path(told) if told else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Watched:
    """A page, and what its browser complained of or asked of other hosts."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url, origin))

    def _note(self, url: str, origin: str) -> None:
        if not url.startswith(f"{origin}/"):
            self.complaints.append(f"asked {url}")


def _opened(browser: Browser, origin: str, size: tuple[int, int], scheme: str) -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        base_url=origin,
    )
    watched = Watched(context, origin)
    yield watched
    context.close()
    assert watched.complaints == []


@pytest.fixture
def watched(browser: Browser, origin: str) -> Iterator[Watched]:
    yield from _opened(browser, origin, WIDE, "light")


@pytest.fixture(params=[(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")], ids=str)
def in_each_way(request: pytest.FixtureRequest, browser: Browser, origin: str) -> Iterator[Watched]:
    yield from _opened(browser, origin, *request.param)


def _main_paths(page: Page) -> Iterator[str]:
    """Walk from page to page as a reader does; the name of each where it is reached."""
    page.goto("/")
    yield "river"
    page.locator(".card h2 a[href*='/families/']").first.click()
    yield "family"
    page.get_by_role("link", name="with its source").first.click()
    yield "beside"
    page.locator("main h2 a").first.click()
    yield "article"
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Questions").click()
    yield "questions"
    page.goto("/questions/wire_share")
    yield "question"
    for place in PLACES[2:]:
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=place, exact=True).click()
        yield place.lower()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+ rows in [\d,]+ ms"))
    yield "answer"


def test_every_page_is_reached_fits_and_is_accessible(in_each_way: Watched, pictures: Path) -> None:
    page, size = in_each_way.page, in_each_way.page.viewport_size
    assert size is not None
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    seen, found = [], []
    for name in _main_paths(page):
        seen.append(name)
        page.screenshot(path=pictures / f"{name}-{scheme}-{size['width']}.png")
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append((name, "wider than the window", ""))
        broken = Axe().run(page).response["violations"]
        found += [(name, one["id"], one["nodes"][0]["html"]) for one in broken]
    assert found == []
    assert len(set(seen)) == 11


def test_by_keyboard_alone_a_reader_gets_from_the_river_to_an_answer(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Country")).to_be_focused()
    page.locator(".card h2 a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/(families|articles)/"))
    page.get_by_role("link", name="Console").focus()
    page.keyboard.press("Enter")
    page.get_by_label("One statement that reads").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT 6 * 7 AS answer")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="42")).to_be_visible()


def test_what_has_the_focus_is_seen_to_have_it(watched: Watched) -> None:
    page = watched.page
    for place in ("/", "/console", "/feeds"):
        page.goto(place)
        for _ in range(8):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert outline == "3px", page.evaluate("document.activeElement.outerHTML")


def test_a_search_finds_and_says_what_it_looked_for(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    title = page.locator(".card h2").first.inner_text()
    page.get_by_role("searchbox").fill(f'"{title}"')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.locator(".card h2").first).to_have_text(title)


def test_a_feed_is_added_and_removed_by_its_forms(browser: Browser, tmp_path: Path) -> None:
    feed = "https://news.example/feed?a=1&b=2"
    with showing(desk_of(tmp_path)) as origin:
        for watched in _opened(browser, origin, NARROW, "light"):
            page = watched.page
            page.goto("/feeds")
            page.get_by_label("Address of a feed").fill(feed)
            page.get_by_role("button", name="Add").click()
            expect(page.get_by_role("status")).to_contain_text(f"{feed} is on the list")
            page.reload()
            page.get_by_role("button", name=f"Remove {feed}").click()
            expect(page.get_by_role("status")).to_contain_text(f"{feed} is not on the list")


def test_a_form_of_another_site_is_refused_by_what_the_browser_says(browser: Browser, tmp_path: Path) -> None:
    with showing(desk_of(tmp_path)) as origin:
        context = browser.new_context()
        page = context.new_page()
        page.set_content(
            f'<form method="post" action="{origin}/feeds"><input name="url" value="https://evil.example/"><button>Win</button></form>'
        )
        page.get_by_role("button", name="Win").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You may not")
        page.goto(f"{origin}/feeds")
        expect(page.get_by_role("heading", name="Not asked yet")).to_have_count(0)
        context.close()
