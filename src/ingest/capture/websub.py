"""The subscriber's side of WebSub (W3C Recommendation, 23 January 2018): what is sent, believed, kept. Pure.

Whoever knows a callback's path may confirm or deny a subscription, so the path cannot be guessed; whoever
does not know the secret cannot deliver. Both follow from one key and are never written into a capture.
"""

import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from ingest.capture.leases import LONGEST_LEASE, Ask
from ingest.parsing.payload import header
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, HubMode, HubTalk, Intent, identity

WISH = timedelta(days=10)
"""How long a lease we ask for; the hub decides."""

_UNSTATED_LEASE = timedelta(days=1)  # section 5.3 wants it stated; what is not stated is not trusted for long
_PENDING = timedelta(days=1)  # a hub confirms within minutes; one that queues for longer is asked again
_LONGEST_CHALLENGE = 2_000  # characters
_LONGEST_REASON = 300
_METHODS = ("sha1", "sha256", "sha384", "sha512")  # section 7.1
_KEPT_HEADERS = frozenset({"content-type", "content-encoding", "link", "x-hub-signature", "user-agent"})
_LONGEST_HEADER = 4_000


def intent_of(ask: Ask, key: bytes, *, callback_url: str, now: datetime) -> Intent:
    """What to write down before a hub is asked. The same subscription has the same callback for ever."""
    place = callback_url.rstrip("/")
    token = _derived(key, "callback", place, ask.feed_url, ask.hub_url, ask.topic)[:40]
    return Intent(
        token=token, feed_url=ask.feed_url, hub_url=ask.hub_url, topic=ask.topic, mode=ask.mode, asked_at=now
    )


def is_current(intent: Intent, key: bytes, *, callback_url: str) -> bool:
    """Whether an intent was made with this key for this place: what hubs send elsewhere never comes."""
    ask = Ask(intent.feed_url, intent.hub_url, intent.topic, intent.mode)
    return intent == intent_of(ask, key, callback_url=callback_url, now=intent.asked_at)


def secret_of(intent: Intent, key: bytes) -> str:
    """What the hub signs this subscription's deliveries with (section 5.1: less than 200 bytes)."""
    return _derived(key, "secret", intent.token)


def form_of(intent: Intent, *, callback_url: str, secret: str) -> tuple[tuple[str, str], ...]:
    """The request to a hub (section 5.1)."""
    form = [
        ("hub.callback", f"{callback_url.rstrip('/')}/{intent.token}"),
        ("hub.mode", intent.mode.value),
        ("hub.topic", intent.topic),
    ]
    if intent.mode is HubMode.SUBSCRIBE:
        form += [("hub.lease_seconds", f"{WISH.total_seconds():.0f}"), ("hub.secret", secret)]
    return tuple(form)


def talk_of(intent: Intent) -> HubTalk:
    """What stands in the capture of that request."""
    wish = int(WISH.total_seconds()) if intent.mode is HubMode.SUBSCRIBE else None
    return HubTalk(mode=intent.mode, topic=intent.topic, lease_seconds=wish)


class Word(NamedTuple):
    """What a hub said of a subscription, and what it wants to hear."""

    capture: Capture
    challenge: str  # empty for a denial


def said_by_hub(intent: Intent, query: Iterable[tuple[str, str]], *, now: datetime) -> Word | None:
    """What a hub's GET says of a subscription (sections 5.2 and 5.3); None where nobody asked for it.

    Args:
        intent: what was asked for at this callback.
        query: the parameters of the request; of one that comes twice the first counts.
        now: the time.
    """
    said = dict(reversed(tuple(query)))
    mode, topic = said.get("hub.mode"), said.get("hub.topic")
    if topic != intent.topic:
        return None
    if mode == HubMode.DENIED:
        reason = " ".join(said.get("hub.reason", "").split())[:_LONGEST_REASON]
        talk = HubTalk(mode=HubMode.DENIED, topic=topic)
        return Word(_spoken(intent, talk, reason or "no reason given", now), "")
    is_pending = mode == intent.mode and now - intent.asked_at <= _PENDING
    challenge = said.get("hub.challenge", "")
    if not is_pending or not 0 < len(challenge) <= _LONGEST_CHALLENGE:
        return None
    lease = _lease(said.get("hub.lease_seconds", "")) if intent.mode is HubMode.SUBSCRIBE else None
    talk = HubTalk(mode=intent.mode, topic=topic, lease_seconds=lease)
    return Word(_spoken(intent, talk, "", now), challenge)


def delivered(
    intent: Intent, body: bytes, headers: Sequence[tuple[str, str]], *, secret: str, now: datetime
) -> Capture:
    """The capture of a delivery; of one that is not signed as agreed a line in the books, once an hour.

    Its id follows from feed, topic and content, so a delivery that comes again is the same capture. It is
    the feed's that named the hub, whatever the hub says: nobody speaks for another's feed.
    """
    why = _flaw(secret, body, headers)
    if why:
        talk = HubTalk(mode=HubMode.DELIVER, topic=intent.topic)
        return _spoken(intent, talk, f"a delivery of {len(body)} bytes was dropped: {why}", now)
    digest = sha256(body).hexdigest()
    return Capture(
        capture_id=identity("capture", Channel.PUSH, intent.feed_url, intent.topic, digest),
        kind=CaptureKind.FEED,
        url=intent.feed_url,
        final_url=intent.topic,
        fetched_at=now,
        outcome=FetchOutcome.FETCHED,
        status=200,
        headers=tuple(
            (name, value[:_LONGEST_HEADER]) for name, value in headers if name.lower() in _KEPT_HEADERS
        ),
        body=body,
        detail=f"pushed by {intent.hub_url}",
        payload_sha256=None if header(headers, "content-encoding") else digest,
        channel=Channel.PUSH,
    )


def is_signed(secret: str, body: bytes, signature: str) -> bool:
    """Whether a value of X-Hub-Signature was made of this body with this secret (section 7.1).

    >>> is_signed("key", b"body", "sha256=" + hmac.new(b"key", b"body", "sha256").hexdigest())
    True
    """
    method, _, stated = signature.strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    made = hmac.new(secret.encode(), body, method.lower()).hexdigest()
    return hmac.compare_digest(made.encode(), stated.strip().lower().encode("utf-8", "replace"))


def _flaw(secret: str, body: bytes, headers: Sequence[tuple[str, str]]) -> str:
    signatures = [value for name, value in headers if name.lower() == "x-hub-signature"]
    if not signatures:
        return "it is not signed"
    return "" if any(is_signed(secret, body, one) for one in signatures[:4]) else "its signature is wrong"


def _spoken(intent: Intent, talk: HubTalk, detail: str, now: datetime) -> Capture:
    """A hub's word as a capture; what it repeats within the hour, where it is refused, is the same one."""
    is_good = talk.mode in {HubMode.SUBSCRIBE, HubMode.UNSUBSCRIBE}
    said_at = now.isoformat() if is_good else f"{now:%FT%H}"
    return Capture(
        capture_id=identity(
            "capture", Channel.PUSH, intent.hub_url, intent.feed_url, intent.topic, talk.mode, said_at
        ),
        kind=CaptureKind.HUB,
        url=intent.hub_url,
        final_url=intent.hub_url,
        fetched_at=now,
        outcome=FetchOutcome.FETCHED if is_good else FetchOutcome.REFUSED,
        detail=detail,
        feed_url=intent.feed_url,
        channel=Channel.PUSH,
        hub=talk,
    )


def _lease(stated: str) -> int:
    """Seconds, at most as many as anybody is believed for."""
    is_number = stated.isascii() and stated.isdigit()
    seconds = int(stated[:9]) if is_number else int(_UNSTATED_LEASE.total_seconds())
    return min(seconds, int(LONGEST_LEASE.total_seconds()))


def _derived(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\x1f".join(parts).encode("utf-8", "surrogatepass"), "sha256").hexdigest()
