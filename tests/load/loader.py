"""A loader in a process of its own, to be killed: `python -m tests.load.loader HOME`."""

import sys
from pathlib import Path

from tests.warehouse.segments import Press, publish_all

from ingest.archive import Archive
from ingest.warehouse import Warehouse

if __name__ == "__main__":
    home = Path(sys.argv[1])
    print("loading", flush=True)
    publish_all(Press(Archive(home)), Warehouse(home))
