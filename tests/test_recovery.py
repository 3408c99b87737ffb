"""The drill of docs/recovery.md: copy what the page names, lose everything else, and have it all again."""

import re
import shutil
from pathlib import Path

from ingest.newsroom import NIGHTS
from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds, published_digest, take_dropped
from ingest.records import RunMode
from tests.press import press_at

PAGE = Path(__file__).resolve().parents[1] / "docs" / "recovery.md"


def _named() -> list[str]:
    """What the page says is to be copied, from its first table."""
    section = PAGE.read_text(encoding="utf-8").partition("## What to copy")[2].partition("Not worth")[0]
    return [name.rstrip("/") for name in re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)]


def _copy(home: Path, into: Path) -> None:
    into.mkdir()
    for path in (home / name for name in _named()):
        if path.is_dir():
            shutil.copytree(path, into / path.name)
        elif path.exists():
            shutil.copy2(path, into / path.name)


def test_what_the_page_names_is_enough_to_have_everything_again(tmp_path: Path) -> None:
    with press_at(tmp_path / "home") as place:
        poll_feeds(place, mode=RunMode.POLL, clock=lambda: NIGHTS[0])
        ingest_captures(place)
        before = published_digest(place)
        (tmp_path / "home" / "drop").mkdir()
        (tmp_path / "home" / "drop" / "late.html").write_text("<p>Not taken yet</p>", encoding="utf-8")
        _copy(tmp_path / "home", tmp_path / "copy")
        settings, feeds = place.settings, place.archive.subscriptions()
    shutil.rmtree(tmp_path / "home")
    shutil.copytree(tmp_path / "copy", tmp_path / "elsewhere")
    restored = Workplace.of(settings.model_copy(update={"home": tmp_path / "elsewhere"}))
    ingest_captures(restored)
    assert published_digest(restored) == before
    assert not [check for check in audit(restored) if check.difference]
    assert restored.archive.subscriptions() == feeds
    assert take_dropped(restored, clock=lambda: NIGHTS[1]), "what waited to be taken is taken"
