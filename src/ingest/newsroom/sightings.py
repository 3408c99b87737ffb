"""What somebody saw of the press, and when."""

from pydantic import AwareDatetime

from ingest.newsroom.answer import HTML
from ingest.newsroom.answers import Answers
from ingest.newsroom.press import NIGHTS, Newsroom
from ingest.records import Record


class Sighting(Record):
    """A page as an archive saw it."""

    url: str
    at: AwareDatetime
    body: bytes
    status: int = 200
    content_type: str = HTML


def sightings_of(press: Newsroom) -> tuple[Sighting, ...]:
    """What a crawler with eyes everywhere saw of the press: every page at the end of each night."""
    seen = []
    for night, now in enumerate(NIGHTS, start=1):
        answers = Answers(press.edition(night))
        for piece in press.edition(night).pieces:
            host, _, path = piece.url.removeprefix("http://").partition("/")
            seen.append(Sighting(url=piece.url, at=now, body=answers.answer(host, f"/{path}").body))
    return tuple(seen)
