"""Our own set of statements in five languages: source, cue, content, kind of source, exact to the letter."""

import pytest
from tests.extract.articles import article
from tests.extract.cases import cases

from ingest.extract import extract_facts
from ingest.records import Span

FEWEST = 40  # sentences a language
EXACT = 0.95  # share of the sentences whose statements are exact
LANGUAGES = ("de", "fr", "es", "it", "pt")
CASES = cases("attributions", 3)


def _found(language: str, text: str) -> list[tuple[str, ...]]:
    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[span.start : span.end] for span in spans) or "-"

    return [
        (words(one.source), words(one.cue), words(one.content), one.source_type)
        for one in extract_facts(article(text, language=language)).attributions
    ]


def _wanted(statements: str) -> list[tuple[str, ...]]:
    parts = list(filter(None, statements.split(" | ")))
    return [tuple(parts[first : first + 4]) for first in range(0, len(parts), 4)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_statements_are_exact(language: str) -> None:
    sentences = [(text, wanted) for name, text, wanted in CASES if name == language]
    assert len(sentences) >= FEWEST
    wrong = [
        (text, found)
        for text, wanted in sentences
        if (found := _found(language, text.replace(" / ", "\n"))) != _wanted(wanted)
    ]
    assert len(wrong) <= (1 - EXACT) * len(sentences), wrong
