"""Windows of time: how far apart copies may lie, and what an original that comes late changes."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.deduplicate.batches import fed
from tests.deduplicate.wording import article, story, table, text

from ingest.deduplicate.upkeep import WINDOW

_DAY = 24 * 60
_CUT = " ".join(story(1, 16)[:12])
_WHOLE = text(1, 16)


def _together(distance: float, *, window: float = WINDOW, words: str = _CUT) -> bool:
    """Whether two texts so many days apart are one family."""
    lines = [article("a", _WHOLE), article("b", words, minute=int(distance * _DAY))]
    families, _ = fed(table(lines), [[0], [1]], window=window)
    return len(set(families["family_id"].to_pylist())) == 1


@settings(max_examples=20, deadline=None)
@given(st.floats(1, 60), st.floats(0.1, 130))
def test_a_cut_text_is_a_copy_within_the_window_and_none_beyond(window: float, distance: float) -> None:
    minutes = int(distance * _DAY)
    assume(abs(minutes / _DAY - window) > 1e-6)  # at the very edge fractions of a day are not exact
    assert _together(distance, window=window) == (minutes / _DAY <= window)


@settings(max_examples=10, deadline=None)
@given(st.floats(1, 60), st.floats(60, 4_000))
def test_equal_words_are_one_family_at_any_distance(window: float, distance: float) -> None:
    assert _together(distance, window=window, words=_WHOLE)


def test_the_window_is_thirty_days_where_nothing_else_is_said() -> None:
    assert _together(30)
    assert not _together(30.01)


_REPRINTS = [
    *(article(f"whole-{at}", _WHOLE, minute=100 + at) for at in range(3)),
    *(article(f"cut-{at}", " ".join(story(1, 16)[: 14 - at]), minute=200 + at) for at in range(3)),
    *(article(f"other-{at}", text(2 + at), minute=150) for at in range(3)),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(_REPRINTS))), st.integers(1, len(_REPRINTS)))
def test_an_original_that_comes_late_changes_lineage_and_no_membership(order: list[int], size: int) -> None:
    lines = [*_REPRINTS, article("the-original", _WHOLE, source="agency", minute=1)]
    articles = table(lines)
    numbers = {name: at for at, name in enumerate(sorted(str(line["article_id"]) for line in lines))}
    late = numbers["the-original"]
    others = [numbers[str(_REPRINTS[at]["article_id"])] for at in order]
    batches = [others[start : start + size] for start in range(0, len(others), size)]
    before = {row["article_id"]: row for row in fed(table(_REPRINTS), [range(len(_REPRINTS))])[0].to_pylist()}
    after = {row["article_id"]: row for row in fed(articles, [*batches, [late]])[0].to_pylist()}
    assert after["the-original"]["relation"] == "original"
    for name, row in before.items():
        if row["family_id"] == before["whole-0"]["family_id"]:
            assert after[name]["family_id"] == after["the-original"]["family_id"]
            assert after[name]["parent_id"] == "the-original"
        else:
            assert after[name] == row
