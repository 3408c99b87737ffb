"""The reading side: connect, ask a question of the library, explain one article, report on a night.

Comes in: a published snapshot (and, to explain a page, its capture). Goes out: records and
tables that a person looks at. Nothing here writes to a store.
"""

from ingest.ask.article_page import article_page
from ingest.ask.beside import Beside, beside
from ingest.ask.connection import connect
from ingest.ask.coverage import Coverage, coverage, show_coverage
from ingest.ask.explain import Explanation, explain_article, explain_payload
from ingest.ask.health import ILL, FeedHealth, feed_health
from ingest.ask.library import library, question_named
from ingest.ask.pair import PairExplanation, Side, explain_pair, explain_sides, side_of
from ingest.ask.pair_page import pair_page
from ingest.ask.passages import Mark, Passage, paragraphs
from ingest.ask.questions import Chart, Parameter, Question, matching, values
from ingest.ask.report import Report, night_report
from ingest.ask.searching import STATEMENT as SEARCH
from ingest.ask.searching import Search
from ingest.ask.show import show_answer, show_checks, show_health, show_report
from ingest.ask.show_article import show_explanation
from ingest.ask.show_comparison import show_comparison
from ingest.ask.show_pair import show_pair
from ingest.ask.show_questions import bar_lengths, markdown, show_library, show_question, show_reply

__all__ = [
    "ILL",
    "SEARCH",
    "Beside",
    "Chart",
    "Coverage",
    "Explanation",
    "FeedHealth",
    "Mark",
    "PairExplanation",
    "Parameter",
    "Passage",
    "Question",
    "Report",
    "Search",
    "Side",
    "article_page",
    "bar_lengths",
    "beside",
    "connect",
    "coverage",
    "explain_article",
    "explain_pair",
    "explain_payload",
    "explain_sides",
    "feed_health",
    "library",
    "markdown",
    "matching",
    "night_report",
    "pair_page",
    "paragraphs",
    "question_named",
    "show_answer",
    "show_checks",
    "show_comparison",
    "show_coverage",
    "show_explanation",
    "show_health",
    "show_library",
    "show_pair",
    "show_question",
    "show_reply",
    "show_report",
    "side_of",
    "values",
]
