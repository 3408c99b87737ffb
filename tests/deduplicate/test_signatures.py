"""Shingles: the same everywhere, whatever else is in the batch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deduplicate.wording import text

from ingest.deduplicate.index import sampled
from ingest.deduplicate.signatures import ALL_BELOW, are_whole, fingerprints, shingles, spelled, tokens


def test_hashes_are_the_same_in_every_process_and_version() -> None:
    assert [int(value) for value in shingles(["Kyodo News reported on Monday"]).hashes] == [
        11610900371078391692,
        7087789218187654261,
        4183012124814228784,
    ]


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_a_text_hashes_the_same_alone_and_in_a_batch(texts: list[str]) -> None:
    batch = shingles(texts)
    for position, words in enumerate(texts):
        assert np.array_equal(batch.of(position), shingles([words]).hashes)


def test_typography_and_case_do_not_count() -> None:
    written = ["The EU\u2019s \u201cplan\u201d \u2026 of Gro\u00dfdorf", "THE EU's\u00a0plan of GROSSDORF"]
    one, other = fingerprints(tokens(written).words).tolist()
    assert one == other


def test_the_order_of_words_counts() -> None:
    one, other = fingerprints(tokens(["dog bites man", "man bites dog"]).words).tolist()
    assert one != other


def test_figures_are_found_whole_with_the_word_that_they_begin_in() -> None:
    figures = tokens(["Up 12.5% to 1,000", "", "In 1,000, G20: 12.5."]).figures
    (places, marks), none, (others, same) = (figures.of(position) for position in range(3))
    assert (places.tolist(), others.tolist()) == ([1, 4], [1, 3, 4])
    assert len(none[0]) == 0
    assert marks.tolist() == [same[2], same[0]]


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ('He said: "We will go there," and left.', ["We will go there"]),
        ("\u201cOne two three.\n\u201cFour five six,\u201d he said.", ["One two three", "Four five six"]),
        (
            "\u00ab Un deux trois \u00bb et \u201eEins zwei drei\u201c",
            ["Un deux trois", "Eins zwei drei"],
        ),
        ('A mark is lost "here in this line.\nThen "there is one again" in that.', ["there is one again"]),
        ('A "word" or "two words" are no quotation, nor is "what never ends', []),
    ],
)
def test_what_stands_within_marks_is_quoted_whatever_else_is_in_the_batch(
    written: str, quoted: list[str]
) -> None:
    for position, batch in enumerate(([written], ['"Left open, and before', written])):
        bounds = tokens(batch).quotations.of(position).reshape(-1, 2).tolist()
        assert spelled(written, [(first, last) for first, last in bounds]) == quoted


def test_one_word_again_and_again_is_indexed_whole() -> None:
    assert are_whole(shingles(["word " * 5_000])).tolist() == [True]


def test_a_short_text_is_indexed_whole_and_a_long_one_by_a_fair_sample() -> None:
    found = sampled([text(1, 5), text(1, 500)])
    assert found.is_whole.tolist() == [True, False]
    kept = np.bincount(found.text) / found.length
    assert found.length[0] < ALL_BELOW
    assert kept[0] == 1
    assert 0.1 < kept[1] < 0.15
