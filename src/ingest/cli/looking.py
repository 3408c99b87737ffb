"""Commands that look: report, explain (one article, or two beside each other)."""

import mimetypes
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import quote

import typer

from ingest import ask
from ingest.archive.outputs import new_output
from ingest.ask import Explanation, PairExplanation, Side
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
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="[OTHER]", help="Another one: why the two are copies, or are not.", show_default=False
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="The address of a file.", show_default=False)
    ] = None,
    other_url: Annotated[
        str | None, typer.Option("--other-url", help="The address of the other file.", show_default=False)
    ] = None,
    seen_at: SeenAt = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", help="Write it to this page: the facts in colour; two side by side.", show_default=False
        ),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show where one article's every value comes from and what lost; of two, why they are copies or not."""
    if other is not None:
        explained_pair = _pair(Named(what, url), Named(other, other_url), seen_at=seen_at, home=home)
        if html is not None:
            _write(html, ask.pair_page(explained_pair))
        say(ask.show_pair(explained_pair), explained_pair.model_dump(mode="json"), as_json=as_json)
        return
    if other_url is not None:
        raise typer.BadParameter("--other-url is for two articles: name the other one")
    explained = _one(Named(what, url), seen_at=seen_at, home=home)
    if html is not None:
        _write(html, ask.article_page(explained))
    say(ask.show_explanation(explained), explained.model_dump(mode="json"), as_json=as_json)


def _write(file: Path, page: str) -> None:
    with new_output(file) as output:
        output.write(page.encode("utf-8", "replace"))


class Named(NamedTuple):
    """What a person named on the command line, and the address that goes with a file."""

    what: str
    url: str | None

    @property
    def is_file(self) -> bool:
        """Whether it is a file."""
        return Path(self.what).is_file()

    def insist(self) -> None:
        """Refuse what looks like a path and leads to no file.

        Raises:
            UnreadableFile: it does.
        """
        if "/" in self.what and "//" not in self.what and not self.is_file:
            raise UnreadableFile(
                f"{self.what} is no file. Give a file with --url, an address, or an article's id"
            )


def _one(named: Named, *, seen_at: datetime | None, home: Path | None) -> Explanation:
    if named.is_file:
        if named.url is None:
            raise typer.BadParameter(
                "a file needs --url, the address that it was fetched from", param_hint="--url"
            )
        return explain_file(Path(named.what), url=named.url, seen_at=seen_at)
    named.insist()
    place = workplace(home)
    with place.warehouse.reader() as connection:
        return ask.explain_article(connection, named.what, archive=place.archive)


def _pair(left: Named, right: Named, *, seen_at: datetime | None, home: Path | None) -> PairExplanation:
    """Two files, or two articles of the snapshot; a file beside an article is compared by itself."""
    left.insist()
    right.insist()
    if not left.is_file and not right.is_file:
        place = workplace(home)
        with place.warehouse.reader() as connection:
            return ask.explain_pair(connection, left.what, right.what, knowledge=place.archive.knowledge())
    sides = [
        _side(named, number, seen_at=seen_at, home=home) for number, named in enumerate((left, right), 1)
    ]
    return ask.explain_sides(sides[0], sides[1], knowledge=packaged())


def _side(named: Named, number: int, *, seen_at: datetime | None, home: Path | None) -> Side:
    """One side; a file without an address stands at one of its own, which no outlet has."""
    if named.is_file and named.url is None:
        named = Named(named.what, f"https://file-{number}.invalid/{quote(Path(named.what).name)}")
    explained = _one(named, seen_at=seen_at, home=home)
    instant = datetime.fromisoformat(explained.seen_at)
    return ask.side_of(explained.article, outlet=explained.outlet.name, seen_at=instant)


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
