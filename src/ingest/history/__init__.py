"""History becomes captures that carry the archive's own time: what was seen when, long before we looked.

In: an order (a source, a period, outlets) and its manifest. Out: WARC segments like those of a poll, which
the later stages take as any other, and the manifest's next lines. `docs/history.md` has the rules.
"""

from ingest.history.manifest import Manifest
from ingest.history.order import (
    Direction,
    Order,
    Scope,
    Source,
    SourceKind,
    order_of_interval,
    scope_of,
    source_of,
)
from ingest.history.plan import Limits, Plan, Unobtainable
from ingest.history.stage import Stores, plan_history, take_history
from ingest.history.tally import Backfilled

__all__ = [
    "Backfilled",
    "Direction",
    "Limits",
    "Manifest",
    "Order",
    "Plan",
    "Scope",
    "Source",
    "SourceKind",
    "Stores",
    "Unobtainable",
    "order_of_interval",
    "plan_history",
    "scope_of",
    "source_of",
    "take_history",
]
