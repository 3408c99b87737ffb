"""Two texts compared word for word."""

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.differences import Differences, differences

_WORDS = st.lists(
    st.sampled_from(
        ["a", "b", "the", "12", "1,5", "-5", "Ja!", "“x”", "共同", "ข่าว", "१२", "\n", "x\u0301", "$", "…"]
    )
)
_TEXTS = st.one_of(st.text(max_size=60), _WORDS.map(" ".join), _WORDS.map("".join))


def _only_left(left: str, found: Differences) -> list[str]:
    return [
        left[one.left.start : one.left.end].strip()
        for one in found.stretches
        if not one.is_same and one.left.end > one.left.start
    ]


def _only_right(right: str, found: Differences) -> list[str]:
    return [
        right[one.right.start : one.right.end].strip()
        for one in found.stretches
        if not one.is_same and one.right.end > one.right.start
    ]


@given(_TEXTS, _TEXTS)
def test_the_stretches_of_a_side_are_its_text_again(left: str, right: str) -> None:
    found = differences(left, right)
    assert "".join(left[one.left.start : one.left.end] for one in found.stretches) == left
    assert "".join(right[one.right.start : one.right.end] for one in found.stretches) == right
    assert all(0 <= share <= 1 for share in (found.left_shared, found.right_shared))


@given(_TEXTS)
def test_a_text_says_what_itself_says(text: str) -> None:
    assert all(one.is_same for one in differences(text, text).stretches)


def test_typography_and_case_are_no_difference() -> None:
    found = differences("“No” \u2013 he said…", '"NO", he said.')
    assert all(one.is_same for one in found.stretches)


@pytest.mark.parametrize(
    ("left", "right", "dropped", "added"),
    [
        ("12 dead", "14 dead", ("12",), ("14",)),
        ("up 1.5 points", "up 1,5 points", ("1.5",), ("1,5",)),
        ("cost 1,000 euros", "cost 1.000 euros", ("1,000",), ("1.000",)),
        ("rose 5 percent", "rose -5 percent", ("5",), ("-5",)),
        ("rose \u22125 percent", "rose -5 percent", (), ()),
        ("five died", "six died", ("5",), ("6",)),
        ("five died", "5 died", (), ()),
        ("१२ लोग", "१४ लोग", ("12",), ("14",)),
        ("١٢ dead", "12 dead", (), ()),
        ("2019-20 season", "2019-21 season", ("20",), ("21",)),
        ("12 dead and 14 hurt", "14 dead and 12 hurt", (), ()),
    ],
)
def test_a_changed_number_is_a_figure(
    left: str, right: str, dropped: tuple[str, ...], added: tuple[str, ...]
) -> None:
    found = differences(left, right, numbers={"five": "5", "six": "6"})
    assert (found.figures_dropped, found.figures_added) == (dropped, added)


def test_swapped_figures_differ_though_none_is_new() -> None:
    found = differences("12 dead and 14 hurt", "14 dead and 12 hurt")
    assert not all(one.is_same for one in found.stretches)


@pytest.mark.parametrize(
    ("left", "right", "taken", "brought"),
    [
        ("共同通信は三人が死亡したと伝えた", "共同通信は四人が死亡したと伝えた", ["三"], ["四"]),
        ("हिंदी में खबर है", "हिंदी की खबर है", ["में"], ["की"]),
        ("رأى الوزير ذلك", "رأى الرئيس ذلك", ["الوزير"], ["الرئيس"]),
        ("ข่าวดี", "ข่าวร้าย", ["ด", "ี"], ["ร", "้", "า", "ย"]),
    ],
)
def test_any_script_is_compared(left: str, right: str, taken: list[str], brought: list[str]) -> None:
    found = differences(left, right)
    assert "".join(_only_left(left, found)) == "".join(taken)
    assert "".join(_only_right(right, found)) == "".join(brought)


def test_an_inserted_paragraph_is_one_stretch() -> None:
    left = "The dam broke at dawn. Ten houses were lost."
    right = "The dam broke at dawn. Police closed the road to the valley. Ten houses were lost."
    assert _only_right(right, differences(left, right)) == ["Police closed the road to the valley."]


def test_an_and_between_two_rewritten_passages_holds_nothing_together() -> None:
    left, right = "red green blue the white black grey", "one two three the four five six"
    found = differences(left, right)
    assert (found.left_shared, len(found.stretches)) == (0.0, 1)


def test_an_opening_mark_goes_with_the_word_behind_it() -> None:
    left, right = "She left. “We stay,” he said (twice).", "She left. “They stay,” he said (once)."
    found = differences(left, right)
    assert _only_left(left, found) == ["“We", "(twice)."]
    assert _only_right(right, found) == ["“They", "(once)."]


def test_sentences_end_the_stretches_of_what_both_say() -> None:
    found = differences("One came. Two went.\nThree stayed.", "One came. Two went.\nThree stayed.")
    assert [one.left.end for one in found.stretches] == [10, 20, 33]


def test_a_megabyte_with_two_hundred_edits_is_compared_to_its_end() -> None:
    rng = Random(3)  # noqa: S311 - wording, not secrets
    words = ["".join(rng.choices("abcdefgh", k=5)) for _ in range(166_000)]
    later = list(words)
    for place in range(400, len(words), 830):
        later[place] = "edited"
    began = process_time()
    found = differences(" ".join(words), " ".join(later))
    assert sum(not one.is_same for one in found.stretches) == 200
    assert process_time() - began < 30


@pytest.mark.parametrize("left", ["no " * 60_000, "0 1 " * 30_000])
def test_texts_that_repeat_themselves_cost_no_more(left: str) -> None:
    began = process_time()
    found = differences(left + "end", "other " + left[: len(left) // 2] + " and " + left[len(left) // 2 :])
    assert found.stretches
    assert process_time() - began < 30
