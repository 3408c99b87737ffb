"""The door: loaded and staged versions are one corpus; where the line runs between them changes nothing."""

from pathlib import Path

import pytest
from tests.deduplicate.wording import story, text
from tests.warehouse.segments import ARTICLES_BY, FACTS_BY, Answer, Press

from ingest.archive import Archive
from ingest.deduplicate import Copies, find_copies
from ingest.knowledge import Knowledge
from ingest.load import load_segments
from ingest.publish import publish_snapshot
from ingest.records import Agency
from ingest.warehouse import Warehouse

KNOWN = Knowledge(agencies=(Agency(agency_id="kyodo", name="Kyodo", domain="kyodo.example"),))
FIRST = (
    Answer("https://kyodo.example/1", 0, text=text(1), title="Bridge"),
    Answer("https://one.example/a", 9, text=text(1), title="Bridge again"),
)
SECOND = (
    Answer("https://two.example/b", 70, text=" ".join(story(1)[:9]), title="Bridge cut"),
    Answer("https://three.example/c", 75, text=text(2), title="Canal"),
)


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(Archive(tmp_path))


def _staged(press: Press, names: list[str]) -> list[Path]:
    return [press.archive.table_path("articles", ARTICLES_BY, name, "articles") for name in names]


def _found(press: Press, warehouse: Warehouse, names: list[str]) -> Copies:
    with warehouse.writer() as replica:
        missing = [name for name in names if name not in replica.segments()]
        return find_copies(replica.connection, _staged(press, missing), knowledge=KNOWN)


def _load(press: Press, warehouse: Warehouse, names: list[str]) -> None:
    with warehouse.writer() as replica:
        copies = find_copies(replica.connection, _staged(press, names), knowledge=KNOWN)
        load_segments(
            replica, names, archive=press.archive, copies=copies,
            articles_producer=ARTICLES_BY, facts_producer=FACTS_BY,
        )  # fmt: skip
        publish_snapshot(warehouse, replica)


def test_every_article_gets_a_place_and_the_agency_is_the_original(press: Press) -> None:
    names = [press.segment(1, FIRST), press.segment(2, SECOND)]
    found = _found(press, Warehouse(press.archive.home), names)
    rows = {member.article_id: member for member in found.members}
    agency, one, two, three = (rows[answer.article_id] for answer in (*FIRST, *SECOND))
    assert [row.relation for row in (agency, one, two, three)] == ["original", "copy", "copy", "original"]
    assert one.parent_id == two.parent_id == agency.article_id
    assert agency.family_id == one.family_id == two.family_id != three.family_id


def test_what_is_loaded_and_what_is_staged_make_one_corpus(press: Press) -> None:
    names = [press.segment(1, FIRST), press.segment(2, SECOND)]
    warehouse = Warehouse(press.archive.home)
    together = _found(press, warehouse, names)
    _load(press, warehouse, names[:1])
    assert _found(press, warehouse, names) == together


def test_a_later_segment_loaded_first_changes_nothing(press: Press) -> None:
    names = [press.segment(1, FIRST), press.segment(2, SECOND)]
    warehouse = Warehouse(press.archive.home)
    together = _found(press, warehouse, names)
    _load(press, warehouse, names[1:])
    assert _found(press, warehouse, names) == together


def test_with_nothing_staged_the_families_are_those_of_what_is_loaded(press: Press) -> None:
    names = [press.segment(1, FIRST), press.segment(2, SECOND)]
    warehouse = Warehouse(press.archive.home)
    together = _found(press, warehouse, names)
    _load(press, warehouse, names)
    assert _found(press, warehouse, names) == together


def test_an_empty_warehouse_has_no_families(tmp_path: Path) -> None:
    with Warehouse(tmp_path).writer() as replica:
        assert find_copies(replica.connection, [], knowledge=KNOWN) == Copies(members=(), reuses=())


def test_an_article_whose_text_was_withdrawn_keeps_its_family(press: Press) -> None:
    gone = Answer("https://one.example/a", 500, text="Withdrawn by its agency.", title="Notice")
    names = [press.segment(1, FIRST), press.segment(2, (gone,))]
    found = _found(press, Warehouse(press.archive.home), names)
    assert len({member.family_id for member in found.members}) == 1


def test_a_sighting_that_repeats_a_version_changes_nothing(press: Press) -> None:
    again = Answer("https://one.example/a", 900, text=text(1), title="Bridge again")
    names = [press.segment(1, FIRST), press.segment(2, (again,))]
    warehouse = Warehouse(press.archive.home)
    assert _found(press, warehouse, names) == _found(press, warehouse, names[:1])
