"""Commands about what is kept: delete, maintain, replay."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from ingest import maintenance, pipeline
from ingest.ask import show_comparison
from ingest.cli.output import AsJson, Home, progress_bars, say, utc_now, workplace
from ingest.errors import MisconfiguredError


def delete(
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE_ID", help="Articles, by the ids that `ingest search` shows."),
    ],
    reason: Annotated[str, typer.Option(help="Why: it stands in the books in place of what is gone.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Delete articles everywhere: captures, tables, snapshot. Later polls and replays keep them out."""
    with progress_bars():
        done = maintenance.delete_articles(workplace(home), articles, reason=reason, clock=utc_now)
    several = "s" * (len(done.articles) != 1)
    lines = [
        f"deleted {len(done.articles)} article{several}; {len(done.segments)} segments were written anew"
    ]
    if done.copies:
        lines.append(f"the same words stand at other addresses: {' '.join(done.copies)}")
    say(Text("\n".join(lines)), done.model_dump(mode="json"), as_json=as_json)


def maintain(home: Home = None, as_json: AsJson = False) -> None:
    """Finish deletions, let go what outlets' terms let nobody keep (retention.csv), free space."""
    with progress_bars():
        done = maintenance.maintain(workplace(home), clock=utc_now)
    say(
        Text(
            f"{len(done.deleted)} deletions finished, {len(done.expired)} articles let go by their terms, "
            f"{done.bytes_freed / 1e6:,.1f} MB freed"
        ),
        done.model_dump(mode="json"),
        as_json=as_json,
    )


def replay(
    home: Home = None,
    into: Annotated[
        Path | None,
        typer.Option(
            help="Keep the rebuilt stores in this folder. [default: a temporary one]", show_default=False
        ),
    ] = None,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Publish what is in the folder that --into names, as it is.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Rebuild everything from the captures beside what is published, and say what would change.

    Equal digests: the captures alone give what is published. Otherwise (this version reads captures
    differently) the changes are listed, and `ingest replay --into FOLDER --adopt` publishes them.
    """
    place = workplace(home)
    if adopt:
        _adopt(place, into, as_json=as_json)
        return
    with progress_bars(), TemporaryDirectory(prefix="ingest-replay-") as scratch:
        folder = into.absolute() if into else Path(scratch)
        rebuilt = pipeline.replay(place, into=folder)
        published = pipeline.published_digest(place)
        changes = None if rebuilt == published else maintenance.compare(place, folder)
    verdict = (
        "equal: the captures alone give what is published"
        if changes is None
        else "DIFFERENT: `ingest run` loads what is lacking; where this version reads captures differently, "
        "`ingest replay --into FOLDER` and `--adopt` publish it"
    )
    shown = Text(f"published {published}\nreplayed  {rebuilt}\n{verdict}")
    said = {"published": published, "replayed": rebuilt, "equal": changes is None}
    if changes is not None:
        said["changes"] = changes.model_dump(mode="json")
    say(Group(shown, show_comparison(changes)) if changes else shown, said, as_json=as_json)
    if changes is not None:
        raise typer.Exit(1)


def _adopt(place: pipeline.Workplace, into: Path | None, *, as_json: bool) -> None:
    if into is None:
        raise MisconfiguredError("say which folder to adopt: ingest replay --into FOLDER --adopt")
    maintenance.adopt(place, into.absolute())
    digest = pipeline.published_digest(place)
    say(Text(f"published {digest}, from {into}"), {"published": digest}, as_json=as_json)
