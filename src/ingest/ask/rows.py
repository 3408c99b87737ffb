"""Rows of a named statement as records."""

from typing import TypeVar

from ingest.records import Record
from ingest.warehouse import Connection, rows

Row = TypeVar("Row", bound=Record)


def records(connection: Connection, name: str, kind: type[Row], **parameters: object) -> tuple[Row, ...]:
    """The rows of `sql/{name}.sql`, whose columns stand in the order of the record's fields."""
    fields = tuple(kind.model_fields)
    return tuple(
        kind.model_validate(dict(zip(fields, row, strict=True)))
        for row in rows(connection, name, **parameters)
    )
