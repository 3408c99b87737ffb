"""What `ingest demo --history` promises, for one of its ten years."""

from pathlib import Path

import pytest
from rich.console import Console

from ingest.demo import demonstrate_history, show_history


@pytest.mark.slow
def test_every_page_that_somebody_kept_is_found_and_the_calendar_shows_it(tmp_path: Path) -> None:
    told: list[str] = []
    shown = demonstrate_history(tmp_path, seed=1, years=1, progress=lambda what, *_: told.append(what))
    assert shown.found == shown.planted > 40
    assert shown.difference == 0
    states = {cell.state for cell in shown.coverage.cells}
    assert {"live", "backfilled", "missing"} <= states
    assert sum(cell.unobtainable for cell in shown.coverage.cells) > 0
    assert set(told) >= {"archives", "load"}
    console = Console(record=True, width=120)
    console.print(show_history(shown))
    assert f"{shown.found} of {shown.planted} pages that somebody kept" in console.export_text()
