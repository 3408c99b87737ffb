"""Which feeds need few polls since a hub tells of their news. Pure.

A hub is believed while it shows that it delivers: silence of ten times a feed's usual gap is as good as
impossible for news that come at random (e^-10), so the feed is asked as if there were no hub.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ingest.capture.leases import Lease
from ingest.capture.rate import Rhythm, rate
from ingest.capture.state import FeedState

_GAPS = 10
_SHORTEST = timedelta(hours=6)
_LONGEST = timedelta(days=14)


def told(feeds: Mapping[str, FeedState], leases: Iterable[Lease]) -> dict[str, FeedState]:
    """The feeds, each with the time until which its hub is believed to tell of every change."""
    until: dict[str, datetime] = {}
    for lease in leases:
        feed = feeds.get(lease.feed_url)
        if feed is not None and lease.subscribed_until is not None and lease.delivered_at is not None:
            believed = min(lease.subscribed_until, lease.delivered_at + _silence(feed, lease.delivered_at))
            until[feed.url] = max(until.get(feed.url, believed), believed)
    return {
        url: feed.model_copy(update={"told_until": until[url]}) if url in until else feed
        for url, feed in feeds.items()
    }


def _silence(feed: FeedState, at: datetime) -> timedelta:
    if not feed.entries_recent or feed.entries_since is None:
        return _SHORTEST
    hourly = rate(Rhythm(entries=feed.entries_recent, since=feed.entries_since), at)
    return min(max(_GAPS * timedelta(hours=1 / hourly), _SHORTEST), _LONGEST)
