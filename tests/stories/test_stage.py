"""Stories in a warehouse: told by each load for what it changes, the same in any order."""

from functools import partial
from pathlib import Path

import pytest
from tests.deduplicate.wording import text
from tests.warehouse.segments import ARTICLES_BY, FACTS_BY, Answer, Press

from ingest.archive import Archive
from ingest.deduplicate import find_copies
from ingest.knowledge import Knowledge
from ingest.load import load_segments
from ingest.publish import publish_snapshot
from ingest.records import EntityMention, Facts, Place
from ingest.stories import renew_stories
from ingest.warehouse import Warehouse

DAY = 1440
DAM = Facts(
    entities=(
        EntityMention(
            name="Ada Kern", entity_id=None, kind="person", role=None, start=0, end=4, evidence="speaks"
        ),
    ),
    places=(Place(name="Minvale", start=0, end=4, kind="city", country=None),),
)


def _report(url: str, minute: int, seed: int, title: str) -> Answer:
    return Answer(url, minute, text=text(seed), title=title, facts=DAM)


PRESS = (
    _report("https://one.example/a", 0, 1, "Dam breaks above Minvale, twelve missing"),
    _report("https://two.example/a", 90, 2, "Twelve missing as dam breaks above Minvale"),
    _report("https://three.example/a", 95, 1, "Dam breaks above Minvale"),
    _report("https://four.example/a", DAY, 3, "After the Minvale dam: twelve still missing"),
    _report("https://five.example/a", 9 * DAY, 4, "Dam above Minvale: twelve missing, nine found"),
    _report("https://one.example/b", 30, 5, "Fair opens at Brockley"),
)


def _load(press: Press, home: Path, names: list[str]) -> None:
    warehouse = Warehouse(home)
    with warehouse.writer() as replica:
        load_segments(
            replica, names, archive=press.archive, copies=partial(find_copies, knowledge=Knowledge()),
            stories=renew_stories, articles_producer=ARTICLES_BY, facts_producer=FACTS_BY,
        )  # fmt: skip
        publish_snapshot(warehouse, replica)


def _told(home: Path) -> list[tuple[object, ...]]:
    with Warehouse(home).reader() as connection:
        return connection.execute(
            "SELECT story_id, family_id, day, title FROM story_members ORDER BY ALL"
        ).fetchall()


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (3, 0, 5, 2, 4, 1)])
def test_loads_in_any_order_leave_what_one_load_leaves(order: tuple[int, ...], tmp_path: Path) -> None:
    press = Press(Archive(tmp_path / "press"))
    names = [press.segment(number, [answer]) for number, answer in enumerate(PRESS, 1)]
    for count in range(1, len(order) + 1):  # a replica may lack the last loads of the other
        _load(press, tmp_path / "steps", [names[number] for number in order[:count]])
    _load(press, tmp_path / "whole", names)
    told = _told(tmp_path / "whole")
    assert told
    assert _told(tmp_path / "steps") == told
    assert {title for *_, title in told} == {
        "Dam breaks above Minvale, twelve missing",
        "Twelve missing as dam breaks above Minvale",
        "After the Minvale dam: twelve still missing",
    }


def test_a_headline_that_changes_takes_its_family_out_of_the_story(tmp_path: Path) -> None:
    press = Press(Archive(tmp_path))
    first = [press.segment(number, [answer]) for number, answer in enumerate(PRESS[:2], 1)]
    _load(press, tmp_path, first)
    assert len(_told(tmp_path)) == 2
    changed = _report("https://two.example/a", 300, 2, "Correction: fair opens at Brockley")
    _load(press, tmp_path, [*first, press.segment(9, [changed])])
    assert _told(tmp_path) == []


def test_other_facts_tell_all_stories_anew(tmp_path: Path) -> None:
    press = Press(Archive(tmp_path))
    names = [press.segment(number, [answer]) for number, answer in enumerate(PRESS, 1)]
    _load(press, tmp_path, names)
    told = _told(tmp_path)
    tell = partial(renew_stories, articles_producer=ARTICLES_BY)
    with Warehouse(tmp_path).writer() as replica:
        load_segments(
            replica, names, archive=press.archive, copies=partial(find_copies, knowledge=Knowledge()),
            stories=renew_stories, articles_producer=ARTICLES_BY, facts_producer=FACTS_BY,
        )  # fmt: skip
        assert tell(replica.connection, facts_producer=FACTS_BY) == 0
        assert tell(replica.connection, facts_producer="another") == 5
        publish_snapshot(Warehouse(tmp_path), replica)
    assert _told(tmp_path) == told
