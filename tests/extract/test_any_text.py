"""Whatever the text: facts, spans that lie inside it, and time in proportion to its length."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.records import Facts

WORDS = [
    "said",
    "told",
    "according",
    "to",
    ",",
    ".",
    "“",
    "”",
    '"',
    "'",
    "«",
    "»",
    "the",
    "The",
    "Reuters",
    "Kyodo",
    "News",
    "report",
    "citing",
    "document",
    "on",
    "Monday",
    "last",
    "July",
    "that",
    "he",
    "it",
    "who",
    ";",
    ":",
    "—",
    "(",
    ")",
    "\n",
    "and",
    "but",
    "2024",
    "May",
    "in",
    "a",
    "of",
    "by",
    "was",
    "has",
    "not",
    "adding",
    "an",
    "Japan",
    "China's",
    "«",
    "qui",
    "dass",
    "selon",
    "laut",
    "dijo",
    "a-t-elle",
    "l'agence",
    "Mr.",
    "President",
    "Ana Silva",
    "mayor",
    "University",
    "reported",
    "12",
    "killed",
    "the next day",
]


def _spans(facts: Facts) -> Iterator[tuple[int, int]]:
    for attribution in facts.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            yield span.start, span.end
    for facts_of_a_kind in (
        facts.citations, facts.quotes, facts.places, facts.entities, facts.dates, facts.figures,
    ):  # fmt: skip
        yield from ((named.start, named.end) for named in facts_of_a_kind)
    for hop in facts.chain:
        if hop.start is not None and hop.end is not None:
            yield hop.start, hop.end


def _check(text: str, language: str) -> None:
    facts = extract_facts(article(text, language=language))
    assert all(0 <= start < end <= len(text) for start, end in _spans(facts))
    assert all(text[mention.start : mention.end] == mention.text for mention in facts.dates)
    assert all(hop.depth >= 0 for hop in facts.chain)
    outer = [
        (number, one.nested_in) for number, one in enumerate(facts.attributions) if one.nested_in is not None
    ]
    assert all(facts.attributions[inside].nested_in is None and inside < number for number, inside in outer)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "it", "pt", "ja", "x"]))
def test_any_characters_give_facts(text: str, language: str) -> None:
    _check(text, language)


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["en", "de", "fr", "es", "it", "pt"]))
def test_any_words_give_facts(words: list[str], language: str) -> None:
    _check(" ".join(words), language)


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "said ",
        "“a ",
        "according to ",
        ", said",
        "citing Reuters, ",
        "A ",
        "Monday ",
        "x\n",
        "'a ",
        "Mr. A ",
        "A, the ",
        "Bank of ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        made = article(piece * (length // len(piece)))
        start = time.process_time()
        extract_facts(made)
        return time.process_time() - start

    seconds(1_000)  # lexicons are read once
    small, large = seconds(40_000), seconds(320_000)
    assert large < 24 * small + 0.5


def test_a_megabyte_of_quotation_marks_takes_seconds() -> None:
    made = article('"' * 1_000_000)
    start = time.process_time()
    extract_facts(made)
    assert time.process_time() - start < 10  # measured: 1.3 s
