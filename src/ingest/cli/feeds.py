"""Commands for the list of feeds: add, remove, list, import, export."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ingest import pipeline
from ingest.catalogue import FeedAdvice, Merged, subscribe, unknown_to, unsubscribe
from ingest.catalogue.merging import at_new_addresses
from ingest.cli.output import AsJson, Home, progress_bars, say, utc_now, workplace
from ingest.errors import UnreadableFile
from ingest.knowledge import seed_root
from ingest.parsing.feed_lists import read_feed_list
from ingest.parsing.offers import FeedList, Offer, why_not
from ingest.parsing.opml import write_opml

program = typer.Typer(
    help="The feeds that are polled: find, check, add, remove, list, import and export.", no_args_is_help=True
)

_LIST_BYTES = 20_000_000
_SHOWN = 20  # lines of a report; --json has all
_FILE = "An OPML file, a CSV with a column `url`, or a list with one address a line."

Folder = Annotated[
    str | None,
    typer.Option(help="Folder in the list, for instance the country; a/b is b within a.", show_default=False),
]


@program.command()
def add(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    title: Annotated[
        str | None, typer.Option(help="Name of the feed. [default: its host]", show_default=False)
    ] = None,
    folder: Folder = None,
    outlet: Annotated[
        str | None,
        typer.Option(help="Domain of the outlet. [default: that of the address]", show_default=False),
    ] = None,
    site: Annotated[str | None, typer.Option(help="Address of its site.", show_default=False)] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Subscribe to feeds. One that is on the list is asked with the next poll, though it was retired."""
    for url in urls:
        if reason := why_not(url):
            raise typer.BadParameter(f"{url} is no address of a feed: {reason}")
    offers = tuple(
        Offer(url=url, line=number, title=title, folder=folder, outlet_domain=outlet, home_url=site)
        for number, url in enumerate(urls, start=1)
    )
    store(home, FeedList(kind="lines", offers=offers), as_json=as_json, anew=True)


@program.command()
def remove(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Unsubscribe from feeds. What they brought stays. Exit code 1: one of them is not on the list."""
    archive = workplace(home).archive
    before = len(archive.subscriptions())
    missing = unsubscribe(archive, urls)
    left = len(archive.subscriptions())
    lines = [f"{_feeds(before - left)} removed, {left:,} left."]
    lines += [f"not on the list: {url}" for url in missing]
    say(
        Text("\n".join(lines)),
        {"removed": before - left, "missing": list(missing), "feeds": left},
        as_json=as_json,
    )
    if missing:
        raise typer.Exit(1)


@program.command("import")
def import_feeds(
    file: Annotated[Path | None, typer.Argument(help=_FILE)] = None,
    seeds: Annotated[bool, typer.Option("--seeds", help="Take the packaged list of news feeds.")] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Ask each new feed once: leave out dead ones, take moved ones at their new address.",
        ),
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Subscribe to all feeds of a list, whatever reader it is from; says what it did not take and why."""
    if (file is None) != seeds:
        raise typer.BadParameter("give a file or --seeds, one of the two")
    offered = read_feed_list(_payload(seed_root() / "feeds.opml" if file is None else file))
    store(home, _checked(home, offered) if check else offered, as_json=as_json)


@program.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="File to write. [default: standard output]")] = None,
    folder: Annotated[
        str | None, typer.Option(help="Only this folder and those in it.", show_default=False)
    ] = None,
    home: Home = None,
) -> None:
    """Write the feeds as OPML, with their folders."""
    chosen = [
        one
        for one in workplace(home).archive.subscriptions()
        if folder is None or f"{one.folder or ''}/".startswith(f"{folder}/")
    ]
    payload = write_opml(chosen, title="Feeds of ingest")
    if file is None:
        sys.stdout.buffer.write(payload)
        return
    try:
        file.write_bytes(payload)
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be written: {error.strerror}") from error


def store(
    home: Path | None, offered: FeedList, *, as_json: bool, quietly: bool = False, anew: bool = False
) -> None:
    """Merge a list into ours, write it, say what became of each feed; `anew`: those we have are asked."""
    archive = workplace(home).archive
    result = subscribe(archive, offered, anew_at=utc_now() if anew else None)
    feeds = len(archive.subscriptions())
    if not quietly:
        say(
            _merged(result, feeds),
            {
                "added": len(result.added), "known": len(result.known), "refused": len(result.refused),
                "feeds": feeds, "outlets_recognised": result.outlets_recognised,
                "duplicates": [one.model_dump(mode="json") for one in result.known],
                "refusals": [one.model_dump(mode="json") for one in result.refused],
            },
            as_json=as_json,
        )  # fmt: skip


def _checked(home: Path | None, offered: FeedList) -> FeedList:
    """The list without its dead feeds, moved ones at their new address; feeds that we have are not asked."""
    place = workplace(home)
    new = unknown_to(place.archive.subscriptions(), dict.fromkeys(offer.url for offer in offered.offers))
    with progress_bars():
        advice = pipeline.check_feeds(workplace(home), new, clock=utc_now, thoroughly=False)
    moves = {one.url: one.moved_to for one in advice if one.moved_to and one.is_readable}
    dead = {one.url: _complaint(one) for one in advice if not one.is_readable}
    return at_new_addresses(offered, moves, dead)


def _complaint(advice: FeedAdvice) -> str:
    return advice.problems[0].text if advice.problems else advice.outcome


def _payload(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LIST_BYTES:
            raise UnreadableFile(f"{file} is larger than {_LIST_BYTES:,} bytes: split it")
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read: {error.strerror}") from error


def _merged(result: Merged, feeds: int) -> RenderableType:
    parts: list[RenderableType] = []
    if result.refused:
        rows = [(str(one.line), one.text, one.reason) for one in result.refused]
        parts.append(_table("Not taken", ("line", "what stands there", "why"), rows))
    others = [one for one in result.known if one.url != one.same_as]
    if others:
        rows = [(str(one.line), one.url, one.same_as) for one in others]
        parts.append(_table("Known under another address", ("line", "offered", "on the list"), rows))
    outlets = f"; {result.outlets_recognised:,} are of outlets that we know" if result.added else ""
    line = (
        f"{_feeds(len(result.added))} added{outlets}. {len(result.known):,} were there already, "
        f"{len(result.refused):,} refused, {feeds:,} in all. `ingest nightly` polls them."
    )
    return Group(*parts, Text(line))


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    table = Table(*columns, title=title, title_justify="left", header_style="bold")
    for row in rows[:_SHOWN]:
        table.add_row(*map(Text, row))
    more = len(rows) - _SHOWN
    return Group(table, Text(f"and {more:,} more: --json has all", style="dim")) if more > 0 else table


def _feeds(count: int) -> str:
    return f"{count:,} feed{'s' * (count != 1)}"
