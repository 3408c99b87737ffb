"""The news crawl of the press: WARC files of a day each, and a gzipped list of them for every month.

Records are written here and not by `ingest.archive`, so that what reads them is not its own witness.
"""

import gzip
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from ingest.newsroom.answer import Answer, Ranges, notice
from ingest.newsroom.sightings import Sighting

_LISTED = "/crawl-data/CC-NEWS/{day:%Y}/{day:%m}/"
_LIST = "warc.paths.gz"


class CrawlFault(StrEnum):
    """What is wrong with a crawl's files."""

    NO_LIST = "no-list"
    TORN_LIST = "torn-list"
    ODD_LINE = "odd-line"  # a list names something that is no WARC file
    TORN_MEMBER = "torn-member"  # some bytes in the middle of each file are gone
    CUT_OFF = "cut-off"  # files end within their last record
    WRONG_DIGESTS = "wrong-digests"  # of every second record
    FROM_THE_FUTURE = "from-the-future"  # every second record
    MISSING_FILE = "missing-file"  # the first one


class NewsCrawl:
    """Files and lists.

    Args:
        sightings: what the crawl saw.
        faults: what is wrong with it.
        ranges: how requests for some bytes are answered.
    """

    def __init__(self, sightings: Iterable[Sighting], faults: frozenset[CrawlFault], ranges: Ranges) -> None:
        self._faults, self._ranges = faults, ranges
        self._days: dict[date, list[Sighting]] = {}
        for one in sorted(sightings, key=lambda one: (one.at, one.url)):
            self._days.setdefault(one.at.date(), []).append(one)
        self._files = {_path(seen[0].at): seen for seen in self._days.values()}

    def answer(self, target: str) -> Answer | None:
        """What it answers to a path."""
        if target.endswith(_LIST):
            return self._list(target.removesuffix(_LIST))
        seen = self._files.get(target)
        is_missing = CrawlFault.MISSING_FILE in self._faults and target == min(self._files, default="")
        if seen is None or is_missing:
            return notice(404, "No such file")
        return Answer(
            status=200, content_type="application/gzip", body=self._file(seen), changed=seen[-1].at,
            may_compress=False, ranges=self._ranges,
        )  # fmt: skip

    def _list(self, folder: str) -> Answer:
        lines = [path.removeprefix("/") for path in self._files if path.startswith(folder)]
        if CrawlFault.NO_LIST in self._faults:
            return notice(404, "No such month")
        if CrawlFault.ODD_LINE in self._faults:
            lines.insert(0, "../../etc/passwd")
        body = gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0)
        if CrawlFault.TORN_LIST in self._faults:
            body = body[:-12]
        return Answer(status=200, content_type="application/gzip", body=body, may_compress=False)

    def _file(self, seen: Sequence[Sighting]) -> bytes:
        content = b"".join(self._record(number, one) for number, one in enumerate(seen))
        if CrawlFault.TORN_MEMBER in self._faults:
            middle = len(content) // 2
            content = content[:middle] + content[middle + 50 :]
        return content[:-20] if CrawlFault.CUT_OFF in self._faults else content

    def _record(self, number: int, one: Sighting) -> bytes:
        at, extra = one.at, b""
        if CrawlFault.FROM_THE_FUTURE in self._faults and number % 2:
            at = at.replace(year=at.year + 70)
        if CrawlFault.WRONG_DIGESTS in self._faults and number % 2:
            extra = b"WARC-Payload-Digest: sha1:" + b"A" * 32 + b"\r\n"
        return warc_record(one.model_copy(update={"at": at}), extra)


def warc_record(one: Sighting, extra: bytes = b"") -> bytes:
    """A response record as one gzip member (ISO 28500)."""
    block = f"HTTP/1.1 {one.status} X\r\nContent-Type: {one.content_type}\r\n\r\n".encode() + one.body
    header = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {one.url}\r\n"
        f"WARC-Date: {one.at:%Y-%m-%dT%H:%M:%SZ}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n"
    ).encode()
    return gzip.compress(header + extra + b"\r\n" + block + b"\r\n\r\n", 6, mtime=0)


def _path(at: datetime) -> str:
    return _LISTED.format(day=at) + f"CC-NEWS-{at:%Y%m%d%H%M%S}-00001.warc.gz"
