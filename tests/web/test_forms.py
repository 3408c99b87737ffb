"""What is posted goes once, to one place, and nothing of it is kept."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from tests.web.loopback import Conversation, Server, response, serving

from ingest.records import Capture, CaptureKind, FetchOutcome, HubMode, HubTalk
from ingest.settings import Settings
from ingest.web import Request, Web

_NOW = datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
_HUB = "https://hub.example/"
_SECRET = "s3cr3t of one/feed"  # noqa: S105 - of nobody
_FORM = (("hub.mode", "subscribe"), ("hub.callback", "https://we.example/p/1"), ("hub.secret", _SECRET))


def _request(topic: str = "https://a.example/feed") -> Request:
    talk = HubTalk(mode=HubMode.SUBSCRIBE, topic=topic, lease_seconds=864_000)
    return Request(
        kind=CaptureKind.HUB, url=_HUB, byte_limit=1_000, feed_url=topic, hub=talk, form=_FORM
    )  # fmt: skip


def _post(server: Server, *requests: Request) -> list[Capture]:
    settings = Settings(home=Path("unused"), stand_ins={"*.example": server.origin}, host_spacing=0)

    async def go() -> list[Capture]:
        web = Web(settings, clock=lambda: _NOW)
        try:
            return [await web.fetch(request) for request in requests or (_request(),)]
        finally:
            await web.close()

    return asyncio.run(go())


def _one(answers: Mapping[str, bytes | Conversation]) -> tuple[Capture, Server]:
    with serving(answers) as server:
        return _post(server)[0], server


def test_a_form_is_posted_as_it_is_and_any_2xx_takes_it() -> None:
    capture, server = _one({"/": response(202)})
    (received,) = server.requests
    assert (received.method, received.header("Host")) == ("POST", "hub.example")
    assert tuple(parse_qsl(received.body.decode())) == _FORM
    assert (capture.outcome, capture.status, capture.hub) == (FetchOutcome.FETCHED, 202, _request().hub)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(400, FetchOutcome.REFUSED), (404, FetchOutcome.MISSING), (429, FetchOutcome.THROTTLED),
     (500, FetchOutcome.SERVER_ERROR), (304, FetchOutcome.ODD_STATUS)],
)  # fmt: skip
def test_a_hub_that_does_not_take_it_is_a_capture_that_says_so(status: int, outcome: FetchOutcome) -> None:
    capture, server = _one({"/": response(status)})
    assert (capture.outcome, len(server.requests)) == (outcome, 1)


def test_a_form_whose_connection_breaks_is_not_sent_again() -> None:
    capture, server = _one({"/": lambda connection: connection.close()})
    assert (capture.outcome, len(server.requests)) == (FetchOutcome.UNREACHABLE, 1)


@pytest.mark.parametrize(
    "target", ["/", "https://hub.example:444/", "http://hub.example/", "https://other.example/"]
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_only_the_same_origin_may_want_a_form_posted_elsewhere(status: int, target: str) -> None:
    moved = response(status, headers={"Location": target.rstrip("/") + "/new"})
    capture, server = _one({"/": moved, "/new": response(202)})
    is_followed = status in {307, 308} and target == "/"
    assert [one.method for one in server.requests] == ["POST"] * (2 if is_followed else 1)
    assert capture.outcome is (FetchOutcome.FETCHED if is_followed else FetchOutcome.ODD_STATUS)


def test_what_a_hub_repeats_of_callback_and_secret_is_not_kept_wherever_it_stands() -> None:
    said = f"no: {_SECRET} at https://we.example/p/1, https%3A%2F%2Fwe.example%2Fp%2F1, s3cr3t+of+one%2Ffeed"
    capture, _ = _one({"/": response(400, said.encode(), {"X-Said": said}, reason=said)})
    assert capture.body == b"no: [left out] at [left out], [left out], [left out]"
    assert capture.detail == "HTTP 400 Bad Request"
    moved = response(
        307, headers={"Location": "https://hub.example/new?for=https%3A%2F%2Fwe.example%2Fp%2F1"}
    )
    followed, _ = _one({"/": moved})
    for kept in (capture, followed):
        text = kept.model_dump_json()
        assert not [one for one in (_SECRET, "we.example", "s3cr3t") if one in text]


def test_a_request_does_not_show_its_form() -> None:
    assert _SECRET not in repr(_request())


def test_two_feeds_that_ask_one_hub_at_one_instant_are_two_captures() -> None:
    with serving({"/": response(202)}) as server:
        captures = _post(server, _request(), _request("https://b.example/feed"))
    assert len({capture.capture_id for capture in captures}) == 2
