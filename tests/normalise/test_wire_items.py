"""An agency's item becomes an article with the agency's credit; what it killed does not."""

import json
from datetime import UTC, datetime

import pytest

from ingest.errors import NotAnArticle
from ingest.normalise import normalise
from ingest.normalise.rejection import REASONS
from ingest.records import Article, BodySource

_URL = "https://drop.invalid/story.json"
_SEEN = datetime(2024, 2, 21, tzinfo=UTC)
_BODY = (
    "<p>LISBON, Feb. 20 (Reuters) - The harbour reopened on Monday after two weeks.</p><p>Ships waited.</p>"
)
_ITEM = {
    "uri": "urn:newsml:reuters.com:20240220:77", "type": "text", "pubstatus": "usable", "language": "en",
    "firstcreated": "2024-02-20T10:00:00+01:00", "versioncreated": "2024-02-20T12:00:00+01:00",
    "headlines": [{"value": "Harbour reopens"}], "by": "By Jane Roe", "usageterms": "No archive use",
    "infosources": [{"name": "Reuters", "role": "provider"}], "subjects": [{"name": "economy"}],
    "bodies": [{"contenttype": "text/html", "value": _BODY}], "descriptions": [{"value": "Ships again."}],
    "associations": [{"type": "picture", "by": "Ann Lee", "renditions": [{"href": "https://w.example/a.jpg"}],
                      "descriptions": [{"role": "caption", "value": "The quay"}]}],
}  # fmt: skip


def _article(**changed: object) -> Article:
    payload = json.dumps({**_ITEM, **changed}).encode()
    return normalise(payload, url=_URL, content_type="application/json", seen_at=_SEEN)


def _refusal(**changed: object) -> str:
    with pytest.raises(NotAnArticle) as refused:
        _article(**changed)
    assert refused.value.reason in REASONS
    return refused.value.reason


def test_an_item_is_an_article_of_its_agency() -> None:
    found = _article()
    assert (found.title, found.summary, found.byline) == ("Harbour reopens", "Ships again.", "By Jane Roe")
    assert found.text.split("\n")[1] == "Ships waited."
    assert found.body_source is BodySource.WIRE
    assert found.outlet_id == "reuters.com"
    assert [author.name for author in found.authors] == ["Jane Roe"]
    assert (found.language, found.declared_language, found.rights) == ("en", "en", "No archive use")
    assert (found.section, found.topics) == ("economy", ("economy",))
    assert found.lead_image is not None
    assert (found.lead_image.caption, found.lead_image.credit) == ("The quay", "Ann Lee")


def test_the_agency_is_credited_by_its_format_and_its_dateline() -> None:
    credits_found = {(credit.agency_id, credit.where) for credit in _article().credits}
    assert credits_found == {("reuters", "wire:provider"), ("reuters", "dateline")}
    dateline = _article().dateline
    assert dateline is not None
    assert dateline.place == "LISBON"


def test_an_items_times_are_the_agencys() -> None:
    found = _article()
    assert found.published is not None
    assert found.modified is not None
    assert found.published.at == datetime(2024, 2, 20, 9, tzinfo=UTC)
    assert found.modified.at == datetime(2024, 2, 20, 11, tzinfo=UTC)


def test_all_versions_of_an_item_are_one_article_wherever_they_lay() -> None:
    payload = json.dumps({**_ITEM, "version": "2"}).encode()
    again = normalise(payload, url="https://drop.invalid/other.json", seen_at=_SEEN)
    assert again.article_id == _article().article_id
    assert _article(uri="urn:newsml:reuters.com:20240220:78").article_id != again.article_id


def test_a_correction_says_so_in_the_editors_words() -> None:
    assert _article(ednote="Corrects the day in paragraph 1").notices == ("Corrects the day in paragraph 1",)
    assert _article(embargoed="2024-02-20T13:00:00Z").notices == ("Embargoed until 2024-02-20T13:00:00Z",)


def test_a_telex_reads_its_clock_in_the_zone_of_its_agency() -> None:
    telex = (
        b"\x01bdt0077 3 wi 12  dpa 0077\r\nHafen/\r\n\x02Der Hafen ist wieder offen =\r\n\r\nBerlin (dpa) - "
        b"Der Hafen hat am Montag wieder geoeffnet.\r\n\x03201100 Feb 24\x04"
    )
    found = normalise(telex, url="https://drop.invalid/a.txt", seen_at=_SEEN)
    assert found.published is not None
    assert found.published.at == datetime(2024, 2, 20, 10, tzinfo=UTC)
    assert {credit.agency_id for credit in found.credits} == {"dpa"}


def test_what_an_agency_takes_back_is_refused_by_name() -> None:
    assert _refusal(pubstatus="canceled") == "withdrawn"
    assert _refusal(pubstatus="withheld") == "withheld"
    assert _refusal(bodies=[]) == "no-text"


def test_a_message_of_several_items_is_no_single_article() -> None:
    payload = json.dumps([_ITEM, _ITEM]).encode()
    with pytest.raises(NotAnArticle) as refused:
        normalise(payload, url=_URL, seen_at=_SEEN)
    assert refused.value.reason == "several-items"
