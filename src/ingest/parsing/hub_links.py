"""Which hubs tell of a feed's news, and the address that they know it by (WebSub section 4). Pure."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ingest.parsing.feeds_fields import absolute
from ingest.parsing.header_links import header_links
from ingest.records import Feed, Record

_MOST_HUBS = 5
_LONGEST = 2_000  # characters of an address


class HubOffer(Record):
    """A feed's hubs, any of which will do; no topic where there is no hub."""

    hub_urls: tuple[str, ...] = ()
    topic: str | None = None


def hub_offer(feed: Feed, headers: Iterable[tuple[str, str]], *, url: str) -> HubOffer:
    """What an answer offers: its `Link` headers count before the links of the document.

    A feed that names hubs and not itself is known to them by its address, `url`.
    """
    said = tuple(header_links(headers))
    hubs = tuple(_related("hub", said, url)) or feed.hub_urls
    hubs = tuple(dict.fromkeys(filter(_can_be_asked, hubs)))[:_MOST_HUBS]
    if not hubs:
        return HubOffer()
    topic = next(_related("self", said, url), None) or feed.self_url or url
    return HubOffer(hub_urls=hubs, topic=topic if len(topic) <= _LONGEST else url)


def _can_be_asked(hub: str) -> bool:
    """Not an endless address, nor one with a user's name, which is never sent."""
    try:
        return len(hub) <= _LONGEST and urlsplit(hub).username is None
    except ValueError:
        return False


def _related(relation: str, links: tuple[tuple[str, dict[str, str]], ...], url: str) -> Iterator[str]:
    for reference, said in links:
        target = absolute(reference, url)
        if target and relation in said.get("rel", "").lower().split():
            yield target
