"""Imported once by the process that workers are forked from: all that reading a feed needs."""

from ingest.normalise.listing import listed_entries
from ingest.normalise.reading import read_capture
from ingest.parsing.feeds import parse_feed
from ingest.parsing.hub_links import hub_offer

__all__ = ["hub_offer", "listed_entries", "parse_feed", "read_capture"]
