"""Files anywhere on disk: folders of pages, WARC files of others, and articles written beside them."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.archive import drop, parquet
from ingest.archive.outputs import new_output
from ingest.archive.reading import ArchivedCapture, UnreadableRecord, captures_in
from ingest.archive.segments import disk_errors, mapped
from ingest.errors import UnreadableFile
from ingest.records import Article


def is_warc(path: Path) -> bool:
    """Whether a file is called a WARC file."""
    return drop.is_warc(path.name)


def files_below(path: Path) -> Iterator[Path]:
    """A file itself, or every file below a folder, by name; not hidden, unfinished and sidecar files.

    Raises:
        UnreadableFile: there is neither a file nor a folder.
    """
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise UnreadableFile(f"{path} is neither a file nor a folder")
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if drop.is_offered(name))


def read_dropped(path: Path, *, byte_limit: int) -> drop.Dropped:
    """A file with its sidecar, as the drop folder has them; `refusal` says why its bytes were not taken."""
    found = drop.read_file(path.parent, path.name, byte_limit)
    if found is None:
        raise UnreadableFile(f"{path} was changed or taken away while it was read")
    return found


def captures_of_warc(path: Path) -> Iterator[ArchivedCapture | UnreadableRecord]:
    """Every capture of a WARC file, whoever wrote it, and every record that cannot be read.

    Raises:
        UnreadableCapture: the file cannot be opened.
    """
    with mapped(path) as content:
        yield from captures_in(content, path.name, str(path))


def write_articles(path: Path, articles: Iterable[Article]) -> None:
    """Write articles as they come: Parquet for `.parquet`, else one JSON object a line.

    The file appears whole or not at all, and replaces an older one.

    Raises:
        OutOfSpace, NoHome, PermanentError: it cannot be written there.
    """
    with new_output(path) as file:
        if path.suffix.lower() == ".parquet":
            parquet.write_records(file, Article, articles, home=path.parent)
            return
        for article in articles:
            line = json.dumps(article.model_dump(mode="json"), ensure_ascii=False)
            with disk_errors(path.parent):
                file.write(line.encode("utf-8", "replace") + b"\n")
