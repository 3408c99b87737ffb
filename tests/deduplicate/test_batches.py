"""In one batch or many, in any order: the index holds the same, and so families are the same."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.deduplicate.batches import fed
from tests.deduplicate.wording import DAWN, article, story, table, text
from tests.shared_data import shared_data

from ingest import find_families
from ingest.deduplicate import upkeep
from ingest.deduplicate.pairs import listed

_GALLERY = text(50, 7)
PRESS = [
    *(article(f"reprint-{at}", text(1), minute=at) for at in range(5)),
    *(article(f"cut-{at}", " ".join(story(1)[: 9 - at]), minute=7 + at) for at in range(3)),
    *(
        article(f"gallery-{at}", f"{text(60 + at, 6)} {_GALLERY}", source="the-gallery", minute=at)
        for at in range(4)
    ),
    article("host", " ".join([*story(2, 9), *story(1)[:7], *story(3, 8)]), minute=30),
    article("late", text(4), minute=60 * 24 * 29),
    article("later", f"Late. {text(4)}", minute=60 * 24 * 31),
    article("undated", text(4, 12), published_at=None),
    article("update", text(6), group_id="g", source="one"),
    article("update", f"{text(6)} {text(7, 2)}", group_id="g", source="one", minute=9),
    article("brief", text(8, 3), title="Bridge at Corvo closed"),
    article("brief-again", text(8, 3), title="Corvo bridge shut", minute=3),
    article("empty", ""),
]
_COUNT = len(PRESS)


@pytest.fixture(autouse=True)
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few texts make a crowd, so that every rule for crowds is met."""
    monkeypatch.setattr(upkeep, "FIRST", 3)
    monkeypatch.setattr(upkeep, "LEADERS", 1)
    monkeypatch.setattr(upkeep, "_TEXTS_AT_ONCE", 4)
    monkeypatch.setattr(upkeep, "_TEXTS_MET", 5)
    monkeypatch.setattr(upkeep, "_SHINGLES_AT_ONCE", 500)


def _cut(order: Sequence[int], cuts: Sequence[int]) -> list[Sequence[int]]:
    bounds = [0, *sorted(cuts), len(order)]
    return [order[start:end] for start, end in pairwise(bounds) if start < end]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(_COUNT)), st.lists(st.integers(1, _COUNT - 1), max_size=4))
def test_batches_in_any_order_leave_what_one_batch_leaves(order: list[int], cuts: list[int]) -> None:
    articles = table(PRESS)
    assert fed(articles, _cut(order, cuts)) == fed(articles, [range(_COUNT)])


def test_one_by_one_backwards_leaves_what_one_batch_leaves() -> None:
    articles = table(PRESS)
    backwards = [[at] for at in reversed(range(_COUNT))]
    families, _ = fed(articles, backwards)
    assert families == find_families(articles)
    assert fed(articles, backwards) == fed(articles, [range(_COUNT)])


@pytest.mark.slow
@pytest.mark.parametrize("planted", ["planted-web", "planted-ocr"])
def test_planted_families_are_the_same_in_10_or_100_shuffled_batches(
    planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    docs = pq.read_table(shared_data("copies") / planted / "docs.parquet").slice(0, 1200)
    articles = docs.select(["id", "outlet", "title", "text"]).rename_columns(
        ["article_id", "source", "title", "text"]
    )
    days = [DAWN + timedelta(days=day) for day in listed(docs, "published")]
    articles = articles.append_column("published_at", pa.array(days))
    expected = fed(articles, [range(articles.num_rows)])
    for count in (10, 100):
        order = list(range(articles.num_rows))
        Random(count).shuffle(order)  # noqa: S311 - no secret
        size = -(-len(order) // count)
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        assert fed(articles, batches) == expected
