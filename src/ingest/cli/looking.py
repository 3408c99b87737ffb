"""Commands that look: report, explain."""

import mimetypes
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ingest import ask
from ingest.archive.outputs import new_output
from ingest.ask import Explanation
from ingest.cli.named_file import read_file
from ingest.cli.output import AsJson, Home, say, utc_now, workplace
from ingest.errors import NotAnArticle, UnreadableFile
from ingest.knowledge import packaged
from ingest.records import Capture, CaptureKind, FetchOutcome, identity

SeenAt = Annotated[
    datetime | None,
    typer.Option("--seen-at", help="When it was fetched, UTC. [default: now]", show_default=False),
]


def report(home: Home = None, as_json: AsJson = False) -> None:
    """What came in, what became of it, who copied whom, which feeds are ill."""
    with workplace(home).warehouse.reader() as connection:
        shown = ask.night_report(connection)
    say(ask.show_report(shown), shown.model_dump(mode="json"), as_json=as_json)


def explain(
    what: Annotated[
        str, typer.Argument(metavar="FILE|URL|ARTICLE_ID", help="A file, or an article of the snapshot.")
    ],
    url: Annotated[
        str | None, typer.Option("--url", help="The address of a file.", show_default=False)
    ] = None,
    seen_at: SeenAt = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Write it to this page, the facts in colour.", show_default=False),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show one article with every candidate, its origin, what won and why, and what was dropped."""
    if Path(what).is_file():
        if url is None:
            raise typer.BadParameter(
                "a file needs --url, the address that it was fetched from", param_hint="--url"
            )
        explained = explain_file(Path(what), url=url, seen_at=seen_at)
    elif "/" in what and "//" not in what:
        raise UnreadableFile(f"{what} is no file. Give a file with --url, an address, or an article's id")
    else:
        place = workplace(home)
        with place.warehouse.reader() as connection:
            explained = ask.explain_article(connection, what, archive=place.archive)
    if html is not None:
        with new_output(html) as file:
            file.write(ask.article_page(explained).encode("utf-8", "replace"))
    say(ask.show_explanation(explained), explained.model_dump(mode="json"), as_json=as_json)


def explain_file(file: Path, *, url: str, seen_at: datetime | None) -> Explanation:
    """Explain a file as the page at an address.

    Raises:
        UnreadableFile: it cannot be read, or is no article.
    """
    payload = read_file(file)
    instant = seen_at.replace(tzinfo=UTC) if seen_at else utc_now()
    capture = Capture(
        capture_id=identity("capture", "page", url, instant.isoformat()), kind=CaptureKind.PAGE, url=url,
        final_url=url, fetched_at=instant, outcome=FetchOutcome.FETCHED, status=200,
    )  # fmt: skip
    try:
        return ask.explain_payload(
            payload,
            url=url,
            content_type=mimetypes.guess_type(file.name)[0],
            capture=capture,
            knowledge=packaged(),
        )
    except NotAnArticle as error:
        raise UnreadableFile(f"{file} is {error}") from error
