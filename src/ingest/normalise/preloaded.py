"""Imported once by the process that workers are forked from: all that reading a page needs."""

from trafilatura import bare_extraction

from ingest.normalise.language import detected_language
from ingest.normalise.reading import read_capture

__all__ = ["bare_extraction", "read_capture"]

detected_language("", "A sentence: the model of languages is in memory before the first page.")
