"""Credits and datelines: who wrote, and where it says so."""

import json
from datetime import date

import pytest
from tests.normalise.pages import SENTENCES, article, page, paragraphs

from ingest.records import Article, Credit, CreditKind, EntrySource, FeedEntry


def with_first(line: str) -> Article:
    return article(page(paragraphs(f"{line} {SENTENCES[0]}", *SENTENCES[1:])))


def only(found: Article, agency: str) -> Credit:
    credits_of_agency = [credit for credit in found.credits if credit.agency_id == agency]
    assert len(credits_of_agency) == 1, found.credits
    return credits_of_agency[0]


def published(iso: str) -> str:
    return f"<meta property='article:published_time' content='{iso}'>"


@pytest.mark.parametrize(
    ("line", "place", "day", "agency"),
    [
        ("BRUSSELS, Feb. 20 (Reuters) —", "BRUSSELS", date(2024, 2, 20), "reuters"),
        ("LONDON (Reuters) -", "LONDON", None, "reuters"),
        ("(Reuters) -", None, None, "reuters"),
        ("Berlin (dpa) -", "Berlin", None, "dpa"),
        ("Berlin/Hamburg (dpa/lno) -", "Berlin/Hamburg", None, "dpa"),
        ("TOKYO, 20 Feb AAP", "TOKYO", date(2024, 2, 20), "aap"),
        ("Strasbourg, 10 juil 2023 (AFP) -", "Strasbourg", date(2023, 7, 10), "afp"),
        ("New Delhi [India], February 20 (ANI):", "New Delhi", date(2024, 2, 20), "ani"),
        ("WASHINGTON (AP) —", "WASHINGTON", None, "ap"),
        ("MOSCOW, February 20. /TASS/.", "MOSCOW", date(2024, 2, 20), "tass"),
        ("BEIJING, Feb. 20 (Xinhua) --", "BEIJING", date(2024, 2, 20), "xinhua"),
        ("NORRVIK, Dec. 30 (Reuters) -", "NORRVIK", date(2023, 12, 30), "reuters"),
    ],
)
def test_datelines_name_place_day_and_agency(
    line: str, place: str | None, day: date | None, agency: str
) -> None:
    found = article(
        page(paragraphs(f"{line} {SENTENCES[0]}", *SENTENCES[1:]), published("2024-02-20T10:00:00Z"))
    )
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.day, found.dateline.agency) == (place, day, agency)
    credit = only(found, agency)
    assert (credit.kind, credit.where) == (CreditKind.TEXT, "dateline")
    assert found.text[credit.start : credit.end] == credit.name


def test_a_place_alone_is_a_dateline_without_a_credit() -> None:
    found = with_first("NORRVIK —")
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.agency) == ("NORRVIK", None)
    assert found.credits == ()


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told Reuters on Monday that the work was late.",
        "Reuters reported on Monday that the work was late.",
        "Kyodo News said on Monday, citing a harbour document, that the work was late.",
        "According to AFP, the work was late.",
        "The AP saw the plan.",
    ],
)
def test_a_source_that_is_cited_is_not_credited(line: str) -> None:
    assert with_first(line).credits == ()
    assert article(page(paragraphs(*SENTENCES, line))).credits == ()


@pytest.mark.parametrize(
    ("line", "agency", "kind"),
    [
        ("(With inputs from ANI)", "ani", CreditKind.JOINT),
        ("With inputs from agencies and Reuters", "reuters", CreditKind.JOINT),
        ("(dpa)", "dpa", CreditKind.TEXT),
        ("Source: AFP", "afp", CreditKind.TEXT),
        ("Quelle: dpa", "dpa", CreditKind.TEXT),
        ("© 2024 Associated Press. All rights reserved.", "ap", CreditKind.TEXT),
        ("Reporting by Ann Lee for Reuters; editing by Bo Ek", "reuters", CreditKind.TEXT),
        (
            "This story has not been edited by our staff and is published from a syndicated feed of ANI.",
            "ani",
            CreditKind.TEXT,
        ),
    ],
)
def test_lines_at_the_end_credit_agencies(line: str, agency: str, kind: CreditKind) -> None:
    assert only(article(page(paragraphs(*SENTENCES, line))), agency).kind is kind


def test_a_sign_off_behind_the_last_sentence_has_its_place_in_the_text() -> None:
    found = article(page(paragraphs(*SENTENCES[:-1], f"{SENTENCES[-1]} (dpa)")))
    credit = only(found, "dpa")
    assert credit.where == "tail"
    assert found.text[credit.start : credit.end] == "dpa"


@pytest.mark.parametrize(
    ("byline", "kind"),
    [
        ("By Reuters", CreditKind.TEXT),
        ("Ann Lee with AFP and Reuters", CreditKind.JOINT),
        ("ANI and Reuters", CreditKind.TEXT),
    ],
)
def test_a_byline_tells_who_wrote_all_and_who_a_part(byline: str, kind: CreditKind) -> None:
    found = article(page(f"<p class='byline'>{byline}</p>{paragraphs(*SENTENCES)}"))
    credit = only(found, "reuters")
    assert (credit.kind, credit.where) == (kind, "byline")


def test_machine_readable_marks_credit_agencies() -> None:
    node = {"@type": "NewsArticle", "headline": "Norrvik rebuilds its breakwater",
            "author": {"@type": "Organization", "name": "Reuters"}, "creditText": "AFP"}  # fmt: skip
    found = article(page(head=f"<script type='application/ld+json'>{json.dumps(node)}</script>"))
    assert only(found, "reuters").kind is CreditKind.TEXT
    assert only(found, "afp").where == "jsonld:creditText"


def test_a_photo_credit_is_no_evidence_for_the_text() -> None:
    figure = "<figure><img src='/a.jpg'><figcaption>The breakwater. Photo: AFP</figcaption></figure>"
    found = article(page(figure + paragraphs(*SENTENCES)))
    assert [(credit.agency_id, credit.kind) for credit in found.credits] == [("afp", CreditKind.IMAGE)]


def test_the_feeds_source_and_a_foreign_canonical_link_are_credits() -> None:
    entry = FeedEntry(title="x", source=EntrySource(title="AFP", url="https://www.afp.com/feed"))
    assert only(article(page(), entry=entry), "afp").where == "feed:source"
    link = "<link rel='canonical' href='https://www.reuters.com/world/harbour'>"
    found = article(page(head=link))
    assert only(found, "reuters").where == "canonical"
    assert found.canonical_url == "https://www.example.in/world/harbour-plan-2809183"
    assert found.foreign_canonical_url == "https://www.reuters.com/world/harbour"


def test_short_capitals_are_a_name_only_as_capitals() -> None:
    assert article(page(paragraphs(*SENTENCES, "(ap)"))).credits == ()
