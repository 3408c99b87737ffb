"""`ingest listen` as it is run: killed without a loss, stopped without a trace, silent about secrets."""

import hmac
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.capture.pushes import ASK, CALLBACK, document
from tests.desk.receiving import call

from ingest.archive import Archive
from ingest.capture.websub import intent_of, secret_of
from ingest.records import Intent


@contextmanager
def listening(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command and its origin."""
    command = [sys.executable, "-m", "ingest", "listen", "--port", "0", "--home", str(home)]
    environment = {**os.environ, "INGEST_CALLBACK_URL": "https://we.example/p"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert "https://we.example/p" in line, line
            yield process, line.split()[2]
        finally:
            process.kill()


def asked_for(home: Path) -> tuple[Intent, str]:
    inbox = Archive(home).inbox
    intent = intent_of(ASK, inbox.key(), callback_url=CALLBACK, now=datetime.now(UTC))
    inbox.save(intent)
    return intent, secret_of(intent, inbox.key())


def test_what_was_accepted_outlives_the_receiver_and_no_secret_is_said(tmp_path: Path) -> None:
    intent, secret = asked_for(tmp_path)
    signature = hmac.new(secret.encode(), document(1), "sha256").hexdigest()
    headers = {"X-Hub-Signature": f"sha256={signature}"}
    with listening(tmp_path) as (process, origin):
        url = f"{origin}/{intent.token}"
        assert call(url, body=document(1), sent=headers).status == 202
        assert call(url, body=b"forged").status == 202
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[1]
    captures = [received.capture for received in Archive(tmp_path).inbox.received()]
    assert sorted(capture.body for capture in captures if capture) == [b"", document(1)]
    assert intent.token not in said
    assert secret not in said


def test_it_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    with listening(tmp_path) as (process, _origin):
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) in {0, -signal.SIGTERM}
