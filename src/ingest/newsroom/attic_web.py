"""The web archive of the press: an index (CDX) and what it leads to, by the rules of `wayback-cdx-server`."""

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from ingest.newsroom.answer import Answer, http_date, notice
from ingest.newsroom.sightings import Sighting

INDEX_PATH = "/cdx/search/cdx"
_REPLAY = "/web/"
_STAMP = "%Y%m%d%H%M%S"
_NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
_YEARS_AHEAD = 70


class IndexFault(StrEnum):
    """What is wrong with an index."""

    CHANGING = "changing"  # it has a row more in front at every question
    LOOPING = "looping"  # each answer leads to the same next one
    FROM_THE_FUTURE = "from-the-future"  # its clock is 70 years ahead for every second capture
    WRONG_DIGESTS = "wrong-digests"
    NO_BODIES = "no-bodies"  # every second capture is not there any more
    MOVED_CAPTURES = "moved-captures"  # each is of a minute later than the index says
    HUGE = "huge"  # a capture is a terabyte, says the index
    CUT_OFF = "cut-off"  # answers end within a row


class WebArchive:
    """Index and captures.

    Args:
        sightings: what it kept.
        faults: what is wrong with it.
        rows: of one answer at most.
    """

    def __init__(self, sightings: Sequence[Sighting], faults: frozenset[IndexFault], rows: int) -> None:
        self._sightings = sorted(sightings, key=lambda one: (_key(one.url), one.at))
        self._by_place = {(f"{one.at:{_STAMP}}", one.url): one for one in sightings}
        self._faults, self._rows = faults, rows
        self._questions = 0

    def answer(self, target: str) -> Answer | None:
        """What it answers to a path and query."""
        parts = urlsplit(target)
        if parts.path == INDEX_PATH:
            return self._index({name: values[0] for name, values in parse_qs(parts.query).items()})
        return self._capture(target.removeprefix(_REPLAY)) if target.startswith(_REPLAY) else None

    def _index(self, said: dict[str, str]) -> Answer:
        self._questions += 1
        rows = [self._row(number, one) for number, one in enumerate(self._sightings) if _is_asked(one, said)]
        if IndexFault.CHANGING in self._faults and rows:
            rows = rows[:1] * self._questions + rows
        start = int(said.get("resumeKey", "0"))
        end = start + min(int(said.get("limit", "100000")), self._rows)
        shown: list[list[str]] = [_NAMES, *rows[start:end]]
        if end < len(rows) and said.get("showResumeKey") == "true":
            shown += [[], [str(start if IndexFault.LOOPING in self._faults and start else end)]]
        body = json.dumps(shown if rows else []).encode()
        if IndexFault.CUT_OFF in self._faults:
            body = body[:-40]
        return Answer(status=200, content_type="application/json", body=body)

    def _row(self, number: int, one: Sighting) -> list[str]:
        at, digest, size = one.at, _digest(one.body), len(one.body) // 4
        if IndexFault.FROM_THE_FUTURE in self._faults and number % 2:
            at = at.replace(year=at.year + _YEARS_AHEAD)
        if IndexFault.WRONG_DIGESTS in self._faults:
            digest = _digest(one.body + str(number).encode())
        if IndexFault.HUGE in self._faults:
            size = 10**12
        kind = one.content_type.partition(";")[0]
        return [_key(one.url), f"{at:{_STAMP}}", one.url, kind, str(one.status), digest, str(size)]

    def _capture(self, place: str) -> Answer:
        stamp, _, url = place.partition("id_/")
        one = self._by_place.get((stamp, url))
        is_lost = IndexFault.NO_BODIES in self._faults and one is not None and self._number(one) % 2
        if one is None or is_lost:
            return notice(404, "The archive has no such capture")
        at = one.at.replace(minute=(one.at.minute + 1) % 60)
        shown = at if IndexFault.MOVED_CAPTURES in self._faults else one.at
        headers = (
            ("Memento-Datetime", http_date(shown.astimezone(UTC))),
            ("X-Archive-Orig-Server", "press"),
            ("X-Archive-Orig-Content-Type", one.content_type),
            ("X-Archive-Orig-Content-Encoding", "gzip"),
            ("X-Archive-Src", "crawl.warc.gz"),
        )
        return Answer(status=one.status, content_type=one.content_type, body=one.body, headers=headers)

    def _number(self, one: Sighting) -> int:
        return self._sightings.index(one)


def _is_asked(one: Sighting, said: dict[str, str]) -> bool:
    host = urlsplit(one.url).netloc
    domain = said.get("url", "")
    stamp = f"{one.at:{_STAMP}}"
    is_in_time = said.get("from", "0") <= stamp <= said.get("to", "9")
    return is_in_time and (host == domain or host.endswith(f".{domain}"))


def _key(url: str) -> str:
    """The address sorted by host from the right, as indexes sort it (SURT)."""
    parts = urlsplit(url)
    return ",".join(reversed(parts.netloc.split("."))) + ")" + parts.path


def _digest(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")
