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


def record_of_salvage(segment_id: str, at: datetime, dropped_bytes: int) -> WarcRecord:
    """The record that closes a segment whose writer was killed.

    Args:
        segment_id: the segment.
        at: of the last capture that it holds.
        dropped_bytes: of the record that the writer had begun.
    """
    lines = ["salvaged: the writer of this segment was killed", f"dropped-bytes: {dropped_bytes}"]
    return WarcRecord(
        (
            ("WARC-Type", "metadata"), ("WARC-Record-ID", record_id(f"salvage/{segment_id}")),
            ("WARC-Date", instant(at)), ("WARC-Refers-To", record_id(f"run/{segment_id}")),
            ("Ingest-Dropped-Bytes", str(dropped_bytes)), ("Content-Type", "application/warc-fields"),
        ),
        lines_of(lines),
    )  # fmt: skip


def dropped_bytes_in(record: WarcRecord) -> int | None:
    """What the closing record of a salvaged segment says was cut off; None: this is no such record."""
    stated = record.get("Ingest-Dropped-Bytes") or ""
    return int(stated) if stated.isascii() and stated.isdigit() else None


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
