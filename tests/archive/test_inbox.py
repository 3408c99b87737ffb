"""The inbox: durable, bounded, for its owner alone."""

import stat
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from tests.capture.pushes import FEED, INTENT, NOW, delivery, document

from ingest.archive import Archive, Inbox
from ingest.archive import inbox as room
from ingest.errors import NoHome
from ingest.records import Capture, HubMode


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    made = Archive(tmp_path).inbox
    made.key()
    return made


def bodies(inbox: Inbox) -> list[bytes]:
    return [received.capture.body for received in inbox.received() if received.capture]


def of_feed(number: int, body: bytes) -> Capture:
    return delivery(body, intent=INTENT.model_copy(update={"feed_url": f"https://{number}.example/feed"}))


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first, second = Archive(tmp_path).inbox.key(), Archive(tmp_path).inbox.key()
    assert first == second
    assert len(first) == 32
    assert first != Archive(tmp_path / "other").inbox.key()
    assert stat.S_IMODE((tmp_path / "inbox/key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "inbox").stat().st_mode) == 0o700


def test_a_home_that_cannot_be_written_has_no_key(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_text("a file is in the way")
    with pytest.raises(NoHome):
        Archive(tmp_path).inbox.key()


def test_what_was_asked_for_is_found_by_its_token_until_it_is_forgotten(inbox: Inbox) -> None:
    assert inbox.intent(INTENT.token) is None
    inbox.save(INTENT)
    leaving = INTENT.model_copy(update={"mode": HubMode.UNSUBSCRIBE})
    inbox.save(leaving)
    assert inbox.intent(INTENT.token) == leaving
    assert inbox.intents() == (leaving,)
    inbox.forget(leaving)
    assert inbox.intents() == ()


@pytest.mark.parametrize("token", ["", "../key", "x" * 40, "0" * 39, "0" * 40 + "/../../key", "a" * 5_000])
def test_a_path_that_is_no_token_names_no_file(inbox: Inbox, token: str) -> None:
    assert inbox.intent(token) is None


def test_without_an_inbox_nobody_can_say_what_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NoHome):
        Archive(tmp_path).inbox.intent(INTENT.token)


def test_a_delivery_waits_once_however_often_it_comes_and_goes_when_it_is_taken(inbox: Inbox) -> None:
    for minute in range(3):
        assert inbox.receive(delivery(document(1), at=NOW + timedelta(minutes=minute)))
    assert bodies(inbox) == [document(1)]
    for received in inbox.received():
        inbox.settle(received)
    assert bodies(inbox) == []


def test_a_full_inbox_takes_nothing_more(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 20)
    taken = [inbox.receive(of_feed(number, b"x")) for number in range(21)]
    assert taken == [True] * 20 + [False]
    for received in list(inbox.received())[:1]:
        inbox.settle(received)
    assert inbox.receive(of_feed(21, b"x"))


def test_one_feed_fills_a_tenth_at_most(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 30)
    assert [inbox.receive(delivery(b"%d" % number)) for number in range(4)] == [True, True, True, False]
    assert inbox.receive(of_feed(1, b"x"))
    monkeypatch.setattr(room, "MOST_BYTES", 100_000)
    assert not inbox.receive(of_feed(2, NOISE))


NOISE = b"".join(sha256(b"%d" % number).digest() for number in range(700))  # cannot be compressed


def test_a_file_that_holds_no_capture_is_set_aside(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "inbox/torn.warc.gz").write_bytes(b"torn")
    inbox.receive(delivery(document(1)))
    found = list(inbox.received())
    assert sorted(bool(received.capture) for received in found) == [False, True]
    for received in found:
        inbox.settle(received)
    assert [path.name for path in (tmp_path / "inbox/refused").iterdir()] == ["torn.warc.gz"]
    assert list(inbox.received()) == []


def test_a_capture_comes_out_as_it_went_in(inbox: Inbox) -> None:
    capture = delivery(document(1))
    inbox.receive(capture)
    assert [received.capture for received in inbox.received()] == [capture]
    assert capture.url == FEED
