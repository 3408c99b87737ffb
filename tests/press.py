"""The simulated press as a workplace sees it: both nights captured, nothing read yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.newsroom import NIGHTS, Newsroom, serve
from ingest.pipeline import Workplace, poll_feeds
from ingest.records import RunMode
from ingest.settings import Settings

REQUEST_SECONDS = 1.5


def settings_for(home: Path, origin: str) -> Settings:
    """Settings that send every invented outlet to the press."""
    return Settings(
        home=home,
        stand_ins={"*.example": origin},
        host_spacing=0,
        request_seconds=REQUEST_SECONDS,
        contact="t@example.org",
    )


@contextmanager
def press_at(home: Path, *, seed: int = 1) -> Iterator[Workplace]:
    """A workplace that polls the press on its first night."""
    press = Newsroom(seed=seed)
    with serve(press, night=1) as site:
        place = Workplace.of(settings_for(home, site.origin))
        place.archive.save_subscriptions(press.subscriptions())
        place.archive.save_knowledge(*press.knowledge_rows())
        yield place


def capture_both_nights(home: Path, *, seed: int = 1) -> Workplace:
    """A workplace with the captures of both nights and nothing else.

    The second night is polled by somebody who has read the first: in a folder of its own, whose
    captures are the same.
    """
    press = Newsroom(seed=seed)
    with serve(press, night=1) as site:
        place = Workplace.of(settings_for(home, site.origin))
        place.archive.save_subscriptions(press.subscriptions())
        place.archive.save_knowledge(*press.knowledge_rows())
        for number, now in enumerate(NIGHTS, start=1):
            site.turn_to(night=number)
            poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda now=now: now)  # type: ignore[misc] # bound early
    return place
