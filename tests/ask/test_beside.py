"""Two texts side by side in rows."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.ask import beside

TEXTS = st.text(alphabet="ab 1\n.'\u2019é新", max_size=300)


@given(TEXTS, TEXTS)
def test_the_rows_of_a_side_are_its_text_again(left: str, right: str) -> None:
    rows = beside(left, right).rows
    assert "".join(piece.text for row in rows for piece in row.left) == left
    assert "".join(piece.text for row in rows for piece in row.right) == right


def test_paragraphs_that_both_have_stand_in_rows_of_their_own() -> None:
    left, right = "One came.\nTwo went.\nThree stayed.", "One came.\nTwo drowned.\nThree stayed."
    assert [row.is_same for row in beside(left, right).rows] == [True, False, True]


def test_a_text_beside_itself_is_shared_whole() -> None:
    found = beside("Rain falls today.", "Rain falls today.")
    assert (found.left_shared, found.right_shared) == (1.0, 1.0)


def test_the_language_says_which_words_are_numbers() -> None:
    assert beside("Fünf Tote.", "Sechs Tote.", language="de").figures_added == ("6",)
    assert beside("Due to rain.", "Owing to rain.", language="en").figures_dropped == ()


def test_what_is_too_long_to_show_is_counted() -> None:
    text = "\n".join(f"Line {number} of it." for number in range(100))
    found = beside(text, text, most=600)
    assert 0 < len(found.rows) < 100
    assert len(found.rows) + found.left_out == 100
