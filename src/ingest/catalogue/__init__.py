"""The list of feeds: found on a site, judged by one look, merged with the list that is there.

In: addresses, lists of other readers. Out: advice on feeds, and what a list adds to ours. Nothing of it is
captured: a look is no poll, so neither the archive nor the warehouse hears of it.
"""

from ingest.catalogue.advice import FeedAdvice, Remark, Severity
from ingest.catalogue.discovery import Discovery, Found
from ingest.catalogue.merging import Merged, merged, unknown_to
from ingest.catalogue.stage import check_feeds, discover_feeds, subscribe, unsubscribe

__all__ = [
    "Discovery", "FeedAdvice", "Found", "Merged", "Remark", "Severity", "check_feeds", "discover_feeds",
    "merged", "subscribe", "unknown_to", "unsubscribe",
]  # fmt: skip
