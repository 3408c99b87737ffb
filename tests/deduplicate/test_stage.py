"""The door: the index follows what is loaded, in any order and any number of loads."""

from pathlib import Path

import pytest
from tests.deduplicate.wording import story, text
from tests.warehouse.segments import ARTICLES_BY, FACTS_BY, Answer, Press

from ingest.archive import Archive
from ingest.deduplicate import Copies, find_copies, renewal
from ingest.knowledge import Knowledge
from ingest.load import load_segments
from ingest.publish import publish_snapshot
from ingest.records import Agency, identity
from ingest.warehouse import Connection, Warehouse

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


Tables = dict[str, list[dict[str, object]]]


def _load(press: Press, warehouse: Warehouse, names: list[str]) -> Copies:
    """Load segments; what the load says that it changed."""
    told: list[Copies] = []

    def copies(connection: Connection) -> Copies:
        told.append(find_copies(connection, knowledge=KNOWN))
        return told[0]

    with warehouse.writer() as replica:
        load_segments(
            replica, names, archive=press.archive, copies=copies,
            articles_producer=ARTICLES_BY, facts_producer=FACTS_BY,
        )  # fmt: skip
        publish_snapshot(warehouse, replica)
    return told[0]


def _tables(warehouse: Warehouse) -> Tables:
    """Families, reuses and what the index holds besides its own numbers."""
    with warehouse.reader() as connection:
        return {
            name: connection.sql(f"FROM ({query}) ORDER BY ALL").to_arrow_table().to_pylist()
            for name, query in _QUERIES.items()
        }


_QUERIES = {
    "families": "FROM main.fact_family_member",
    "reuses": "FROM main.fact_reuse",
    "signals": "FROM main.fact_lineage_signal",
    "texts": "SELECT * EXCLUDE (text_no, source_no) FROM main.indexed_text",
    "furniture": "SELECT source, shingle FROM main.outlet_furniture"
    " JOIN main.indexed_outlet USING (source_no)",
    "first": "SELECT version_id, shingle FROM main.text_shingle JOIN main.indexed_text USING (text_no)",
    "tail": "SELECT version_id, shingle FROM main.tail_shingle JOIN main.indexed_text USING (text_no)",
    "leading": "SELECT version_id, shingle FROM main.leading_shingle JOIN main.indexed_text USING (text_no)",
    "likenesses": (
        "SELECT least(one.version_id, other.version_id), greatest(one.version_id, other.version_id),"
        " strength, least(first_cover, second_cover), greatest(first_cover, second_cover)"
        " FROM main.text_likeness"
        " JOIN main.indexed_text AS one ON one.text_no = first_no"
        " JOIN main.indexed_text AS other ON other.text_no = second_no"
    ),
}


def test_every_article_gets_a_place_and_the_agency_is_the_original(press: Press) -> None:
    names = [press.segment(1, FIRST), press.segment(2, SECOND)]
    rows = {one.article_id: one for one in _load(press, Warehouse(press.archive.home), names).members}
    agency, one, two, three = (rows[answer.article_id] for answer in (*FIRST, *SECOND))
    assert [row.relation for row in (agency, one, two, three)] == ["original", "copy", "copy", "original"]
    assert one.parent_id == two.parent_id == agency.article_id
    assert agency.family_id == one.family_id == two.family_id != three.family_id


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_segments_loaded_one_by_one_in_any_order_leave_what_one_load_leaves(
    order: tuple[int, int], tmp_path: Path
) -> None:
    together, apart = (Press(Archive(tmp_path / name)) for name in ("together", "apart"))
    for press in (together, apart):
        names = [press.segment(1, FIRST), press.segment(2, SECOND)]
    _load(together, Warehouse(together.archive.home), names)
    for place in order:
        _load(apart, Warehouse(apart.archive.home), [names[place]])
    assert _tables(Warehouse(apart.archive.home)) == _tables(Warehouse(together.archive.home))


def test_a_load_tells_only_what_it_changes(press: Press) -> None:
    warehouse = Warehouse(press.archive.home)
    far = Answer("https://four.example/d", 80, text=text(9), title="Dike")
    _load(press, warehouse, [press.segment(1, (*FIRST, far))])
    told = _load(press, warehouse, [press.segment(2, SECOND)])
    assert far.article_id not in {one.article_id for one in told.members}
    assert {answer.article_id for answer in SECOND} <= {one.article_id for one in told.members}


def test_a_load_without_articles_changes_nothing(press: Press) -> None:
    warehouse = Warehouse(press.archive.home)
    _load(press, warehouse, [press.segment(1, FIRST)])
    assert _load(press, warehouse, [press.segment(2, ())]) == Copies((), (), (), ())


def test_an_earlier_sighting_that_turns_up_late_moves_the_text(press: Press, tmp_path: Path) -> None:
    early = Answer("https://one.example/a", 3, text=text(1), title="Bridge again")
    names = [press.segment(2, FIRST), press.segment(1, (early,))]
    _load(press, Warehouse(press.archive.home), names[:1])
    _load(press, Warehouse(press.archive.home), names[1:])
    other = Press(Archive(tmp_path / "other"))
    both = [other.segment(2, FIRST), other.segment(1, (early,))]
    _load(other, Warehouse(other.archive.home), both)
    assert _tables(Warehouse(press.archive.home)) == _tables(Warehouse(other.archive.home))


def test_an_article_whose_text_was_withdrawn_keeps_its_family(press: Press) -> None:
    gone = Answer("https://one.example/a", 500, text="Withdrawn by its agency.", title="Notice")
    names = [press.segment(1, FIRST), press.segment(2, (gone,))]
    found = _load(press, Warehouse(press.archive.home), names)
    assert len({member.family_id for member in found.members}) == 1


def test_a_sighting_that_repeats_a_version_changes_nothing(press: Press) -> None:
    again = Answer("https://one.example/a", 900, text=text(1), title="Bridge again")
    warehouse = Warehouse(press.archive.home)
    _load(press, warehouse, [press.segment(1, FIRST)])
    assert _load(press, warehouse, [press.segment(2, (again,))]) == Copies((), (), (), ())


def test_an_index_by_other_rules_is_made_anew(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(press.archive.home)
    _load(press, warehouse, [press.segment(1, FIRST)])
    monkeypatch.setattr(renewal, "METHOD", "families-of-tomorrow")
    told = _load(press, warehouse, [press.segment(2, SECOND)])
    assert len(told.members) == len(FIRST) + len(SECOND)


def test_a_page_that_calls_another_sites_address_canonical_was_taken_from_there(press: Press) -> None:
    origin = Answer("https://one.example/a", 9, text=text(1), title="Bridge", credits=())
    taken = Answer("https://two.example/b", 0, text=text(1), title="Bridge", credits=(), foreign=origin.url)
    told = _load(press, Warehouse(press.archive.home), [press.segment(1, (origin, taken))])
    copy = next(member for member in told.members if member.article_id == taken.article_id)
    assert (copy.parent_id, copy.evidence) == (origin.article_id, "canonical")


def test_every_id_ever_published_leads_to_the_family_that_took_it_in(press: Press) -> None:
    warehouse = Warehouse(press.archive.home)
    before = _load(press, warehouse, [press.segment(1, FIRST)]).members
    smallest = min(one.article_id for one in before)
    number = next(at for at in range(999) if identity("article", f"https://two.example/{at}") < smallest)
    earlier = Answer(f"https://two.example/{number}", -90, text=text(1), title="Bridge")
    after = _load(press, warehouse, [press.segment(2, (earlier,))]).members
    (old,), (new,) = ({one.family_id for one in members} for members in (before, after))
    assert old != new
    with warehouse.reader() as connection:
        known = connection.execute(
            "SELECT family_id, is_current FROM family_aliases WHERE alias_id = $1", [old]
        )
        assert known.fetchall() == [(new, False)]
        current = connection.execute("SELECT alias_id FROM family_aliases WHERE is_current")
        assert current.fetchall() == [(new,)]
