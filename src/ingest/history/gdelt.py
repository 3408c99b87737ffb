"""GDELT 2 lists as lists of addresses: the master list, and its files of a quarter of an hour each. Pure.

A line of the master list is size, MD5 and address of a zip with one table; the GDELT 2.0 codebooks number its
columns. Texts are not in them: they say where pages are and when GDELT saw them.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin

from ingest.history.listed import Found, Lead, Listed, Misfit, is_page
from ingest.history.order import Scope

BYTES = 250_000_000  # of the master list, which has some 130 MB
TABLE_BYTES = 200_000_000  # inflated; real ones have some 20 MB
_LINE = re.compile(r"^(\d{1,12}) ([0-9a-f]{32}) https?://\S*/(\S+)$")
_STAMP = re.compile(r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)\d\d\.")
_COLUMNS = {".mentions.csv.zip": 5, ".gkg.csv.zip": 4, ".export.csv.zip": 60}
"""MentionIdentifier, V2DocumentIdentifier, SOURCEURL; the first that a quarter of an hour has is read."""


def found_in(scope: Scope, lead: Lead, document: bytes) -> Iterator[Found]:
    """The tables of a period that a master list names, or the pages of one table.

    Tables are looked for beside the list, wherever it says that they are, so that a mirror serves both.
    """
    return _pages(lead, document) if lead.md5 else _tables(scope, lead, document)


def _tables(scope: Scope, lead: Lead, document: bytes) -> Iterator[Found]:
    chosen: dict[str, tuple[int, Lead]] = {}
    for position, raw in enumerate(BytesIO(document)):
        line = raw.decode("ascii", "replace").strip()
        match = _LINE.match(line)
        stamp = _STAMP.match(match[3]) if match else None
        if match is None or stamp is None:
            if line:
                yield Misfit(position=position, why=f"{line[:100]!r} names no file")
            continue
        at = f"{stamp[1]}-{stamp[2]}-{stamp[3]}T{stamp[4]}:{stamp[5]}:00Z"
        kind = next((n for n, end in enumerate(_COLUMNS) if match[3].lower().endswith(end)), None)
        if kind is not None and scope.wants_instant(at) and (at not in chosen or kind < chosen[at][0]):
            table = Lead(url=urljoin(lead.url, match[3]), at=at, size=int(match[1]), md5=match[2])
            chosen[at] = (kind, table)
    yield from (table for _, table in chosen.values())


def _pages(table: Lead, content: bytes) -> Iterator[Found]:
    wrong = _mismatch(table, content)
    if wrong:
        yield Misfit(position=0, why=wrong)
        return
    try:
        text = _unzipped(content)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError) as error:
        yield Misfit(position=0, why=f"no zip with one table: {error}"[:200])
        return
    column = next(number for end, number in _COLUMNS.items() if table.url.lower().endswith(end))
    yield from (Listed(url=url, at=table.at) for url in addresses_in_table(text, column=column))


def addresses_in_table(text: str, *, column: int) -> Iterator[str]:
    """The addresses of a table, each once; other values (a broadcast, a cited paper) are none."""
    seen = set()
    for line in text.splitlines():
        columns = line.split("\t")
        url = columns[column].strip() if len(columns) > column else ""
        if url not in seen and is_page(url):
            seen.add(url)
            yield url


def _mismatch(table: Lead, content: bytes) -> str:
    if len(content) != table.size:
        return f"{len(content)} bytes, and the list says {table.size}"
    if hashlib.md5(content, usedforsecurity=False).hexdigest() != table.md5:
        return "its MD5 is not the list's"
    return ""


def _unzipped(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        (name,) = archive.namelist()
        with archive.open(name) as file:
            inflated = file.read(TABLE_BYTES + 1)
    if len(inflated) > TABLE_BYTES:
        message = f"more than {TABLE_BYTES} bytes"
        raise ValueError(message)
    return inflated.decode("utf-8", "replace")
