"""Our own set of date expressions: what a calendar says, published on Tuesday 2024-02-20."""

import re

from tests.extract.articles import article
from tests.extract.cases import cases

from ingest.extract import extract_facts

FEWEST = 150
DAYS_EXACT = 0.90  # share of the day-valued expressions whose value is exact
ALL_EXACT = 0.90  # share of the sentences in which every expression is found and exact
CASES = cases("dates", 3)


def _found(language: str, text: str) -> list[tuple[str, str]]:
    dates = extract_facts(article(text, language=language)).dates
    return [(mention.text, mention.value or "?") for mention in dates]


def _wanted(written: str) -> list[tuple[str, str]]:
    parts = (part.partition("=") for part in written.split(";") if part.strip())
    return [(words.strip(), value.strip()) for words, _, value in parts]


def test_there_are_enough_expressions() -> None:
    assert sum(max(1, len(_wanted(written))) for _, _, written in CASES) >= FEWEST


def test_nearly_all_days_are_exact() -> None:
    wrong, total = [], 0
    for language, text, written in CASES:
        days = [pair for pair in _wanted(written) if re.fullmatch(r"\d{4}-\d\d-\d\d", pair[1])]
        total += len(days)
        wrong += [(text, pair) for pair in days if pair not in _found(language, text)]
    assert total >= 80
    assert len(wrong) <= (1 - DAYS_EXACT) * total, wrong


def test_nearly_all_sentences_are_exact() -> None:
    wrong = [case for case in CASES if _found(*case[:2]) != _wanted(case[2])]
    assert len(wrong) <= (1 - ALL_EXACT) * len(CASES), wrong
