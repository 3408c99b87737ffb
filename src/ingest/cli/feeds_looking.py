"""Commands that look at feeds before they are polled: check, discover."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ingest import pipeline
from ingest.catalogue import Discovery, FeedAdvice, Found, Severity
from ingest.cli.feeds import store
from ingest.cli.output import AsJson, Home, progress_bars, say, utc_now, workplace
from ingest.parsing.offers import FeedList, Offer, why_not

_MARKS = {Severity.GOOD: ("✓", "green"), Severity.NOTE: ("•", "yellow"), Severity.PROBLEM: ("✗", "red")}
_VERDICTS = ("take it", "take it, and know this", "look at this first")

Quick = Annotated[
    bool, typer.Option("--quick", help="One request a feed: neither validators nor robots.txt are tried.")
]


def check(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    quick: Quick = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Look at feeds and advise: what they give, what they cost, what will go wrong. Nothing is stored.

    Exit code 1: a feed has a problem, so that entries or texts would be missing.
    """
    wanted = [_address(url) for url in urls]
    with progress_bars():
        advice = pipeline.check_feeds(workplace(home), wanted, clock=utc_now, thoroughly=not quick)
    say(
        Group(*map(_advice, advice)),
        {"feeds": [one.model_dump(mode="json") for one in advice]},
        as_json=as_json,
    )
    if any(one.problems for one in advice):
        raise typer.Exit(1)


def discover(
    site: Annotated[str, typer.Argument(help="Address of a site: https://example.org, or example.org.")],
    add: Annotated[bool, typer.Option("--add", help="Subscribe to the first feed that is offered.")] = False,
    folder: Annotated[
        str | None, typer.Option(help="Folder for the feed that is added.", show_default=False)
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Find the feeds of a site, the one to take first. Asks a dozen addresses at most.

    Exit code 1: no feed was found.
    """
    place_home = home
    with progress_bars():
        found = pipeline.discover_feeds(workplace(place_home), _address(site), clock=utc_now)
    best = found.best
    say(
        _discovery(found),
        {**found.model_dump(mode="json"), "best": best.url if best else None},
        as_json=as_json,
    )
    if best is None:
        raise typer.Exit(1)
    if add:
        offer = Offer(url=best.url, line=1, title=best.title, home_url=_address(site), folder=folder)
        store(place_home, FeedList(kind="lines", offers=(offer,)), as_json=as_json, quietly=as_json)


def _address(url: str) -> str:
    """An address as people type it: without a scheme it is https."""
    full = url if "://" in url else f"https://{url}"
    if reason := why_not(full):
        raise typer.BadParameter(f"{url}: {reason}")
    return full


def _advice(advice: FeedAdvice) -> RenderableType:
    worst = 2 if advice.problems else int(any(one.severity is Severity.NOTE for one in advice.remarks))
    _, colour = _MARKS[tuple(_MARKS)[worst]]
    lines = Table.grid(padding=(0, 1))
    for remark in advice.remarks:
        mark, style = _MARKS[remark.severity]
        lines.add_row(" ", Text(mark, style=style), Text(remark.text))
    head = Text.assemble((advice.url, "bold"), "  ", (_VERDICTS[worst], colour))
    return Group(head, lines, Text(""))


def _discovery(found: Discovery) -> RenderableType:
    if not found.found:
        page = "" if found.outcome == "fetched" else f" Its page: {found.outcome} ({found.detail})."
        return Text(f"no feed found on {found.site}: {found.asked} addresses were tried.{page}")
    table = Table("", "feed", "found", "entries", "newest", "text", "remarks", header_style="bold")
    for one in found.found:
        table.add_row(*_row(one, is_best=one is found.best))
    closer = f"`ingest feeds check {found.best.url}` looks closer, --add subscribes" if found.best else ""
    return Group(table, Text(closer or "none of these is a feed"))


def _row(one: Found, *, is_best: bool) -> Iterable[Text]:
    advice = one.advice
    text = (
        "full"
        if advice.entries and advice.full_text * 2 > advice.entries
        else "teasers"
        if advice.entries
        else ""
    )
    remarks = [
        "comments" if one.is_comments else "",
        f"the same articles as {one.same_as}" if one.same_as else "",
        "; ".join(remark.text for remark in advice.problems),
    ]
    return (
        Text("→" if is_best else "", style="green"),
        Text(f"{one.title}\n{one.url}" if one.title else one.url),
        Text(one.clue.value),
        Text(str(advice.entries) if advice.is_readable else "none"),
        Text(f"{advice.newest:%Y-%m-%d %H:%M}" if advice.newest else ""),
        Text(text),
        Text("; ".join(filter(None, remarks))),
    )
