"""Where a feed says that a hub tells of its news (WebSub section 4)."""

import pytest

from ingest.parsing.hub_links import HubOffer, hub_offer
from ingest.records import Feed

_URL = "https://a.example/feed"
_FEED = Feed(url=_URL, kind="atom", self_url="https://a.example/self", hub_urls=("https://hub.example/",))


def test_the_document_names_hub_and_topic() -> None:
    offer = HubOffer(hub_urls=("https://hub.example/",), topic="https://a.example/self")
    assert hub_offer(_FEED, (), url=_URL) == offer


def test_headers_count_before_the_document() -> None:
    headers = (
        ("link", "<https://one.example/>; rel=hub, </two>; rel='x', </two>; rel=\"HUB next\""),
        ("Link", '</topic>; rel="self"'),
    )
    offer = hub_offer(_FEED, headers, url=_URL)
    assert offer == HubOffer(
        hub_urls=("https://one.example/", "https://a.example/two"), topic="https://a.example/topic"
    )


def test_a_feed_that_does_not_name_itself_is_known_by_its_address() -> None:
    assert hub_offer(_FEED.model_copy(update={"self_url": None}), (), url=_URL).topic == _URL


@pytest.mark.parametrize("headers", [(), (("Link", "<https://a.example/self>; rel=self"),)])
def test_a_feed_without_a_hub_offers_nothing(headers: tuple[tuple[str, str], ...]) -> None:
    assert hub_offer(Feed(url=_URL, kind="rss"), headers, url=_URL) == HubOffer()


@pytest.mark.parametrize("hub", ["https://me:secret@hub.example/", "https://[hub.example/"])
def test_a_hub_that_cannot_be_asked_is_none(hub: str) -> None:
    assert hub_offer(_FEED.model_copy(update={"hub_urls": (hub,)}), (), url=_URL) == HubOffer()


def test_hubs_without_end_are_cut_off() -> None:
    many = ("https://x.example/" + "x" * 9_000, *(f"https://{number}.example/" for number in range(100)))
    assert len(hub_offer(Feed(url=_URL, kind="rss", hub_urls=many), (), url=_URL).hub_urls) == 5
