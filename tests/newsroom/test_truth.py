"""What the press says of itself is so: copies overlap with their parents, edits change what they say."""

from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.newsroom import NIGHTS, ArticleTruth, FeedTruth, Newsroom, write_truth
from ingest.newsroom.stories import containment, five_grams
from ingest.newsroom.truth import AREA, PRODUCER, EditKind
from ingest.records import Relation

PRESS = Newsroom(seed=1)
TRUTH = PRESS.truth(2)
BY_URL = {article.url: article for article in TRUTH.articles}


def _edited(kind: EditKind) -> list[ArticleTruth]:
    return [article for article in TRUTH.articles if kind in {edit.kind for edit in article.edits}]


def test_a_copy_has_most_of_its_parent_and_comes_after_it() -> None:
    copies = [
        article for article in TRUTH.articles if article.relation is Relation.COPY and article.parent_url
    ]
    for copy in copies:
        parent = BY_URL[copy.parent_url or ""]
        assert copy.family_id == parent.family_id
        assert copy.published_at > parent.published_at
        assert containment(copy.versions[0].text, parent.versions[0].text) > 0.9
        assert len(copy.versions[0].text) > 0.55 * len(parent.versions[0].text)
        assert copy.outlet_domain != parent.outlet_domain


def test_a_copy_without_a_captured_parent_names_its_agency_and_credits_it() -> None:
    orphans = [
        article for article in TRUTH.articles if article.relation is Relation.COPY and not article.parent_url
    ]
    assert orphans
    for orphan in orphans:
        assert orphan.parent_agency_id == "austral"
        assert "austral" in {credit.agency_id for credit in orphan.credits}


def test_only_copies_and_versions_share_a_family() -> None:
    for article in TRUTH.articles:
        if article.relation is Relation.ORIGINAL:
            assert article.parent_url is None
            assert article.parent_agency_id is None
    families: dict[str, list[Relation]] = {}
    for article in TRUTH.articles:
        families.setdefault(article.family_id, []).append(article.relation)
    assert all(members.count(Relation.ORIGINAL) <= 1 for members in families.values())


def test_no_house_carries_a_story_twice_unless_it_updates_or_moves_it() -> None:
    seen: set[tuple[str, str]] = set()
    for article in TRUTH.articles:
        if article.relation is not Relation.VERSION_OF:
            key = (article.outlet_domain, article.family_id)
            assert key not in seen
            seen.add(key)


def test_a_story_that_quotes_a_passage_is_no_copy_of_it() -> None:
    quoting = [article for article in TRUTH.articles if article.embeds]
    for outer in quoting:
        inner = BY_URL[outer.embeds or ""]
        assert outer.relation is Relation.ORIGINAL
        assert outer.family_id != inner.family_id
        shared = five_grams(outer.versions[0].text) & five_grams(inner.versions[0].text)
        assert 0.08 < len(shared) / len(five_grams(inner.versions[0].text)) < 0.45
        assert len(shared) / len(five_grams(outer.versions[0].text)) < 0.45


@pytest.mark.parametrize("kind", [EditKind.CORRECTION, EditKind.SILENT_CORRECTION])
def test_a_correction_changes_the_figure_and_nothing_else(kind: EditKind) -> None:
    for article in _edited(kind):
        (edit,), (before, after) = article.edits, article.versions
        assert edit.old is not None
        assert edit.new is not None
        assert before.text.replace(edit.old, edit.new) == after.text
        assert edit.old not in after.text
        page = next(piece for piece in PRESS.edition(2).pieces if piece.url == article.url)
        assert (page.notice is not None) == (kind is EditKind.CORRECTION)
        assert (page.modified is not None) == (kind is EditKind.CORRECTION)


def test_new_wording_changes_little() -> None:
    for article in _edited(EditKind.WORDING):
        before, after = article.versions
        assert 0.8 < containment(before.text, after.text) < 1


def test_what_is_deleted_is_listed_no_more_and_what_moved_is_listed_at_its_new_address() -> None:
    listed = {url for feed in TRUTH.feeds for url in feed.entries}
    for article in _edited(EditKind.DELETION):
        assert article.url not in listed
    for article in _edited(EditKind.REDIRECT):
        new = BY_URL[article.edits[0].moved_to or ""]
        assert article.url not in listed
        assert new.url in listed
        assert (new.relation, new.parent_url, new.text) == (Relation.VERSION_OF, article.url, article.text)


@pytest.mark.parametrize("night", [1, 2])
def test_every_article_is_reachable_from_a_feed(night: int) -> None:
    truth = PRESS.truth(night)
    listed = {url for feed in truth.feeds for url in feed.entries}
    away = {article.url for article in truth.articles if {e.status for e in article.edits} & {301, 404, 410}}
    assert {article.url for article in truth.articles} - away == listed


@pytest.mark.parametrize("night", [1, 2])
def test_nothing_is_published_after_the_night_that_shows_it(night: int) -> None:
    for piece in PRESS.edition(night).pieces:
        assert piece.published < NIGHTS[night - 1]
        assert piece.first_night == 1 or piece.manner == "moved" or piece.published > NIGHTS[0]


def test_what_a_story_cites_stands_in_its_text() -> None:
    citing = [article for article in TRUTH.articles if article.citations]
    assert any(len(article.citations) == 2 for article in citing)
    for article in citing:
        for version in article.versions:
            assert all(name.casefold() in version.text.casefold() for name in article.citations)


def test_the_truth_can_be_written_and_read_back_as_parquet(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    segment = write_truth(PRESS, 2, archive)
    articles = archive.table_path(AREA, PRODUCER, segment, "articles")
    assert tuple(archive.read_records(articles, ArticleTruth)) == TRUTH.articles
    feeds = archive.table_path(AREA, PRODUCER, segment, "feeds")
    assert tuple(archive.read_records(feeds, FeedTruth)) == TRUTH.feeds


def test_outlets_and_agencies_are_known_by_what_pages_call_them() -> None:
    outlets, agencies = PRESS.knowledge_rows()
    assert {outlet.domain for outlet in outlets} == {feed.outlet_domain for feed in TRUTH.feeds}
    names = {name for agency in agencies for name in (agency.name, *agency.aliases)}
    credited = [piece for piece in PRESS.edition(2).pieces if any(c.where == "byline" for c in piece.credits)]
    assert {piece.byline for piece in credited} <= names
    assert [feed.url for feed in TRUTH.feeds] == [subscription.url for subscription in PRESS.subscriptions()]
