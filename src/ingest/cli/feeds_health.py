"""Commands that show the list of feeds: list, health."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ingest import ask
from ingest.cli.output import AsJson, Home, say, workplace


def list_feeds(
    folder: Annotated[
        str | None, typer.Option(help="Only this folder and those in it.", show_default=False)
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's.", show_default=False)] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show the feeds that are polled."""
    known = [
        one
        for one in workplace(home).archive.subscriptions()
        if (folder is None or f"{one.folder or ''}/".startswith(f"{folder}/"))
        and (outlet is None or one.outlet_domain == outlet)
    ]
    table = Table("folder", "outlet", "title", "feed", header_style="bold")
    for feed in known:
        table.add_row(Text(feed.folder or ""), Text(feed.outlet_domain), Text(feed.title), Text(feed.url))
    hint = Text("no feeds here: `ingest feeds import --seeds` takes the packaged list")
    say(
        table if known else hint, {"feeds": [feed.model_dump(mode="json") for feed in known]}, as_json=as_json
    )


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
