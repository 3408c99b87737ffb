"""What the seeds and the list of subscriptions say about outlets, agencies and feeds, as rows."""

from collections.abc import Iterable

from ingest.knowledge import Knowledge
from ingest.records import Agency, Outlet, Record, Subscription, identity


class ListedFeed(Record):
    """One row of `dim_feed`."""

    feed_url: str
    feed_id: str
    outlet_id: str
    title: str | None = None
    home_url: str | None = None
    folder: str | None = None
    is_subscribed: bool


def feeds(
    subscriptions: Iterable[Subscription], polled: Iterable[str], knowledge: Knowledge
) -> tuple[ListedFeed, ...]:
    """Each feed that is subscribed to or was polled, once; the first subscription to an address counts."""
    listed = {
        subscription.url: ListedFeed(
            feed_url=subscription.url,
            feed_id=identity("feed", subscription.url),
            outlet_id=subscription.outlet_domain,
            title=subscription.title,
            home_url=subscription.home_url,
            folder=subscription.folder,
            is_subscribed=True,
        )
        for subscription in reversed(tuple(subscriptions))
    }
    unlisted = [
        ListedFeed(
            feed_url=url,
            feed_id=identity("feed", url),
            outlet_id=knowledge.outlet_of(url).outlet_id,
            is_subscribed=False,
        )
        for url in polled
        if url not in listed
    ]
    return (*listed.values(), *unlisted)


def outlets(knowledge: Knowledge) -> tuple[Outlet, ...]:
    """Each known outlet once; the first row about it counts, so a user's own row wins."""
    return tuple({outlet.outlet_id: outlet for outlet in reversed(knowledge.outlets)}.values())


def agencies(knowledge: Knowledge) -> tuple[Agency, ...]:
    """Each known agency once; the first row about it counts."""
    return tuple({agency.agency_id: agency for agency in reversed(knowledge.agencies)}.values())
