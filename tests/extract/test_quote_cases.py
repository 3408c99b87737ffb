"""Our own set of layouts of quotations: which words stand between marks."""

from tests.extract.articles import article
from tests.extract.cases import cases

from ingest.extract import extract_facts

FEWEST = 100
EXACT = 0.95
CASES = cases("quotes", 2)


def _found(written: str) -> list[str]:
    text = written.replace(" / ", "\n")
    return [
        "!" * (not quote.is_closed) + text[quote.start : quote.end].strip().replace("\n", " / ")
        for quote in extract_facts(article(text)).quotes
    ]


def _wanted(written: str) -> list[str]:
    return [part.strip() for part in written.split("¦") if part.strip()]


def test_there_are_enough_layouts() -> None:
    assert len(CASES) >= FEWEST


def test_nearly_all_layouts_are_read_as_a_reader_does() -> None:
    wrong = [(text, quotes, _found(text)) for text, quotes in CASES if _found(text) != _wanted(quotes)]
    assert len(wrong) <= (1 - EXACT) * len(CASES), wrong
