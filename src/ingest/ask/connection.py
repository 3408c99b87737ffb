"""`ingest.connect()`: the published snapshot in a Python session or a notebook."""

import os
from pathlib import Path

from ingest.errors import NoHome
from ingest.warehouse import Connection, Warehouse


def connect(home: str | None = None) -> Connection:
    """Open the published snapshot read-only; close it when done, so that its file can be reused.

    Unqualified names are the views of schema `news`. The connection reaches neither files nor
    the network, and stays what it is while others load and publish.

    Args:
        home: the folder; without it, the environment variable `INGEST_HOME` names it.

    Raises:
        NoHome: neither is given.
        NothingPublished: there is no snapshot yet.
        NewerSchema: a newer version of ingest wrote it.
    """
    folder = home or os.environ.get("INGEST_HOME")  # noqa: TID251 - the public default, as DESIGN section 7 has it
    if not folder:
        raise NoHome("INGEST_HOME is not set. Pass a folder: ingest.connect('…')")
    return Warehouse(Path(folder)).open_snapshot()
