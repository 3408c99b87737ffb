"""Lists in the manner of GDELT 2: a master list with size and MD5, zipped tables of a quarter of an hour."""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from ingest.newsroom.answer import Answer, notice
from ingest.newsroom.sightings import Sighting

MASTER_PATH = "/gdeltv2/masterfilelist.txt"
_FOLDER = "/gdeltv2/"
_ELSEWHERE = "http://data.elsewhere.example/gdeltv2/"  # what the list says, wherever it is mirrored
_MINUTES = 15
_COLUMNS = 16  # of a table of mentions


class TableFault(StrEnum):
    """What is wrong with tables; each with the first alone."""

    WRONG_MD5 = "wrong-md5"
    WRONG_SIZE = "wrong-size"
    NO_ZIP = "no-zip"
    MISSING = "missing"
    ODD_LINE = "odd-line"  # of the list


class TableArchive:
    """Master list and tables.

    Args:
        sightings: the pages that they name.
        faults: what is wrong.
    """

    def __init__(self, sightings: Iterable[Sighting], faults: frozenset[TableFault]) -> None:
        self._faults = faults
        quarters: dict[str, list[Sighting]] = {}
        for one in sorted(sightings, key=lambda one: (one.at, one.url)):
            quarters.setdefault(_quarter(one.at), []).append(one)
        self._tables = {f"{stamp}.mentions.CSV.zip": _table(seen) for stamp, seen in quarters.items()}
        if TableFault.NO_ZIP in faults and self._tables:
            self._tables[min(self._tables)] = b"PK this is no zip"

    def answer(self, target: str) -> Answer | None:
        """What it answers to a path."""
        if target == MASTER_PATH:
            return Answer(status=200, content_type="text/plain", body=self._list().encode())
        name = target.removeprefix(_FOLDER)
        content = self._tables.get(name)
        if content is None or (TableFault.MISSING in self._faults and name == min(self._tables)):
            return notice(404, "No such table")
        return Answer(status=200, content_type="application/zip", body=content, may_compress=False)

    def _list(self) -> str:
        lines = ["" if TableFault.ODD_LINE not in self._faults else "150383 297a16b493de7cf6ca809a7cc31d0b93"]
        for number, (name, content) in enumerate(self._tables.items()):
            size, md5 = len(content), hashlib.md5(content, usedforsecurity=False).hexdigest()
            if number == 0 and TableFault.WRONG_SIZE in self._faults:
                size += 1
            if number == 0 and TableFault.WRONG_MD5 in self._faults:
                md5 = md5[::-1]
            export = name.replace(".mentions.", ".export.")
            lines += [f"{size} {md5} {_ELSEWHERE}{export}", f"{size} {md5} {_ELSEWHERE}{name}"]
        return "\n".join(lines) + "\n"


def _quarter(at: datetime) -> str:
    return f"{at.replace(minute=at.minute // _MINUTES * _MINUTES):%Y%m%d%H%M}00"


def _table(seen: Iterable[Sighting]) -> bytes:
    """Each page is mentioned twice, as one with two events is."""
    rows = []
    for number, one in enumerate(seen):
        columns = [str(number)] * _COLUMNS
        columns[5] = one.url
        rows += ["\t".join(columns)] * 2
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mentions.CSV"), "\n".join(rows))
    return packed.getvalue()
