"""What is shown in a terminal: words of others are shown as they are, never read as markup."""

from io import StringIO

from rich.console import Console, RenderableType

from ingest.ask import FeedHealth, Report, show_answer, show_health, show_report
from ingest.ask.report import Totals
from ingest.warehouse import Answer

HOSTILE = "[/red] [link=https://a.example]here"


def _shown(what: RenderableType) -> str:
    console = Console(file=StringIO(), record=True, width=200)
    console.print(what)
    return console.export_text()


def test_a_feed_cannot_write_markup_into_the_report() -> None:
    totals = Totals(
        articles=0, versions=0, families=0, copies=0, outlets=0, languages=0, edits=0, last_capture=None
    )
    ill = FeedHealth(
        url=HOSTILE, outlet="x", folder=None, state="blocked", why=HOSTILE, polls=1, failures=1,
        moved_to=None, last_polled="", last_good=None, newest_entry=None, next_poll=None, because="",
    )  # fmt: skip
    report = Report(
        totals=totals,
        funnel=(),
        families=(),
        chain=(),
        ill_feeds=(ill,),
        ill_feeds_in_all=1,
        healthy_feeds=0,
        edits=(),
    )
    assert _shown(show_report(report)).count(HOSTILE) == 2


def test_an_answer_is_shown_letter_by_letter() -> None:
    answer = Answer(columns=(HOSTILE,), rows=((HOSTILE,), (None,)), is_cut=False)
    assert _shown(show_answer(answer)).count(HOSTILE) == 2


def test_a_narrow_terminal_still_shows_which_feed_and_when() -> None:
    feed = FeedHealth(
        url="https://a-long-name.example/feeds/of/everything.xml", outlet="x", folder=None, state="failing",
        why="no end within 30 seconds", polls=9, failures=2, moved_to=None, last_polled="", last_good=None,
        newest_entry=None, next_poll="2026-03-03T04:20:07Z", because="backing off: timed-out twice",
    )  # fmt: skip
    console = Console(file=StringIO(), record=True, width=80)
    console.print(show_health([feed], title="feeds"))
    columns = list(zip(*(line.split("\u2502")[1:-1] for line in console.export_text().splitlines()
                         if line.startswith("\u2502")), strict=True))  # fmt: skip
    assert "".join(cell.strip() for cell in columns[0]) == feed.url
    assert " ".join(cell.strip() for cell in columns[4]).startswith("2026-03-03 04:20 backing off")
