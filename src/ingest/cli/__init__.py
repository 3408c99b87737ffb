"""The command line: one sub-command a capability. Only here are clock and environment read."""

from ingest.cli.program import main

__all__ = ["main"]
