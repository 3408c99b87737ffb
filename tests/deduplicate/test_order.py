"""Families are a function of the set of articles: no order of the rows or of the batches shows."""

from collections.abc import Sequence
from random import Random

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.deduplicate.wording import article, edge, story, table, text

from ingest import find_families
from ingest.deduplicate.edges import Strength
from ingest.deduplicate.families import families

_PRESS = [
    article("a", text(1)),
    article("b", text(1), minute=4, credited_agencies=["nna"]),
    article("c", " ".join(story(1)[:8]), minute=9),
    article("d", " ".join([*story(2, 6), *story(1)[:6], *story(2, 12)[6:]]), minute=30),
    article("e", text(3), source="one"),
    article("f", f"{text(3)} {text(4, 2)}", source="one", minute=30),
    article("g", text(5, 3), title="Brief", group_id="pair"),
    article("h", text(6), group_id="pair"),
    article("i", "word"),
    article("j", "", title=""),
    article("j", text(7), minute=8),
    article("k", text(7), minute=2),
]
_EXPECTED = find_families(table(_PRESS))


@settings(max_examples=30, deadline=None)
@given(st.permutations(_PRESS))
def test_the_order_of_the_rows_changes_nothing(lines: Sequence[dict[str, object]]) -> None:
    assert find_families(table(lines)) == _EXPECTED


@settings(max_examples=15, deadline=None)
@given(st.permutations(_PRESS), st.integers(1, len(_PRESS)))
def test_the_batches_of_the_table_change_nothing(lines: Sequence[dict[str, object]], size: int) -> None:
    whole = table(lines)
    chunks = [whole.slice(start, size) for start in range(0, len(lines), size)]
    assert find_families(pa.concat_tables(chunks)) == _EXPECTED


@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(Strength), st.floats(0, 1)),
        max_size=40,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_edges_changes_nothing(
    drawn: list[tuple[int, int, Strength, float]], rng: Random
) -> None:
    edges = [edge(one, other, sure, cover) for one, other, sure, cover in drawn if one != other and sure]
    shuffled = rng.sample(edges, len(edges))
    assert families(12, [(0, 1)], edges) == families(12, [(1, 0)], shuffled)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_at_all_get_one_family_each_or_share_one(texts: list[str]) -> None:
    lines = [article(str(number), words) for number, words in enumerate(texts)]
    found = find_families(table(lines)).to_pylist()
    assert sorted({row["article_id"] for row in found}) == sorted(str(line["article_id"]) for line in lines)
