"""What a list of feeds adds to ours: each feed once, by what its address means. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ingest.knowledge import Knowledge
from ingest.parsing.offers import FeedList, Offer, Refusal
from ingest.parsing.urls import feed_identity, host_of
from ingest.records import Record, Subscription


class Known(Record):
    """An offer that is on our list already, or earlier in its own."""

    line: int
    url: str
    same_as: str  # the address on our list
    folder: str | None  # where that one is


class Merged(Record):
    """What became of each offer: added, known, or refused."""

    added: tuple[Subscription, ...]
    known: tuple[Known, ...]
    refused: tuple[Refusal, ...]
    outlets_recognised: int  # of the added: their outlet is in our tables


def merged(subscriptions: Iterable[Subscription], offered: FeedList, knowledge: Knowledge) -> Merged:
    """Merge a list into ours; ours keeps what it says of a feed that both have."""
    ours = {feed_identity(one.url): one for one in subscriptions}
    added: list[Subscription] = []
    known: list[Known] = []
    recognised = 0
    for offer in offered.offers:
        key = feed_identity(offer.url)
        if (same := ours.get(key)) is not None:
            known.append(Known(line=offer.line, url=offer.url, same_as=same.url, folder=same.folder))
            continue
        outlet = knowledge.known_outlet(offer.home_url or offer.url)
        recognised += outlet is not None
        ours[key] = _subscription(offer, outlet.domain if outlet else None, knowledge)
        added.append(ours[key])
    return Merged(
        added=tuple(added), known=tuple(known), refused=offered.refusals, outlets_recognised=recognised
    )


def asked_anew(
    subscriptions: Iterable[Subscription], known: Iterable[Known], now: datetime
) -> tuple[Subscription, ...]:
    """Our list, in which the known feeds of an offer are to be asked, also those that were retired."""
    again = {one.same_as for one in known}
    return tuple(
        one.model_copy(update={"asked_anew": now}) if one.url in again else one for one in subscriptions
    )


def unknown_to(subscriptions: Iterable[Subscription], urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses that our list lacks, by what they mean."""
    ours = {feed_identity(one.url) for one in subscriptions}
    return tuple(url for url in urls if feed_identity(url) not in ours)


def at_new_addresses(offered: FeedList, moves: Mapping[str, str], dead: Mapping[str, str]) -> FeedList:
    """A list after a look at its feeds: moved ones at their new address, dead ones refused and why."""
    offers = tuple(
        offer.model_copy(update={"url": moves.get(offer.url, offer.url)})
        for offer in offered.offers
        if offer.url not in dead
    )
    refusals = tuple(
        Refusal(line=offer.line, text=offer.url, reason=dead[offer.url])
        for offer in offered.offers
        if offer.url in dead
    )
    return offered.model_copy(update={"offers": offers, "refusals": (*offered.refusals, *refusals)})


def _subscription(offer: Offer, outlet_domain: str | None, knowledge: Knowledge) -> Subscription:
    return Subscription(
        url=offer.url,
        title=offer.title or host_of(offer.url),
        outlet_domain=offer.outlet_domain
        or outlet_domain
        or knowledge.outlet_of(offer.home_url or offer.url).domain,
        home_url=offer.home_url,
        folder=offer.folder,
    )
