"""The example that the design speaks of (DESIGN section 8), as far as this stage goes."""

from datetime import UTC, datetime

import pytest
from tests.shared_data import seed_article

from ingest.normalise import normalise
from ingest.parsing.words import word_key
from ingest.records import Article, BodySource, CreditKind, Precision, ZoneBasis

URL = "https://www.devdiscourse.com/article/international/2809183"


@pytest.fixture(scope="module")
def seed() -> Article:
    return normalise(seed_article().read_bytes(), url=URL, seen_at=datetime(2024, 2, 21, tzinfo=UTC))


def test_title_summary_and_publisher_are_found(seed: Article) -> None:
    assert seed.title == "European Union, Japan plan security accord amid China's assertiveness"
    assert seed.summary is not None
    assert seed.summary.startswith("The decision to pursue a security agreement")
    assert seed.outlet_id == "devdiscourse.com"
    assert seed.language == "en"
    assert seed.body_source is BodySource.PLAIN_TEXT


def test_the_text_is_the_four_paragraphs_and_nothing_else(seed: Article) -> None:
    paragraphs = seed.text.split("\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("The European Union (EU) on Monday decided")
    assert paragraphs[-1].endswith("escalating tensions in the Taiwan Strait.")


def test_the_repeated_last_paragraph_is_stored_once(seed: Article) -> None:
    assert word_key(seed.summary or "") not in word_key(seed.text)
    repeated = [line for line in seed.dropped if line.reason == "repeats-summary"]
    assert [line.line for line in repeated] == [seed.summary]


def test_the_byline_credits_ani_with_the_text_and_the_picture_with_nothing_else(seed: Article) -> None:
    credited = [(credit.agency_id, credit.kind, credit.where) for credit in seed.credits]
    assert credited == [("ani", CreditKind.TEXT, "byline"), ("ani", CreditKind.IMAGE, "image")]


def test_kyodo_is_cited_and_not_credited(seed: Article) -> None:
    assert "Kyodo News" in seed.text
    assert not any(credit.agency_id == "kyodo" for credit in seed.credits)


def test_the_time_is_read_in_india_to_the_minute(seed: Article) -> None:
    published = seed.published
    assert published is not None
    assert published.at == datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
    assert published.precision is Precision.MINUTE
    assert published.zone_basis is ZoneBasis.ABBREVIATION
    assert published.raw == "20-02-2024 16:04 IST"
    assert "day first because 20 is no month" in published.notes
    assert any("India" in note and "outlet and the agency" in note for note in published.notes)
