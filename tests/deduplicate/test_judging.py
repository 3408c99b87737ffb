"""What the rules make of two texts, and what they say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deduplicate.test_families import QUARTER, WITHDRAWN
from tests.deduplicate.wording import are_together, article, story, text

from ingest.deduplicate import PrintedText, judged

HOST = " ".join([*story(2, 8), *story(1, 7), *story(3, 8)])
FILLED = [
    QUARTER.format(name=name, **{letter: f"{seed}{place}" for place, letter in enumerate("abcdefghijk", 3)})
    for name, seed in (("Norbank", 11), ("Sudbank", 23))
]


@pytest.mark.parametrize(
    ("left", "right", "verdict", "reason"),
    [
        (text(1), text(1), "equal", "the same words from beginning to end"),
        (text(1), f"HARTWELL (NNA) - {text(1)}", "copy", "each holds half of the other or more"),
        (text(1), " ".join(story(1)[:6]), "copy", "they begin alike"),
        (text(1, 7), HOST, "part", "words into the left and 160 into the right"),
        (text(1), text(2), "none", "no three words in a row are the same"),
        (FILLED[0], FILLED[1], "part", "the figures are others"),
        ("", "", "none", "no three words in a row are the same"),
        ("word", "word", "none", "no three words in a row are the same"),
    ],
)
def test_a_verdict_says_which_rule_spoke(left: str, right: str, verdict: str, reason: str) -> None:
    found = judged(PrintedText("One thing", left), PrintedText("One thing", right))
    assert found.verdict == verdict
    assert any(reason in because for because in found.because), found.because


def test_a_notice_under_another_headline_is_no_copy() -> None:
    found = judged(PrintedText("Storm nears coast", WITHDRAWN), PrintedText("Bank cuts rates", WITHDRAWN))
    assert found.verdict in {"none", "part"}
    assert "headline" in found.because[-1]


def test_what_an_outlet_repeats_is_left_out_and_shown() -> None:
    gallery = text(50, 3)
    whole = f"{text(1, 6)} {gallery}"
    first = len(text(1, 6).split())
    furniture = (first, first + len(gallery.split()) - 2)
    bare = judged(PrintedText("a", whole, furniture), PrintedText("b", f"{text(2, 6)} {gallery}"))
    assert bare.verdict == "none"
    assert bare.left.furniture == furniture[1] - furniture[0]
    assert bare.left_furniture == (gallery.removesuffix("."),)


def test_the_longest_passages_that_both_hold_are_named_in_reading_order() -> None:
    found = judged(
        PrintedText("a", f"{text(1, 3)} {text(4, 2)} {text(2, 3)}"),
        PrintedText("b", f"{text(2, 3)} {text(5, 2)} {text(1, 3)}"),
    )
    assert [run.split()[0] for run in found.runs] == [
        text(1, 3).split()[0],
        text(2, 3).split()[0],
    ]


@given(st.integers(0, 14), st.integers(0, 14))
def test_two_articles_alone_are_a_family_exactly_where_the_verdict_says_copy(cut: int, other: int) -> None:
    left = " ".join([*story(1)[:cut], *story(2)[cut:]])
    right = " ".join([*story(3)[:other], *story(1)[other:]])
    found = judged(PrintedText("One thing", left), PrintedText("One thing", right))
    lines = [article("a", left, title="One thing"), article("b", right, title="One thing", minute=9)]
    # a faint likeness needs a second article, which is not there
    assert are_together(lines, "a", "b") == (found.verdict in {"copy", "equal"} and found.strength != "faint")
