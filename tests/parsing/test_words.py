"""Words for comparing texts."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.words import as_paragraphs, one_line, word_count, word_key, words


def test_typography_does_not_matter_to_a_comparison() -> None:
    assert words("The EU’s “plan” — again") == words("the eu's plan, AGAIN")  # noqa: RUF001 - typography is the point
    assert word_key("co-operate") == word_key("co operate")


def test_a_text_without_spaces_has_words_as_well() -> None:
    assert word_count("共同通信は20日") == 4
    assert word_count("") == 0


def test_invisible_marks_go_and_letters_stay() -> None:
    assert one_line(" a\u200b\xa0b\n\xadc e\u0301 ") == "a b c \xe9"
    assert as_paragraphs("a\n\n \u200b\nb\u2028c") == ["a", "b", "c"]


@given(st.text())
def test_paragraphs_have_no_line_feed_and_nothing_is_left_to_do(text: str) -> None:
    lines = as_paragraphs(text)
    assert all(line and "\n" not in line for line in lines)
    assert as_paragraphs("\n".join(lines)) == lines


def test_half_a_surrogate_pair_never_reaches_a_file() -> None:
    assert one_line("a\ud800b\x00") == "ab"
