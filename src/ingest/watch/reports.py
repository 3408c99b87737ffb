"""The nightly report as files: a page for people, an object for machines. Writes below the home."""

from datetime import date
from io import StringIO
from pathlib import Path

from rich.console import Console

from ingest.archive.segments import disk_errors, new_file
from ingest.ask import night_report, show_report
from ingest.pipeline import Workplace

REPORTS = "reports"
_CELLS = 120  # characters a line


def write_report(place: Workplace, *, day: date) -> Path:
    """Write `reports/DAY.html` and `reports/DAY.json` of the published snapshot; the page's path.

    Raises:
        NothingPublished: there is no snapshot yet.
        NoHome: the folder cannot be written.
        OutOfSpace: the disk is full.
    """
    with place.warehouse.reader() as connection:
        report = night_report(connection)
    console = Console(file=StringIO(), record=True, width=_CELLS, force_terminal=True)
    console.print(show_report(report))
    home = place.settings.home
    page = home / REPORTS / f"{day:%Y-%m-%d}.html"
    contents = {
        page: console.export_html(inline_styles=True),
        page.with_suffix(".json"): report.model_dump_json(indent=1),
    }
    for path, content in contents.items():
        with new_file(path, home=home, replace=True) as file, disk_errors(home):
            file.write(content.encode())
    return page
