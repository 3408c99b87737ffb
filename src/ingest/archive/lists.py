"""Lists that people write and edit: subscriptions (`feeds.opml`), own outlets and agencies (CSV)."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ingest.archive.segments import disk_errors, new_file
from ingest.errors import PermanentError, UnreadableFile
from ingest.knowledge import Knowledge, agency_from, fact_from, outlet_from, packaged, rows, with_own_rows
from ingest.records import Agency, Outlet, Record, Subscription

SUBSCRIPTIONS = "feeds.opml"
OUTLETS = "outlets.csv"
AGENCIES = "agencies.csv"
HISTORY = "outlet_history.csv"

R = TypeVar("R", bound=Record)


def read_subscriptions(home: Path) -> tuple[Subscription, ...]:
    """See `Archive.subscriptions`."""
    from ingest.parsing.opml import parse_opml  # noqa: PLC0415 - lxml only where a list is read

    path = home / SUBSCRIPTIONS
    payload = _payload(path)
    if payload is None:
        return ()
    try:
        return parse_opml(payload)
    except (PermanentError, ValueError) as error:
        raise UnreadableFile(f"{path}: {error}") from error


def write_subscriptions(home: Path, subscriptions: tuple[Subscription, ...]) -> None:
    """See `Archive.save_subscriptions`."""
    from ingest.parsing.opml import write_opml  # noqa: PLC0415 - lxml only where a list is written

    _replace(home, SUBSCRIPTIONS, write_opml(subscriptions, title="ingest"))


def read_knowledge(home: Path) -> Knowledge:
    """See `Archive.knowledge`."""
    return with_own_rows(
        packaged(),
        _own_rows(home / OUTLETS, outlet_from),
        _own_rows(home / AGENCIES, agency_from),
        _own_rows(home / HISTORY, fact_from),
    )


def write_knowledge(home: Path, outlets: Iterable[Outlet], agencies: Iterable[Agency]) -> None:
    """See `Archive.save_knowledge`."""
    _replace(home, OUTLETS, _csv(Outlet, outlets))
    _replace(home, AGENCIES, _csv(Agency, agencies))


def _own_rows(path: Path, reader: Callable[[Mapping[str, str]], R]) -> tuple[R, ...]:
    payload = _payload(path)
    if payload is None:
        return ()
    found: list[R] = []
    try:
        lines = io.StringIO(payload.decode("utf-8-sig"), newline="")  # spreadsheets write a byte order mark
        found.extend(reader(row) for row in rows(lines))
    except KeyError as error:
        raise UnreadableFile(
            f"{path}: there is no column {error}; seeds/{path.name} shows the columns"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise UnreadableFile(f"{path}: row {len(found) + 1}, column {field}: {first['msg']}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(f"{path}: is no CSV in UTF-8 ({error})") from error
    return tuple(found)


def _csv(record_type: type[R], records: Iterable[R]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = tuple(record_type.model_fields)
    writer.writerow(names)
    writer.writerows([_cell(getattr(record, name)) for name in names] for record in records)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    return "|".join(value) if isinstance(value, tuple) else str(value or "")


def _payload(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror})") from error


def changed_at(home: Path) -> int:
    """When the list of feeds was last written, in nanoseconds; 0 where there is none."""
    try:
        return (home / SUBSCRIPTIONS).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _replace(home: Path, name: str, payload: bytes) -> None:
    with new_file(home / name, home=home, replace=True) as file, disk_errors(home):
        file.write(payload)
