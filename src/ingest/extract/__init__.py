"""Articles in, facts out: who says what on whose authority, where and when.

In: `articles.parquet` of a segment. Out: `facts.parquet`, one row an article version, every
fact with the span of text that supports it. `docs/facts.md` says what the rules can and cannot.
"""

from ingest.extract.facts import extract_facts
from ingest.extract.model_names import NamesModel, names_model
from ingest.extract.stage import extract_segment

__all__ = ["NamesModel", "extract_facts", "extract_segment", "names_model"]
