"""The command that reads anybody's files: `ingest normalise`."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ingest.archive import (
    ArchivedCapture,
    UnreadableRecord,
    captures_of_warc,
    files_below,
    is_warc,
    read_dropped,
    write_articles,
)
from ingest.ask import show_explanation
from ingest.capture import capture_of
from ingest.cli.looking import SeenAt, explain_file
from ingest.cli.output import AsJson, progress_bars, say, utc_now
from ingest.errors import UnreadableCapture, UnreadableFile
from ingest.knowledge import packaged
from ingest.normalise import normalise_records
from ingest.pipeline import Progress
from ingest.records import Article, Capture, Fetch, Record, Run, RunMode
from ingest.settings import Settings
from ingest.version import SOFTWARE
from ingest.workers import Workers

_PAGE_BYTES = int(Settings.model_fields["page_bytes"].default)
_ITEM_SECONDS = float(Settings.model_fields["item_seconds"].default)
_PROCESSES = int(Settings.model_fields["workers"].default)
_REFUSALS_SHOWN = 40


class FileRead(Record):
    """What became of one page, feed or record of somebody's files."""

    file: str
    url: str
    result: str  # article | feed | nothing | rejected
    reason: str
    detail: str
    article_id: str | None


def normalise(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER|WARC", help="A page, or any number of pages, feeds and WARC files."
        ),
    ],
    url: Annotated[
        str | None,
        typer.Option("--url", help="The address that one page was fetched from.", show_default=False),
    ] = None,
    seen_at: SeenAt = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            show_default=False,
            help="Write the articles there: Parquet (.parquet), else one JSON object a line.",
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that read pages.")
    ] = _PROCESSES,
    as_json: AsJson = False,
) -> None:
    """Read pages into the common schema: one file with its address, a folder, or a WARC file.

    Without --url a file NAME.meta.json may say the address of NAME and when it was fetched; else its
    canonical link and the time of the file do. What is no article is named with its reason.
    """
    if url is not None:
        _one(path, url, seen_at, target, as_json=as_json)
        return
    with progress_bars() as progress:
        lines = _normalised(path, target=target, processes=processes, progress=progress)
    counts = Counter((line.result, line.reason) for line in lines)
    say(
        _shown(lines, target),
        {
            "records": len(lines),
            "articles": sum(line.result == "article" for line in lines),
            "outcomes": [{"result": r, "reason": why, "records": n} for (r, why), n in counts.most_common()],
            "lines": [line.model_dump(mode="json") for line in lines],
        },
        as_json=as_json,
    )


def _one(path: Path, url: str, seen_at: SeenAt, target: Path | None, *, as_json: bool) -> None:
    if path.is_dir() or is_warc(path):
        raise typer.BadParameter("names the address of one page, not of many", param_hint="--url")
    explained = explain_file(path, url=url, seen_at=seen_at)
    if target:
        write_articles(target, [explained.article])
    bare = explained.model_copy(update={"facts": type(explained.facts)(), "candidates": ()})
    say(show_explanation(bare), explained.article.model_dump(mode="json"), as_json=as_json)


def _normalised(path: Path, *, target: Path | None, processes: int, progress: Progress) -> list[FileRead]:
    """Read everything; what does not go to the target is only counted."""
    run = Run(run_id="files", mode=RunMode.FILE, started_at=utc_now(), software=SOFTWARE)
    lines: list[FileRead] = []

    def articles(workers: Workers) -> Iterator[Article]:
        records = normalise_records(_records_below(path), run.run_id, run, workers)
        for done, rows in enumerate(records, start=1):
            lines.append(_line(rows.fetch))
            progress("normalise", done, 0)
            if rows.version:
                yield rows.version.article

    with Workers(processes, item_seconds=_ITEM_SECONDS, shared=packaged()) as workers:
        if target is None:
            deque(articles(workers), maxlen=0)
        else:
            write_articles(target, articles(workers))
    return lines


def _line(fetch: Fetch) -> FileRead:
    return FileRead(
        file=fetch.warc_file, url=fetch.url, result=fetch.result, reason=fetch.reason, detail=fetch.detail,
        article_id=fetch.article_id,
    )  # fmt: skip


def _records_below(path: Path) -> Iterator[ArchivedCapture | UnreadableRecord]:
    """The captures of files; what cannot be read is a record with its reason."""
    for file in files_below(path):
        try:
            if is_warc(file):
                yield from captures_of_warc(file)
            else:
                yield ArchivedCapture(capture=_capture(file), warc_file=str(file), warc_offset=0)
        except (UnreadableFile, UnreadableCapture) as error:
            yield UnreadableRecord(segment_id="", warc_file=str(file), warc_offset=0, reason=str(error))


def _capture(file: Path) -> Capture:
    dropped = read_dropped(file, byte_limit=_PAGE_BYTES)
    if dropped.refusal:
        raise UnreadableFile(dropped.refusal)
    return capture_of(dropped.name, dropped.payload, modified_at=dropped.modified_at, sidecar=dropped.sidecar)


def _shown(lines: Sequence[FileRead], target: Path | None) -> RenderableType:
    counts = Counter((line.result, line.reason) for line in lines)
    table = Table("result", "reason", "records", header_style="bold")
    for (result, reason), count in counts.most_common():
        table.add_row(result, Text(reason), f"{count:,}")
    refused = [line for line in lines if line.result == "rejected"]
    said = [
        Text(f"{line.url or line.file}: {line.detail or line.reason}") for line in refused[:_REFUSALS_SHOWN]
    ]
    if len(refused) > len(said):
        said.append(Text(f"… and {len(refused) - len(said):,} more: --json lists all"))
    articles = sum(line.result == "article" for line in lines)
    where = f" in {target}" if target else "; --output FILE keeps them"
    total = Text(f"{articles:,} article{'s' * (articles != 1)}{where}", style="bold")
    return Group(table, *said, total)
