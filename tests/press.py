"""The simulated press as a workplace sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.newsroom import NIGHTS, Newsroom, Site, serve
from ingest.pipeline import Workplace, poll_feeds
from ingest.records import RunMode
from ingest.settings import Settings

REQUEST_SECONDS = 1.5  # the press has feeds that never end


def workplace_for(home: Path, press: Newsroom, site: Site) -> Workplace:
    """A workplace that knows the press, its feeds and where it is served."""
    settings = Settings(
        home=home, stand_ins=site.stand_ins, host_spacing=0, request_seconds=REQUEST_SECONDS,
        contact="tests@example.org",
    )  # fmt: skip
    place = Workplace.of(settings)
    place.archive.save_subscriptions(press.subscriptions())
    place.archive.save_knowledge(*press.knowledge_rows())
    return place


@contextmanager
def press_at(home: Path, *, seed: int = 1) -> Iterator[Workplace]:
    """A workplace while the press is on its first night."""
    press = Newsroom(seed=seed)
    with serve(press, night=1) as site:
        yield workplace_for(home, press, site)


def capture_both_nights(home: Path, *, seed: int = 1) -> Workplace:
    """A workplace with the captures of both nights and nothing else."""
    press = Newsroom(seed=seed)
    with serve(press, night=1) as site:
        place = workplace_for(home, press, site)
        for number, now in enumerate(NIGHTS, start=1):
            site.turn_to(night=number)
            poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda now=now: now)  # type: ignore[misc] # bound early
    return place
