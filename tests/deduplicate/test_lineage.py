"""Who had it first, by which evidence, and how sure."""

from datetime import timedelta

import pytest
from tests.deduplicate.wording import DAWN, article, story, table, text

from ingest.deduplicate.corpus import TableTexts
from ingest.deduplicate.stage import compared
from ingest.records import FamilyMember, LineageSignal
from ingest.warehouse import memory


def _members(*lines: dict[str, object]) -> dict[str, FamilyMember]:
    articles = table(lines)
    with memory() as connection:
        families = compared(connection, articles, TableTexts(articles["text"])).members()
        return dict(sorted((one.article_id, one) for family in families for one in family))


def _signals(*lines: dict[str, object]) -> dict[str, list[LineageSignal]]:
    articles = table(lines)
    told: dict[str, list[LineageSignal]] = {}
    with memory() as connection:
        for signal in compared(connection, articles, TableTexts(articles["text"])).signals():
            told.setdefault(signal.article_id, []).append(signal)
    return told


def test_every_signal_is_told_with_its_own_confidence_and_the_gravest_decides() -> None:
    told = _signals(
        article("agency", text(1), minute=30, source_agency="nna", first_seen_at=DAWN + timedelta(hours=3)),
        article(
            "paper", text(1), minute=5, credited_agencies=["nna:byline", "upi:tail"],
            first_seen_at=DAWN + timedelta(hours=1),
        ),
        article("other", text(1), minute=9, first_seen_at=DAWN + timedelta(hours=2)),
    )  # fmt: skip
    assert [(one.evidence, one.parent_id, one.confidence, one.is_decisive) for one in told["paper"]] == [
        ("credit:byline", "agency", 0.95, True),
        ("credit:tail", None, 0.95, False),
        ("agency-domain", "agency", 0.72, False),
    ]
    assert [(one.evidence, one.parent_id, one.is_decisive) for one in told["other"]] == [
        ("credit", "agency", True),
        ("agency-domain", "agency", False),
        ("published", "paper", False),
        ("capture-order", "paper", False),
    ]
    assert [(one.evidence, one.parent_id) for one in told["agency"]] == [
        ("published", "paper"),
        ("capture-order", "paper"),
    ]


def test_an_agency_never_captured_is_spoken_for_without_an_article() -> None:
    told = _signals(article("a", text(1), credited_agencies=["nna:dateline"]))
    (signal,) = told["a"]
    assert (signal.evidence, signal.parent_id, signal.parent_agency_id) == ("credit:dateline", None, "nna")
    assert signal.is_decisive


def test_a_credit_names_the_parent_whatever_the_clock_says() -> None:
    rows = _members(
        article("agency", text(1), minute=30, source_agency="nna"),
        article("paper", text(1), minute=5, credited_agencies=["nna:byline"]),
    )
    assert rows["agency"].relation == "original"
    paper = rows["paper"]
    assert (paper.parent_id, paper.parent_agency_id, paper.evidence) == ("agency", "nna", "credit:byline")


def test_an_agency_that_was_never_captured_is_the_origin() -> None:
    rows = _members(
        article("a", text(1), credited_agencies=["nna:dateline"]),
        article("b", text(1), minute=9),
    )
    assert [(row.relation, row.parent_id, row.parent_agency_id) for row in rows.values()] == [
        ("copy", None, "nna")
    ] * 2
    assert rows["a"].confidence > rows["b"].confidence


def test_an_agency_s_own_site_speaks_before_the_clock() -> None:
    rows = _members(article("agency", text(1), minute=9, source_agency="nna"), article("a", text(1)))
    assert (rows["a"].parent_id, rows["a"].evidence) == ("agency", "agency-domain")


def test_a_canonical_address_at_another_domain_names_the_parent() -> None:
    rows = _members(
        article("a", text(1), minute=9, url="https://one.example/x", canonical_url="https://one.example/x"),
        article("b", text(1), url="https://two.example/y", canonical_url="https://one.example/x"),
    )
    assert (rows["b"].parent_id, rows["b"].evidence) == ("a", "canonical")


def test_the_earlier_minute_is_the_original() -> None:
    rows = _members(article("b", text(1)), article("a", text(1), minute=1))
    assert (rows["b"].relation, rows["b"].evidence) == ("original", "published")


def test_a_bare_day_never_beats_a_minute() -> None:
    vague = article("vague", " ".join(story(1)[:9]), published_precision="day")
    rows = _members(vague, article("exact", text(1), minute=90, published_precision="minute"))
    assert (rows["exact"].relation, rows["exact"].evidence) == ("original", "fullest")


def test_a_claim_that_our_own_capture_contradicts_counts_for_nothing() -> None:
    seen = DAWN - timedelta(days=3)
    rows = _members(
        article("a", text(1), minute=20, first_seen_at=seen),
        article("b", text(1), minute=10, first_seen_at=DAWN + timedelta(days=1)),
    )
    assert rows["a"].relation == "original"


def test_without_any_time_the_fullest_text_is_the_original() -> None:
    lines = [
        article("a", " ".join(story(1)[:8])),
        article("b", text(1)),
        article("c", " ".join(story(1)[:10])),
    ]
    rows = _members(*({**line, "published_at": None} for line in lines))
    assert (rows["b"].relation, rows["b"].evidence) == ("original", "fullest")
    assert rows["a"].confidence < rows["b"].confidence


def test_where_only_our_own_captures_speak_the_confidence_says_so() -> None:
    lines = [
        article("a", text(1), first_seen_at=DAWN + timedelta(hours=1)),
        article("b", text(1), first_seen_at=DAWN),
    ]
    rows = _members(*({**line, "published_at": None} for line in lines))
    assert (rows["b"].relation, rows["b"].evidence) == ("original", "capture-order")
    assert rows["b"].confidence == pytest.approx(0.3)


def test_a_late_older_original_changes_the_lineage_and_not_the_membership() -> None:
    known = (article("b", text(1), minute=50), article("c", text(1), minute=60))
    before, after = _members(*known), _members(*known, article("z", text(1)))
    assert before["c"].parent_id == "b"
    assert (after["c"].parent_id, after["b"].parent_id) == ("z", "z")
    assert before["b"].family_id == after["b"].family_id == after["z"].family_id


def test_an_article_alone_still_names_the_agency_that_it_credits() -> None:
    alone = _members(article("a", text(1), credited_agencies=["nna"]))["a"]
    assert (alone.relation, alone.parent_id, alone.parent_agency_id) == ("original", None, "nna")


def test_five_hundred_reprints_are_one_family_with_one_original() -> None:
    lines = [article(f"r{number:03}", text(1), minute=1 + number) for number in range(500)]
    rows = _members(*lines, article("zero", text(1)))
    assert {row.parent_id for row in rows.values()} == {None, "zero"}
    assert len({row.family_id for row in rows.values()}) == 1
