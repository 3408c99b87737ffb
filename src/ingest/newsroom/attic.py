"""What others kept of the press: its archive in every format that archives of news have, faults included.

`Attic.shelves` goes to `serve`; each archive is a host of its own below `.example`.
"""

from collections.abc import Iterable, Mapping

from pydantic import AwareDatetime

from ingest.newsroom.answer import HTML, Answer, notice
from ingest.newsroom.answers import Answers
from ingest.newsroom.press import NIGHTS, Newsroom
from ingest.newsroom.server import Shelf
from ingest.records import Record

LISTS_HOST = "lists.example"


class Sighting(Record):
    """A page as an archive saw it."""

    url: str
    at: AwareDatetime
    body: bytes
    status: int = 200
    content_type: str = HTML


class Attic:
    """The archives of one press.

    Args:
        sightings: what they kept.
        lists: plain lists by name: `http://lists.example/NAME`.
    """

    def __init__(
        self, sightings: Iterable[Sighting] = (), *, lists: Mapping[str, bytes] | None = None
    ) -> None:
        self.sightings = tuple(sorted(sightings, key=lambda one: (one.at, one.url)))
        self._lists = dict(lists or {})

    @property
    def shelves(self) -> Mapping[str, Shelf]:
        """For `serve`."""
        return {LISTS_HOST: self._list}

    def _list(self, target: str) -> Answer:
        content = self._lists.get(target.removeprefix("/"))
        if content is None:
            return notice(404, "No such list")
        return Answer(status=200, content_type="text/plain; charset=utf-8", body=content)


def sightings_of(press: Newsroom) -> tuple[Sighting, ...]:
    """What a crawler with eyes everywhere saw of the press: every page at the end of each night."""
    seen = []
    for night, now in enumerate(NIGHTS, start=1):
        answers = Answers(press.edition(night))
        for piece in press.edition(night).pieces:
            host, _, path = piece.url.removeprefix("http://").partition("/")
            seen.append(Sighting(url=piece.url, at=now, body=answers.answer(host, f"/{path}").body))
    return tuple(seen)
