"""Certificates that lie and names that lead astray, in one poll with a sound feed."""

import asyncio
import gc
import socket
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from tests.capture.hostile import rss
from tests.web.certificates import DAY, NOW, Authority, secure
from tests.web.loopback import response, serving

from ingest.archive import ArchivedCapture
from ingest.pipeline import Workplace, poll_feeds
from ingest.records import Capture, FetchOutcome, RunMode, Subscription
from ingest.settings import Settings
from ingest.web import Web

_POLLED_AT = datetime(2026, 3, 1, 2, tzinfo=UTC)
_SOUND = response(200, rss())
_CASES = {  # host → how its request must end, and words of the reason
    "sound.test": (FetchOutcome.FETCHED, ""),
    "wrong-name.test": (FetchOutcome.UNREACHABLE, "certificate is not to be trusted: Hostname mismatch"),
    "expired.test": (FetchOutcome.UNREACHABLE, "certificate is not to be trusted: certificate has expired"),
    "self-signed.test": (FetchOutcome.UNREACHABLE, "certificate is not to be trusted: self-signed"),
    "stranger.test": (FetchOutcome.UNREACHABLE, "certificate is not to be trusted: unable to get"),
    "plain.test": (FetchOutcome.UNREACHABLE, "no secure connection"),
    "mute.test": (FetchOutcome.TIMED_OUT, "no end within"),
    "private.test": (FetchOutcome.FORBIDDEN_ADDRESS, "10.0.0.1"),
    "mixed.test": (FetchOutcome.FORBIDDEN_ADDRESS, "fd00::1"),
    "rebinding.test": (FetchOutcome.FORBIDDEN_ADDRESS, "127.0.0.1"),
    "metadata.test": (FetchOutcome.FORBIDDEN_ADDRESS, "169.254.169.254"),
    "nobody.test": (FetchOutcome.UNREACHABLE, "has no address"),
    "nowhere.test": (FetchOutcome.UNREACHABLE, "has no address"),
    "pending.test": (FetchOutcome.TIMED_OUT, "no end within"),
}
_ADDRESSES = {
    "private.test": ["10.0.0.1"], "mixed.test": ["198.41.0.4", "fd00::1"], "rebinding.test": ["127.0.0.1"],
    "metadata.test": ["169.254.169.254"], "nowhere.test": [],
}  # fmt: skip


async def _resolve(host: str, _port: int) -> list[str]:
    if host == "nobody.test":
        raise socket.gaierror("no such name")
    if host == "pending.test":
        await asyncio.Event().wait()
    return _ADDRESSES.get(host, ["127.0.0.1"])


def _refuse(connection: socket.socket) -> socket.socket:
    """As a server without TLS answers a greeting of TLS."""
    connection.sendall(response(400))
    return connection


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Capture]:
    folder = tmp_path_factory.mktemp("names")
    ours, theirs = Authority("an authority of these tests"), Authority("a stranger")
    contexts = {
        "sound.test": ours.context(folder, "sound.test"),
        "wrong-name.test": ours.context(folder, "right-name.test"),
        "expired.test": ours.context(folder, "expired.test", ends=NOW - DAY),
        "self-signed.test": ours.context(folder, "self-signed.test", signs_itself=True),
        "stranger.test": theirs.context(folder, "stranger.test"),
    }
    with ExitStack() as stack, socket.create_server(("127.0.0.1", 0)) as mute:
        ports = {
            host: stack.enter_context(serving({"/feed": _SOUND}, secure(one))).port
            for host, one in contexts.items()
        }
        ports["plain.test"] = stack.enter_context(serving({}, wrap=_refuse)).port
        ports["mute.test"] = int(mute.getsockname()[1])  # accepted by the system, answered by nobody
        settings = Settings(
            home=folder / "home", host_spacing=0, request_seconds=1.5, pages_a_feed=0,
            allowed_hosts=tuple(ports),
        )  # fmt: skip
        place = Workplace.of(settings)
        place.archive.save_subscriptions(
            Subscription(url=_url(host, ports), title=host, outlet_domain=host) for host in _CASES
        )
        web = Web(settings, clock=lambda: _POLLED_AT, resolve=_resolve, authorities=ours.trusting())
        segment = poll_feeds(place, mode=RunMode.POLL, clock=lambda: _POLLED_AT, web=web)
    gc.collect()  # a connection that nobody closed warns here, and a warning is an error
    found = place.archive.read_captures(segment)
    return {
        one.capture.url.split("/")[2].partition(":")[0]: one.capture
        for one in found
        if isinstance(one, ArchivedCapture)
    }


def _url(host: str, ports: dict[str, int]) -> str:
    return f"https://{host}:{ports[host]}/feed" if host in ports else f"https://{host}/feed"


@pytest.mark.parametrize("host", _CASES)
def test_a_name_is_believed_only_with_its_proof(captures: dict[str, Capture], host: str) -> None:
    outcome, reason = _CASES[host]
    assert captures[host].outcome is outcome, captures[host].detail
    assert reason in captures[host].detail
    assert (captures[host].body == b"") == (outcome is not FetchOutcome.FETCHED)
