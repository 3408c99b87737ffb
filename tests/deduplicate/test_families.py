"""Which texts are copies, and which only look like it."""

import numpy as np
import pytest
from tests.deduplicate.wording import are_together, article, edge, placed, reused, story, table, text

from ingest.deduplicate.edges import Strength
from ingest.deduplicate.families import families

WITHDRAWN = (
    "This story was withdrawn by its agency this evening. Please do not use it. A corrected one may follow."
)
QUARTER = (
    "{name} said net profit for the quarter rose {a} percent to {b} million crowns from {c} million "
    "a year earlier, on revenue of {d} million crowns. Analysts had expected {e} million. Shares of {name} "
    "closed at {f} crowns, up {g} percent, in trading of {h} shares. The board proposed a dividend of {i} "
    "crowns a share. The company said it expected revenue of {j} million crowns in the coming quarter and "
    "{k} million in the year."
)


def test_a_reprint_is_a_copy_of_the_earlier_text() -> None:
    rows = placed([article("b", text(1)), article("a", text(1), minute=9)])
    assert rows["b"]["relation"] == "original"
    assert (rows["a"]["relation"], rows["a"]["parent_id"], rows["a"]["method"]) == ("copy", "b", "exact")


def test_an_article_alone_is_the_original_of_its_family() -> None:
    rows = placed([article("a", text(1)), article("b", text(2))])
    assert [(row["relation"], row["parent_id"], row["method"]) for row in rows.values()] == [
        ("original", None, "alone")
    ] * 2
    assert len({row["family_id"] for row in rows.values()}) == 2


def test_a_copy_may_lose_its_end() -> None:
    assert are_together([article("a", text(1)), article("b", " ".join(story(1)[:6]), minute=5)])


def test_a_copy_may_gain_a_dateline_and_a_tail() -> None:
    copy = f"HARTWELL (NNA) - {text(1)} (With inputs from agencies.)"
    assert are_together([article("a", text(1)), article("b", copy, minute=5)])


def test_a_copy_may_come_from_a_poor_scan() -> None:
    words = text(1, 30).split()
    words[4::9] = [word[::-1] for word in words[4::9]]
    assert are_together([article("a", text(1, 30)), article("b", " ".join(words), minute=5)])


def test_a_story_inside_another_is_embedded_and_joins_nothing() -> None:
    host = [*story(2, 8), *story(1, 7), *story(3, 8)]
    lines = [article("inner", text(1, 7)), article("outer", " ".join(host), minute=60)]
    assert not are_together(lines, "inner", "outer")
    assert reused(lines) == {("outer", "embeds", "inner")}


def test_an_excerpt_that_comes_later_was_taken_from_the_whole() -> None:
    whole = [*story(2, 12), *story(1, 7), *story(3, 8)]
    lines = [article("whole", " ".join(whole)), article("part", text(1, 7), minute=60)]
    assert reused(lines) == {("part", "excerpt_of", "whole")}


def test_a_row_of_reuse_carries_the_family_of_its_article() -> None:
    host = [*story(2, 8), *story(1, 7), *story(3, 8)]
    lines = [article("inner", text(1, 7)), article("outer", " ".join(host), minute=60)]
    assert placed(lines)["outer"]["family_id"] != placed(lines)["inner"]["family_id"]


def test_two_outlets_that_quote_one_speech_are_two_families() -> None:
    speech = story(9, 6)
    first = [*story(1, 5), *speech[:3], *story(2, 3), *speech[3:], *story(3, 3)]
    second = [*story(4, 4), *speech[:3], *story(5, 4), *speech[3:], *story(6, 4)]
    assert not are_together([article("a", " ".join(first)), article("b", " ".join(second))])


def test_furniture_of_an_outlet_makes_no_copies() -> None:
    gallery = text(50, 7)
    lines = [
        article(name, f"{text(seed, 6)} {gallery}", source="the-gallery", minute=seed)
        for seed, name in enumerate("abcd")
    ]
    assert len({row["family_id"] for row in placed(lines).values()}) == 4


def test_a_story_that_an_outlet_prints_three_times_is_no_furniture() -> None:
    lines = [article(name, text(1), source="one-outlet", minute=at) for at, name in enumerate("abc")]
    lines.append(article("d", text(1), minute=30))
    assert len({row["family_id"] for row in placed(lines).values()}) == 1


def test_an_update_of_the_same_outlet_is_a_version() -> None:
    lines = [
        article("a", text(1), source="one-outlet"),
        article("b", f"{text(1)} {text(2, 2)}", source="one-outlet", minute=40),
    ]
    assert placed(lines)["b"]["relation"] == "version_of"
    assert placed(lines)["b"]["parent_id"] == "a"


def test_rows_of_one_group_are_one_family_whatever_they_say() -> None:
    lines = [article("a", text(1), group_id="g"), article("b", text(2), group_id="g", minute=3)]
    assert are_together(lines)
    assert placed(lines)["b"]["method"] == "identity"


def test_a_withdrawn_article_stays_in_the_family_of_what_it_said() -> None:
    lines = [
        article("a", text(1)),
        article("b", text(1), minute=5),
        article("b", WITHDRAWN, title="Ferry sinks", minute=5),
        article("c", WITHDRAWN, title="Minister resigns", minute=9),
    ]
    rows = placed(lines)
    assert rows["a"]["family_id"] == rows["b"]["family_id"] != rows["c"]["family_id"]


def test_a_notice_under_several_headlines_joins_nothing() -> None:
    headlines = ("Ferry sinks off Corvo", "Minister resigns", "Bread prices double", "Orchestra on strike")
    lines = [
        article(name, WITHDRAWN, title=headline) for name, headline in zip("abcd", headlines, strict=True)
    ]
    assert len({row["family_id"] for row in placed(lines).values()}) == 4


def test_a_brief_of_sixty_words_finds_its_copies() -> None:
    brief = text(1, 3)
    assert 50 < len(brief.split()) < 90
    lines = [
        article("a", brief, title="Bridge at Corvo closed"),
        article("b", brief, title="Corvo bridge shut"),
    ]
    assert are_together(lines)


def test_a_quarterly_template_with_other_figures_is_no_copy() -> None:
    first = QUARTER.format(
        name="Aldan", a=12, b=310, c=277, d=2910, e=300, f=41, g="1.2", h=81000, i=3, j=3050, k=12000
    )
    second = QUARTER.format(
        name="Berrow", a=4, b=95, c=91, d=801, e=99, f=17, g="0.4", h=22000, i=1, j=830, k=3300
    )
    assert not are_together([article("a", first), article("b", second, minute=9)])


def test_the_same_title_with_other_words_is_no_copy() -> None:
    assert not are_together([article("a", text(1), title="Live"), article("b", text(2), title="Live")])


def test_a_copy_years_later_is_no_candidate_unless_it_is_the_same() -> None:
    year = 60 * 24 * 365
    cut = " ".join(story(1)[:9])
    assert not are_together([article("a", text(1)), article("b", cut, minute=year)])
    assert are_together([article("a", text(1)), article("b", text(1), minute=year)])


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    rng = np.random.default_rng(3)
    marks = "".join(chr(0x4E00 + int(code)) for code in rng.integers(0, 900, 400))
    lines = [
        article("a", marks),
        article("b", f"東京発{marks[:320]}", minute=4),
        article("c", marks[::-1], minute=5),
    ]
    rows = placed(lines)
    assert rows["a"]["family_id"] == rows["b"]["family_id"] != rows["c"]["family_id"]


@pytest.mark.parametrize("words", ["", " ", "word", "two words", "\u0000", "\ud800 broken"[1:]])
def test_texts_that_say_nothing_join_nothing(words: str) -> None:
    rows = placed([article("a", words, title=""), article("b", words, title=""), article("c", text(1))])
    assert len({row["family_id"] for row in rows.values()}) == 3


def test_a_missing_text_is_an_empty_one() -> None:
    assert len(placed([{**article("a", ""), "text": None}, article("b", text(1))])) == 2


def test_a_text_of_five_megabytes_is_compared_like_any_other() -> None:
    huge = text(7, 36_000)
    assert len(huge) > 4_000_000
    assert are_together([article("a", huge), article("b", f"HARTWELL - {huge}", minute=4)])


def test_an_empty_table_has_no_families() -> None:
    assert len(placed([])) == 0


def test_a_table_without_texts_is_refused() -> None:
    lines = [{"article_id": "a"}]
    with pytest.raises(KeyError, match="'text'"):
        placed(lines)
    assert table(lines).num_rows == 1


def test_one_edge_does_not_chain_two_large_families() -> None:
    edges = [edge(one, other, Strength.STRONG, 0.9) for one, other in ((0, 1), (1, 2), (3, 4), (4, 5))]
    bridge = edge(2, 3, Strength.PLAIN, 0.8)
    assert families(6, [], [*edges, bridge]) == [0, 0, 0, 3, 3, 3]
    second = edge(1, 4, Strength.PLAIN, 0.8)
    assert families(6, [], [*edges, bridge, second]) == [0] * 6


def test_equal_texts_count_for_each_article_that_prints_them() -> None:
    whole, cut = " ".join(story(31, 16)), " ".join(story(31, 16)[:11])
    lines = [article(f"whole-{number}", whole, minute=number) for number in range(3)]
    lines += [article(f"cut-{number}", cut, minute=10 + number) for number in range(3)]
    assert len({line["family_id"] for line in placed(lines).values()}) == 1
