"""Worker processes: hostile bytes are read where they can be killed. The only importer of pebble."""

from ingest.workers.pool import GaveUp, Workers, preload

__all__ = ["GaveUp", "Workers", "preload"]
