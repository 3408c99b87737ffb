"""`ingest newsroom`, run as a person runs it."""

import http.client
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

from ingest.parsing.opml import parse_opml


def test_the_press_is_served_with_its_list_until_it_is_interrupted(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    command = ["newsroom", "--feeds", "40", "--port", "0", "--list", str(file), "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    said = json.loads(process.stdout.readline())
    feeds = parse_opml(file.read_bytes())
    assert said["feeds"] == len(feeds) == 40
    host, _, path = feeds[0].url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(said["origin"].removeprefix("http://"), timeout=10)
    connection.request("GET", f"/{path}", headers={"Host": host})
    assert connection.getresponse().status == 200
    connection.close()
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert (process.returncode, complaint) == (0, b"")


def test_a_port_that_is_taken_is_a_line_and_no_traceback(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = ["newsroom", "--feeds", "1", "--port", port, "--list", str(tmp_path / "feeds.opml")]
        done = subprocess.run(
            [sys.executable, "-m", "ingest", *command], capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"ingest: port {port} cannot be listened on")
