"""Commands that show the list of feeds: list, health, due."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ingest import ask, pipeline
from ingest.cli.output import AsJson, Home, say, utc_now, workplace
from ingest.errors import NothingPublished

_NOT_POLLED = "not polled"


def list_feeds(
    folder: Annotated[
        str | None, typer.Option(help="Only this folder and those in it.", show_default=False)
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's.", show_default=False)] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show the feeds that are polled, each with its state."""
    known = [
        one
        for one in workplace(home).archive.subscriptions()
        if (folder is None or f"{one.folder or ''}/".startswith(f"{folder}/"))
        and (outlet is None or one.outlet_domain == outlet)
    ]
    states = _states(home)
    table = Table("folder", "outlet", "title", "state", "feed", header_style="bold")
    for feed in known:
        state = states.get(feed.url, _NOT_POLLED)
        table.add_row(*map(Text, (feed.folder or "", feed.outlet_domain, feed.title, state, feed.url)))
    hint = Text("no feeds here: `ingest feeds import --seeds` takes the packaged list")
    said = [feed.model_dump(mode="json") | {"state": states.get(feed.url, _NOT_POLLED)} for feed in known]
    say(table if known else hint, {"feeds": said}, as_json=as_json)


def _states(home: Path | None) -> dict[str, str]:
    """The state of each feed by address; none where nothing was published yet."""
    try:
        with workplace(home).warehouse.reader() as connection:
            return {feed.url: feed.state for feed in ask.feed_health(connection)}
    except NothingPublished:
        return {}


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


def due(home: Home = None, as_json: AsJson = False) -> None:
    """Whether `ingest poll` would find anything to do now, and until when there is nothing."""
    found = pipeline.waiting_work(workplace(home), clock=utc_now)
    waits = (
        (found.feeds, "feeds"), (found.pages, "pages"), (found.dropped, "dropped files"),
        (found.delivered, "deliveries of hubs"),
    )  # fmt: skip
    now = ", ".join(f"{what} {count:,}" for count, what in waits if count) or "nothing"
    later = f"{found.next_at:%Y-%m-%d %H:%M:%S} UTC" if found.next_at else "never, as things stand"
    line = f"to do now: {now}; the next feed or page is due: {later}"
    say(Text(line), found.model_dump(mode="json"), as_json=as_json)
