"""What waits for a poll: read from the stores without touching them."""

from collections.abc import Iterable
from datetime import datetime

from ingest.archive import Archive
from ingest.capture.agenda import Agenda, agenda
from ingest.capture.stage.past import read_times
from ingest.records import Subscription
from ingest.settings import Settings
from ingest.warehouse import Warehouse


def agenda_of(
    subscriptions: Iterable[Subscription],
    *,
    warehouse: Warehouse,
    archive: Archive,
    now: datetime,
    settings: Settings,
) -> Agenda:
    """What a poll would find to do now, and when the next feed or page falls due.

    Raises:
        NoHome: a store cannot be read.
    """
    return agenda(
        subscriptions,
        read_times(warehouse, archive, now=now, settings=settings),
        now=now,
        dropped=archive.dropped_waiting(),
        delivered=archive.inbox.waiting(),
    )
