"""Deliveries of a hub, as the receiver keeps them."""

import hmac
from datetime import UTC, datetime

from ingest.capture.leases import Ask
from ingest.capture.websub import delivered, intent_of, said_by_hub, secret_of, talk_of
from ingest.records import Capture, CaptureKind, FetchOutcome, HubMode, Intent, identity

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
FEED, HUB, TOPIC = "https://a.example/feed", "https://hub.example/", "https://a.example/topic"
KEY = bytes(32)
CALLBACK = "https://we.example/p"
ASK = Ask(FEED, HUB, TOPIC, HubMode.SUBSCRIBE)
INTENT = intent_of(ASK, KEY, callback_url=CALLBACK, now=NOW)


def document(*numbers: int) -> bytes:
    """A feed that lists some articles."""
    items = "".join(
        f"<item><guid>{n}</guid><title>T{n}</title><link>https://a.example/news/{n}</link></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def delivery(body: bytes, *, at: datetime = NOW, intent: Intent = INTENT) -> Capture:
    """A delivery that is signed as agreed."""
    secret = secret_of(intent, KEY)
    signature = hmac.new(secret.encode(), body, "sha256").hexdigest()
    headers = [("Content-Type", "application/rss+xml"), ("X-Hub-Signature", f"sha256={signature}")]
    return delivered(intent, body, headers, secret=secret, now=at)


def confirmation(*, at: datetime = NOW, lease: int = 864_000, mode: str = "subscribe") -> Capture:
    """A hub's word on a subscription."""
    said = {"hub.mode": mode, "hub.topic": TOPIC, "hub.challenge": "c", "hub.lease_seconds": str(lease)}
    word = said_by_hub(INTENT, said.items(), now=at)
    assert word is not None
    return word.capture


def request(*, at: datetime = NOW, outcome: FetchOutcome = FetchOutcome.FETCHED) -> Capture:
    """Our request to the hub."""
    return Capture(
        capture_id=identity("ask", at.isoformat()), kind=CaptureKind.HUB, url=HUB, final_url=HUB,
        fetched_at=at,
        outcome=outcome, status=202, detail="" if outcome is FetchOutcome.FETCHED else "HTTP 400 No",
        feed_url=FEED, hub=talk_of(INTENT),
    )  # fmt: skip
