"""Every feed of the press can be read by others, and lists what the truth says."""

import json
from urllib.parse import urlsplit

import feedparser
import pytest

from ingest.newsroom import FeedTruth, Newsroom
from ingest.newsroom.answer import Answer
from ingest.newsroom.answers import Answers
from ingest.newsroom.faults import CURRENT_PATH
from ingest.newsroom.pages import article_page
from ingest.records import FetchOutcome

PRESS = Newsroom(seed=1)
READABLE = [feed for feed in PRESS.truth(2).feeds if feed.is_readable]


def _served(feed: FeedTruth) -> Answer:
    parts = urlsplit(feed.url)
    answers = Answers(PRESS.edition(2))
    answer = answers.answer(parts.netloc, parts.path)
    return answers.answer(parts.netloc, CURRENT_PATH) if answer.status == 301 else answer


@pytest.mark.parametrize("feed", READABLE, ids=lambda feed: str(feed.url))
def test_a_readable_feed_lists_what_the_truth_says(feed: FeedTruth) -> None:
    answer = _served(feed)
    if feed.url.endswith(".json"):
        links = [item["url"] for item in json.loads(answer.body)["items"]]
    else:
        parsed = feedparser.parse(answer.body, response_headers={"content-type": answer.content_type})
        links = [entry.link for entry in parsed.entries]
    plain = list(dict.fromkeys(link.partition("?")[0] for link in links))
    assert feed.expected_outcome is FetchOutcome.FETCHED
    assert plain == [*feed.entries, *(link.url for link in feed.dead_links)]


def test_one_feed_lists_everything_twice() -> None:
    feed = next(feed for feed in READABLE if feed.outlet_domain == "double-daily.example")
    assert _served(feed).body.count(b"<item>") == 2 * len(feed.entries)


def test_a_feed_in_the_wrong_charset_is_not_what_it_declares() -> None:
    feed = next(feed for feed in READABLE if feed.outlet_domain == "umlaut-umschau.example")
    with pytest.raises(UnicodeDecodeError):
        _served(feed).body.decode("utf-8")


def test_the_bar_of_an_aggregator_names_agency_update_and_creation() -> None:
    edition = PRESS.edition(2)
    pieces = [piece for piece in edition.pieces if piece.house.template == "bar" and piece.credits]
    shown = [article_page(piece, edition) for piece in pieces]
    assert any(f"{piece.byline} | Updated: 0" in page for piece, page in zip(pieces, shown, strict=True))
    assert all(" IST | Created: " in page for page in shown)
