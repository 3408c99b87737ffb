"""What a subscriber sends, whom it believes, and what it keeps (W3C WebSub)."""

import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.capture.leases import LONGEST_LEASE, Ask
from ingest.capture.websub import delivered, form_of, intent_of, is_signed, said_by_hub, secret_of
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, HubMode

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
KEY = bytes(range(32))
CALLBACK = "https://we.example/hooks/"
FEED, HUB, TOPIC = "https://a.example/feed", "https://hub.example/", "https://a.example/topic"
INTENT = intent_of(Ask(FEED, HUB, TOPIC, HubMode.SUBSCRIBE), KEY, callback_url=CALLBACK, now=NOW)
SECRET = secret_of(INTENT, KEY)
VERIFY = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "abc", "hub.lease_seconds": "3600"}


def said(changes: dict[str, str | None] | None = None, after: timedelta = timedelta()) -> Capture | None:
    query = {**VERIFY, **(changes or {})}
    pairs = [(name, value) for name, value in query.items() if value is not None]
    word = said_by_hub(INTENT, pairs, now=NOW + after)
    return word and word.capture


def signature(body: bytes, method: str = "sha256", secret: str = SECRET) -> tuple[str, str]:
    return "X-Hub-Signature", f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


def test_path_and_secret_follow_from_the_key_and_differ_from_subscription_to_subscription() -> None:
    other = intent_of(Ask(FEED, HUB, FEED, HubMode.SUBSCRIBE), KEY, callback_url=CALLBACK, now=NOW)
    elsewhere = intent_of(Ask(FEED, HUB, TOPIC, HubMode.SUBSCRIBE), bytes(32), callback_url=CALLBACK, now=NOW)
    assert len({INTENT.token, other.token, elsewhere.token}) == 3
    assert len({SECRET, secret_of(other, KEY), secret_of(elsewhere, bytes(32)), INTENT.token}) == 4
    again = intent_of(
        Ask(FEED, HUB, TOPIC, HubMode.UNSUBSCRIBE), KEY, callback_url=CALLBACK, now=NOW + timedelta(days=9)
    )
    assert again.token == INTENT.token, "a renewal keeps its callback"
    assert 40 <= len(SECRET) < 200


def test_the_form_says_what_the_recommendation_asks_for() -> None:
    form = dict(form_of(INTENT, callback_url=CALLBACK, secret=SECRET))
    assert form == {
        "hub.callback": f"https://we.example/hooks/{INTENT.token}", "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.lease_seconds": "864000", "hub.secret": SECRET,
    }  # fmt: skip


def test_a_subscription_that_was_asked_for_is_confirmed_with_its_lease() -> None:
    capture = said()
    assert capture is not None
    assert capture.hub is not None
    assert (capture.kind, capture.channel, capture.outcome) == (
        CaptureKind.HUB, Channel.PUSH, FetchOutcome.FETCHED,
    )  # fmt: skip
    assert (capture.url, capture.feed_url, capture.hub.lease_seconds) == (HUB, FEED, 3_600)
    assert INTENT.token not in capture.model_dump_json()


@pytest.mark.parametrize(
    "changes",
    [
        {"hub.topic": "https://b.example/feed"}, {"hub.topic": None}, {"hub.mode": "unsubscribe"},
        {"hub.mode": None}, {"hub.mode": "deliver"}, {"hub.challenge": None}, {"hub.challenge": ""},
        {"hub.challenge": "x" * 10_000},
    ],
)  # fmt: skip
def test_what_nobody_asked_for_is_not_confirmed(changes: dict[str, str | None]) -> None:
    assert said(changes) is None


def test_a_confirmation_that_comes_days_later_is_not_given() -> None:
    assert said(after=timedelta(hours=23)) is not None
    assert said(after=timedelta(hours=25)) is None


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("60", 60),
        ("999999999999", LONGEST_LEASE.total_seconds()),
        (None, 86_400),
        ("-1", 86_400),
        ("²", 86_400),
    ],
)
def test_a_lease_is_believed_within_reason(stated: str | None, seconds: int) -> None:
    capture = said({"hub.lease_seconds": stated})
    assert capture is not None
    assert capture.hub is not None
    assert capture.hub.lease_seconds == seconds


def test_a_denial_is_kept_with_its_reason() -> None:
    capture = said({"hub.mode": "denied", "hub.reason": "not\r\nhere " + "x" * 1_000})
    assert capture is not None
    assert capture.outcome is FetchOutcome.REFUSED
    assert capture.detail.startswith("not here x")
    assert len(capture.detail) <= 300


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_delivery_is_a_document_of_the_feed_that_named_the_hub(method: str) -> None:
    headers = [signature(b"<feed/>", method), ("Content-Type", "application/atom+xml"), ("Cookie", "a=b")]
    capture = delivered(INTENT, b"<feed/>", headers, secret=SECRET, now=NOW)
    assert (capture.kind, capture.url, capture.final_url, capture.body) == (
        CaptureKind.FEED, FEED, TOPIC, b"<feed/>",
    )  # fmt: skip
    assert "Cookie" not in dict(capture.headers)


@pytest.mark.parametrize(
    "headers",
    [
        [], [("X-Hub-Signature", "")], [("X-Hub-Signature", "sha256=")],
        [("X-Hub-Signature", "sha256=\u00e9")], [signature(b"<feed/>", secret=INTENT.token)],
        [signature(b"<other/>")],
        [("X-Hub-Signature", signature(b"<feed/>", "md5")[1])],
        [("X-Hub-Signature", signature(b"<feed/>")[1].removeprefix("sha256="))],
    ],
)  # fmt: skip
def test_a_delivery_that_is_not_signed_as_agreed_is_dropped_and_recorded(
    headers: list[tuple[str, str]],
) -> None:
    capture = delivered(INTENT, b"<feed/>", headers, secret=SECRET, now=NOW)
    assert (capture.kind, capture.outcome, capture.body) == (CaptureKind.HUB, FetchOutcome.REFUSED, b"")
    assert "dropped" in capture.detail


def test_forgeries_of_one_hour_are_one_line_in_the_books() -> None:
    lines = {
        delivered(INTENT, b"x%d" % minute, [], secret=SECRET, now=NOW + timedelta(minutes=minute)).capture_id
        for minute in range(120)
    }
    assert len(lines) == 2


def test_the_same_delivery_is_the_same_capture_and_another_topic_or_feed_is_another() -> None:
    def identity(ask: Ask, at: datetime) -> str:
        intent = intent_of(ask, KEY, callback_url=CALLBACK, now=NOW)
        secret = secret_of(intent, KEY)
        return delivered(
            intent, b"<feed/>", [signature(b"<feed/>", secret=secret)], secret=secret, now=at
        ).capture_id

    ask = Ask(FEED, HUB, TOPIC, HubMode.SUBSCRIBE)
    assert identity(ask, NOW) == identity(ask, NOW + timedelta(days=3))
    others = {identity(ask._replace(topic=FEED), NOW), identity(ask._replace(feed_url=TOPIC), NOW)}
    assert len(others | {identity(ask, NOW)}) == 3


@given(st.text(), st.binary(max_size=50))
def test_no_text_that_was_not_made_with_the_secret_is_a_signature(text: str, body: bytes) -> None:
    assert not is_signed(SECRET, body, text)
    assert not is_signed(SECRET, body, f"sha256={text}")


@given(st.lists(st.tuples(st.sampled_from([*VERIFY, "hub.reason", "x"]), st.text(max_size=20)), max_size=8))
def test_whatever_a_hub_says_is_answered_without_an_error(query: list[tuple[str, str]]) -> None:
    word = said_by_hub(INTENT, query, now=NOW)
    challenges = {value for name, value in query if name == "hub.challenge"}
    assert word is None or word.challenge in challenges | {""}


def test_of_a_parameter_that_comes_twice_the_first_counts() -> None:
    again = [("hub.challenge", "x" * 9_000), ("hub.mode", "denied")]
    word = said_by_hub(INTENT, [*VERIFY.items(), *again], now=NOW)
    assert word is not None
    assert (word.challenge, word.capture.outcome) == ("abc", FetchOutcome.FETCHED)
