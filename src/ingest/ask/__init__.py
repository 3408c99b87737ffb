"""The reading side: connect, ask in SQL, explain one article, report on a night.

Comes in: a published snapshot (and, to explain a page, its capture). Goes out: records and
tables that a person looks at. Nothing here writes to a store.
"""

from ingest.ask.connection import connect
from ingest.ask.explain import Explanation, explain_article, explain_payload
from ingest.ask.health import ILL, FeedHealth, feed_health
from ingest.ask.report import Report, night_report
from ingest.ask.show import show_answer, show_checks, show_health, show_report
from ingest.ask.show_article import show_explanation

__all__ = [
    "ILL",
    "Explanation",
    "FeedHealth",
    "Report",
    "connect",
    "explain_article",
    "explain_payload",
    "feed_health",
    "night_report",
    "show_answer",
    "show_checks",
    "show_explanation",
    "show_health",
    "show_report",
]
