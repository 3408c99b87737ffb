"""Commands for the list of feeds: add, list, check, import, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ingest import ask, pipeline
from ingest.cli.output import AsJson, Home, say, utc_now, workplace
from ingest.errors import UnreadableFile
from ingest.knowledge import seed_root
from ingest.parsing.opml import parse_opml, write_opml
from ingest.parsing.urls import host_of, registrable_domain
from ingest.records import Subscription

program = typer.Typer(
    help="The feeds that are polled: add, list, check, import and export.", no_args_is_help=True
)

_OPML_BYTES = 20_000_000


@program.command()
def add(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    title: Annotated[
        str | None, typer.Option(help="Name of the feed. [default: its host]", show_default=False)
    ] = None,
    folder: Annotated[
        str | None, typer.Option(help="Folder in the list, for instance the country.", show_default=False)
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Subscribe to feeds."""
    wrong = [url for url in urls if not url.startswith(("http://", "https://")) or not host_of(url)]
    if wrong:
        raise typer.BadParameter(
            f"{wrong[0]} is no address of a feed: it must start with https:// or http://"
        )
    new = [
        Subscription(
            url=url, title=title or host_of(url), outlet_domain=registrable_domain(url), folder=folder
        )
        for url in urls
    ]
    _store(home, new, as_json=as_json)


@program.command("list")
def list_feeds(home: Home = None, as_json: AsJson = False) -> None:
    """Show the feeds that are polled."""
    known = workplace(home).archive.subscriptions()
    table = Table("folder", "outlet", "title", "feed", header_style="bold")
    for feed in known:
        table.add_row(Text(feed.folder or ""), Text(feed.outlet_domain), Text(feed.title), Text(feed.url))
    hint = Text("no feeds yet: `ingest feeds import --seeds` takes the packaged list")
    say(
        table if known else hint, {"feeds": [feed.model_dump(mode="json") for feed in known]}, as_json=as_json
    )


@program.command()
def health(
    state: Annotated[
        list[str] | None,
        typer.Option(help="Only feeds in this state; may be given again. [default: all]", show_default=False),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """How each feed is (healthy, quiet, silent, blocked, failing, gone), why, and when it is asked again."""
    with workplace(home).warehouse.reader() as connection:
        feeds = [feed for feed in ask.feed_health(connection) if not state or feed.state in state]
    ill = sum(feed.state in ask.ILL for feed in feeds)
    say(
        ask.show_health(feeds, title=f"{len(feeds)} feeds, {ill} need a look"),
        {"feeds": [feed.model_dump(mode="json") for feed in feeds]},
        as_json=as_json,
    )


@program.command()
def check(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Fetch feeds once and say what they give: entries, dates, full text, speed. Nothing is stored."""
    verdicts = pipeline.check_feeds(workplace(home), urls, clock=utc_now)
    table = Table(
        "feed",
        "outcome",
        "kind",
        "entries",
        "dated",
        "full text",
        "validators",
        "seconds",
        "remarks",
        header_style="bold",
    )
    for verdict in verdicts:
        table.add_row(
            Text(verdict.url), verdict.outcome, verdict.kind or "", str(verdict.entries), str(verdict.dated),
            str(verdict.with_content), verdict.validators, f"{verdict.seconds:.2f}",
            Text(verdict.reason if verdict.moved_to is None else f"moved to {verdict.moved_to}"),
        )  # fmt: skip
    say(table, {"feeds": [verdict.model_dump(mode="json") for verdict in verdicts]}, as_json=as_json)
    if any(verdict.kind is None for verdict in verdicts):
        raise typer.Exit(1)


@program.command("import")
def import_feeds(
    file: Annotated[Path | None, typer.Argument(help="An OPML file.")] = None,
    seeds: Annotated[bool, typer.Option("--seeds", help="Take the packaged list of news feeds.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Subscribe to all feeds of an OPML list."""
    if (file is None) != seeds:
        raise typer.BadParameter("give an OPML file or --seeds, one of the two")
    source = seed_root() / "feeds.opml" if file is None else file
    try:
        if source.stat().st_size > _OPML_BYTES:
            raise UnreadableFile(f"{source} is larger than {_OPML_BYTES:,} bytes: split it")
        payload = source.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{source} cannot be read: {error.strerror}") from error
    _store(home, parse_opml(payload), as_json=as_json)


@program.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="File to write. [default: standard output]")] = None,
    home: Home = None,
) -> None:
    """Write the feeds as OPML."""
    payload = write_opml(workplace(home).archive.subscriptions(), title="Feeds of ingest")
    if file is None:
        sys.stdout.buffer.write(payload)
        return
    try:
        file.write_bytes(payload)
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be written: {error.strerror}") from error


def _store(home: Path | None, new: "list[Subscription] | tuple[Subscription, ...]", *, as_json: bool) -> None:
    archive = workplace(home).archive
    before = {feed.url: feed for feed in archive.subscriptions()}
    after = before | {feed.url: feed for feed in new if feed.url not in before}
    added = len(after) - len(before)
    archive.save_subscriptions(after.values())
    say(
        Text(
            f"{added} feeds added, {len(new) - added} were there already, {len(after)} in all. "
            "`ingest nightly` polls them."
        ),
        {"added": added, "known": len(new) - added, "feeds": len(after)},
        as_json=as_json,
    )
