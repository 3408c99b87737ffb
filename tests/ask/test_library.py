from collections.abc import Iterator

import pytest

from ingest.ask import library, matching, question_named, values
from ingest.ask.questions import MalformedQuestionError, parse_question
from ingest.errors import QueryRefused

HEAD = """-- Grain: one outlet.
-- Title: How many?
-- Topic: copies
-- Meaning: It counts,
--   and goes on.
-- Cannot know: The rest.
"""


def test_a_header_says_everything_about_its_question() -> None:
    text = HEAD + (
        "-- Parameter since (day, default none): first day\n"
        "-- Parameter rows (integer, default 5): at most\n"
        "-- Chart: outlet by n\n"
        "-- a remark about the SQL would break the header, so it stands below\n"
    )
    with pytest.raises(MalformedQuestionError, match="is no line of a header"):
        parse_question("q", text)
    text = text[: text.index("-- a remark")] + "SELECT 1 WHERE $since::DATE IS NULL LIMIT $rows -- $remark\n"
    with pytest.raises(MalformedQuestionError, match="remark"):
        parse_question("q", text)
    question = parse_question("q", text.replace(" -- $remark", ""))
    assert (question.grain, question.title, question.topic) == ("one outlet.", "How many?", "copies")
    assert (question.meaning, question.limits) == ("It counts, and goes on.", "The rest.")
    assert [parameter.name for parameter in question.parameters] == ["since", "rows"]
    assert question.chart is not None
    assert (question.chart.label, question.chart.value) == ("outlet", "n")


def _broken() -> Iterator[tuple[str, str]]:
    yield HEAD.replace("-- Title: How many?\n", ""), "begins with Grain, Title"
    yield HEAD.replace("copies", "gossip"), "gossip is no topic"
    yield HEAD + "-- Chart: outlet\n", "two columns"
    yield HEAD + "-- Chart: a by b\n-- Chart: a by b\n", "one chart"
    yield HEAD + "-- Parameter rows (integer, default many): at most\n", "rows is a whole number"
    yield HEAD + "-- Parameter rows (count, default 5): at most\n", "neither a chart nor"
    yield HEAD + "-- Parameter rows (integer, default 5): at most\n", "states \\['rows'\\]"
    yield HEAD + "-- Colour: blue\n", "neither a chart nor"


@pytest.mark.parametrize(("head", "complaint"), list(_broken()))
def test_a_header_that_breaks_a_rule_is_refused(head: str, complaint: str) -> None:
    with pytest.raises(MalformedQuestionError, match=complaint):
        parse_question("q", head + "SELECT 1\n")


@pytest.mark.parametrize(("typed", "meant"), [("wire_shar", "wire_share"), ("who-is-quotd", "who_is_quoted")])
def test_a_misspelt_question_suggests_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(QueryRefused, match=f"Did you mean {meant}"):
        question_named(typed)


def test_words_in_place_of_a_name_suggest_what_holds_them() -> None:
    with pytest.raises(QueryRefused, match="Did you mean headline_changes"):
        question_named("headlines changed from what")


def test_a_name_that_is_like_none_points_at_the_list() -> None:
    with pytest.raises(QueryRefused, match="`ingest ask` lists them all"):
        question_named("zzzzzz")


def test_hyphens_and_spaces_name_a_question_too() -> None:
    assert question_named("wire-share") == question_named("Wire share") == question_named("wire_share")


def test_words_find_questions() -> None:
    assert "headline_changes" in {question.name for question in matching(library(), "HEADLINES changed")}
    assert matching(library(), "") == library()


@pytest.mark.parametrize(
    ("name", "given", "complaint"),
    [
        ("wire_share", {"at_leats": "1"}, "no parameter at_leats; it has: at_least, since"),
        ("wire_share", {"at_least": "some"}, "at_least is a whole number, for instance 25; 'some' is none"),
        ("wire_share", {"since": "yesterday"}, "since is a day, for instance 2024-02-20"),
        ("first_reported", {"differing": "perhaps"}, "differing is yes or no"),
        ("who_edits_wire", {"whole": "most"}, "whole is a number"),
        ("known_then", {"instant": "noon"}, "instant is an instant, for instance 2024-02-20T10:34:00Z"),
        ("languages", {"x": "1"}, "it has: none"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_would_do(
    name: str, given: dict[str, str], complaint: str
) -> None:
    with pytest.raises(QueryRefused, match=complaint):
        values(question_named(name), given)


def test_an_instant_without_an_offset_is_utc() -> None:
    (instant,) = values(question_named("known_then"), {"instant": "2024-02-20T10:34"}).values()
    assert str(instant) == "2024-02-20 10:34:00+00:00"
