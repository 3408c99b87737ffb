"""Arrow schemas, derived from the record classes: a concept is written down once. Pure.

| record field | Arrow column |
|---|---|
| `str`, enums of text | string |
| `int`, `float`, `bool`, `bytes` | int64, double, bool, binary |
| aware `datetime` | timestamp[us, UTC] |
| `date` | date32 |
| `tuple[T, ...]` | list of T |
| a `Record` | struct |
| `T or None` | nullable T |
"""

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pyarrow as pa
from pydantic import AwareDatetime

from ingest.records import Record

SCHEMA_VERSION = 1
"""Raise it when the meaning of a column changes; stands in every Parquet file's key-value metadata."""

_SCALARS: tuple[tuple[type, pa.DataType], ...] = (  # the first that fits: bool is an int, datetime is a date
    (bool, pa.bool_()),
    (int, pa.int64()),
    (float, pa.float64()),
    (str, pa.string()),
    (bytes, pa.binary()),
    (datetime, pa.timestamp("us", tz="UTC")),
    (date, pa.date32()),
)


def arrow_schema(record_type: type[Record]) -> pa.Schema:
    """The columns of a table of such records.

    Raises:
        TypeError: a field has a type that no column can hold, or a record contains itself.

    >>> from ingest.records import Author
    >>> arrow_schema(Author).names
    ['name', 'role', 'is_organisation']
    """
    notes: dict[bytes | str, bytes | str] = {
        "ingest.record": record_type.__name__,
        "ingest.schema_version": str(SCHEMA_VERSION),
    }
    return pa.schema(_fields(record_type, ()), metadata=notes)


def _fields(record_type: type[Record], around: tuple[type[Record], ...]) -> list["pa.Field[Any]"]:
    if record_type in around:
        raise TypeError(f"{record_type.__name__} contains itself: a column cannot")
    inside = (*around, record_type)
    return [_field(name, info.annotation, inside) for name, info in record_type.model_fields.items()]


def _field(name: str, annotation: object, around: tuple[type[Record], ...]) -> "pa.Field[Any]":
    inner, is_optional = _without_none(annotation)
    return pa.field(name, _column(inner, around), nullable=is_optional)


def _without_none(annotation: object) -> tuple[object, bool]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _without_none(get_args(annotation)[0])
    if origin not in {Union, UnionType}:
        return annotation, False
    choices = [choice for choice in get_args(annotation) if choice is not NoneType]
    if len(choices) != 1 or len(choices) == len(get_args(annotation)):
        raise TypeError(f"{annotation}: a column holds one type")
    return choices[0], True


def _column(annotation: object, around: tuple[type[Record], ...]) -> pa.DataType:
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return pa.list_(_field("item", arguments[0], around))
    if annotation is AwareDatetime:
        return pa.timestamp("us", tz="UTC")
    if isinstance(annotation, type):
        if issubclass(annotation, Record):
            return pa.struct(_fields(annotation, around))
        for python_type, column in _SCALARS:
            if issubclass(annotation, python_type):
                return column
    raise TypeError(f"{annotation}: no column holds this type")
