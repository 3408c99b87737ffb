"""A warehouse that was rebuilt beside the published one: what would change, and how it takes its place."""

from pathlib import Path

import pytest

from ingest import maintenance
from ingest.archive import Archive
from ingest.errors import NothingPublished, SnapshotHeldBack
from ingest.maintenance import adopt, compare
from ingest.pipeline import Workplace, published_digest
from ingest.settings import Settings
from ingest.warehouse import Warehouse, digest
from tests.warehouse.segments import ARTICLES_BY, Press, night, publish_all


@pytest.fixture
def press(tmp_path: Path) -> Press:
    home = tmp_path / "home"
    home.mkdir()
    return Press(Archive(home))


def _place(press: Press) -> Workplace:
    return Workplace.of(Settings(home=press.archive.home))


def _rebuilt_otherwise(press: Press, folder: Path) -> Press:
    """The same captures as another version would read them: other words, dates and places."""
    folder.mkdir()
    other = Press(press.archive.sharing_captures(folder))
    answers = [
        answer.__class__(**{**answer.__dict__, "text": f"{answer.text} More.", "title": "Other"})
        for answer in night(1, 4)
    ]
    (name,) = press.archive.segments()
    other.derive(name, 1, answers)
    publish_all(other, Warehouse(folder))
    return other


def test_what_would_change_is_counted_and_shown(press: Press, tmp_path: Path) -> None:
    press.segment(1, night(1, 4))
    publish_all(press, Warehouse(press.archive.home))
    _rebuilt_otherwise(press, tmp_path / "beside")
    found = compare(_place(press), tmp_path / "beside", examples=2)
    assert (found.articles_before, found.articles_after, found.articles_changed) == (4, 4, 4)
    assert found.counts == {"text": 4, "title": 4}
    assert [(one.change, one.before, one.after) for one in found.examples if one.change == "title"] == [
        ("title", "Title", "Other"),
        ("title", "Title", "Other"),
    ]


def test_nothing_changes_where_nothing_is_read_differently(press: Press) -> None:
    press.segment(1, night(1, 4))
    publish_all(press, Warehouse(press.archive.home))
    assert compare(_place(press), press.archive.home).counts == {}


def test_it_is_adopted_when_told_and_readers_of_the_old_go_on(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "ARTICLES_PRODUCER", ARTICLES_BY)
    press.segment(1, night(1, 4))
    warehouse = Warehouse(press.archive.home)
    publish_all(press, warehouse)
    before = published_digest(_place(press))
    _rebuilt_otherwise(press, tmp_path / "beside")
    assert published_digest(_place(press)) == before
    with warehouse.reader() as old:
        adopt(_place(press), tmp_path / "beside")
        assert digest(old) == before
        with warehouse.reader() as new, Warehouse(tmp_path / "beside").reader() as beside:
            assert digest(new) == digest(beside) != before


def test_one_that_holds_less_is_held_back(press: Press, tmp_path: Path) -> None:
    press.segment(1, night(1, 4))
    publish_all(press, Warehouse(press.archive.home))
    _rebuilt_otherwise(press, tmp_path / "beside")
    press.segment(2, night(2, 4))
    publish_all(press, Warehouse(press.archive.home))
    before = published_digest(_place(press))
    with pytest.raises(SnapshotHeldBack, match="fewer"):
        adopt(_place(press), tmp_path / "beside")
    assert published_digest(_place(press)) == before
    with pytest.raises(NothingPublished):
        adopt(_place(press), tmp_path / "nowhere")
