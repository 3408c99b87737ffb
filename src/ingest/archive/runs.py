"""The run that wrote a segment, as the warcinfo record that opens it. Pure."""

from datetime import datetime

from ingest.archive.warc import record_id
from ingest.archive.warc_format import WarcRecord, fields_in, instant, lines_of, read, written
from ingest.records import Run, RunMode

FORMAT = "1"
"""Version of our extension fields (`Ingest-…`)."""


def record_of_run(run: Run, segment_id: str) -> WarcRecord:
    """The warcinfo record that opens a segment."""
    lines = [
        f"software: {written(run.software)}",
        "format: WARC File Format 1.1",
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        f"ingest-format: {FORMAT}",
        f"run-id: {written(run.run_id)}",
        f"mode: {run.mode}",
        f"started-at: {instant(run.started_at)}",
    ]
    return WarcRecord(
        (
            ("WARC-Type", "warcinfo"), ("WARC-Record-ID", record_id(f"run/{segment_id}")),
            ("WARC-Date", instant(run.started_at)), ("WARC-Filename", f"{segment_id}.warc.gz"),
            ("Content-Type", "application/warc-fields"),
        ),
        lines_of(lines),
    )  # fmt: skip


def run_of(record: WarcRecord, *, otherwise: Run) -> Run:
    """The run that a warcinfo record names; what it leaves out (foreign files) comes from `otherwise`."""
    stated = fields_in(record)
    try:
        return Run(
            run_id=read(stated.get("run-id", otherwise.run_id)),
            mode=RunMode(stated.get("mode", otherwise.mode)),
            started_at=datetime.fromisoformat(stated.get("started-at", otherwise.started_at.isoformat())),
            software=read(stated.get("software", otherwise.software)),
        )
    except ValueError:
        return otherwise
