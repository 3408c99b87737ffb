"""Every request that leaves this machine: bounded, polite, guarded. The only importer of httpx.

In: `Request`s. Out: `Capture`s, one for each, whatever the network does; before the first page of
a host also the capture of its robots.txt. `docs/capture.md` has the rules and their sources.
"""

from ingest.web.client import Web
from ingest.web.request import Request
from ingest.web.stream import Stream, open_stream

__all__ = ["Request", "Stream", "Web", "open_stream"]
