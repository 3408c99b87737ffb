"""Shingles: the same everywhere, whatever else is in the batch."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.deduplicate.wording import text

from ingest.deduplicate.signatures import ALL_BELOW, fingerprint, is_sampled, shingles, tokens


def test_hashes_are_the_same_in_every_process_and_version() -> None:
    assert [int(value) for value in shingles(["Kyodo News reported on Monday"]).hashes] == [
        13634386133391390352,
        3457741610419556566,
        7717248964049497604,
    ]


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_a_text_hashes_the_same_alone_and_in_a_batch(texts: list[str]) -> None:
    batch = shingles(texts)
    for position, words in enumerate(texts):
        assert np.array_equal(batch.of(position), shingles([words]).hashes)


def test_typography_and_case_do_not_count() -> None:
    one, other = (
        fingerprint(tokens([words]).hashes) for words in ("The EU\u2019s \u201cplan\u201d", "THE EU's plan")
    )
    assert one == other


def test_the_order_of_words_counts() -> None:
    one, other = (fingerprint(tokens([words]).hashes) for words in ("dog bites man", "man bites dog"))
    assert one != other


def test_a_short_text_is_indexed_whole_and_a_long_one_by_a_fair_sample() -> None:
    short, long = (shingles([text(1, size)]).hashes for size in (5, 500))
    chosen, is_whole = is_sampled(short)
    assert len(np.unique(short)) < ALL_BELOW
    assert is_whole
    assert chosen.all()
    chosen, is_whole = is_sampled(long)
    assert not is_whole
    assert 0.1 < chosen.mean() < 0.15
