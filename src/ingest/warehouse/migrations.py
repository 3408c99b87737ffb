"""The schema's history: numbered scripts, applied once each, never changed afterwards."""

from collections.abc import Mapping
from hashlib import sha256

from duckdb import DuckDBPyConnection

from ingest.errors import MisconfiguredError, NewerSchema
from ingest.warehouse.statements import execute, rows, scripts, statement, transaction

_LEDGER = "migrations/0000_schema_migration"
_VIEWS = 0  # version under which the views' common checksum stands


def bring_up_to_date(connection: DuckDBPyConnection) -> None:
    """Apply the migrations that a database lacks, and its views if the text of one has changed.

    Raises:
        NewerSchema: it has a migration that this version does not know.
        MisconfiguredError: a migration's file was changed after it was applied.
    """
    with transaction(connection):  # one for all: each commit waits for the disk
        execute(connection, _LEDGER)
        refuse_newer(connection)
        applied = _applied(connection)
        for name in scripts("migrations"):
            if name != _LEDGER:
                _apply_once(connection, name, applied)
        _renew_views(connection, applied)
    connection.execute("SET search_path = 'main,news'")


def refuse_newer(connection: DuckDBPyConnection) -> None:
    """Let only a schema pass that this version knows.

    Raises:
        NewerSchema: it has a migration that this version does not know.
    """
    newest = max(map(_version, scripts("migrations")))
    unknown = sorted(name for version, (name, _) in _applied(connection).items() if version > newest)
    if unknown:
        raise NewerSchema(
            f"a newer version of ingest wrote this warehouse (it has {unknown[-1]}): install that version"
        )


def is_current(connection: DuckDBPyConnection) -> bool:
    """Whether a database has every migration and the views of this version."""
    applied = _applied(connection)
    names = {name.rsplit("/", 1)[-1] for name in scripts("migrations") if name != _LEDGER}
    return names <= {name for name, _ in applied.values()} and applied.get(_VIEWS, ("", ""))[1] == _checksum(
        _views()
    )


def _applied(connection: DuckDBPyConnection) -> Mapping[int, tuple[str, str]]:
    return {
        version: (name, checksum)
        for version, name, checksum in rows(connection, "migrations/applied_migrations")
    }


def _version(name: str) -> int:
    return int(name.rsplit("/", 1)[-1].split("_", 1)[0])


def _checksum(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _apply_once(connection: DuckDBPyConnection, name: str, applied: Mapping[int, tuple[str, str]]) -> None:
    version, text = _version(name), statement(name)
    if version not in applied:
        _apply(connection, text, version, name)
    elif applied[version][1] != _checksum(text):
        raise MisconfiguredError(
            f"sql/{name}.sql was changed after it was applied to this warehouse: "
            "restore its text and write the change as a new migration"
        )


def _renew_views(connection: DuckDBPyConnection, applied: Mapping[int, tuple[str, str]]) -> None:
    text = _views()
    if applied.get(_VIEWS, ("", ""))[1] != _checksum(text):
        _apply(connection, text, _VIEWS, "views")


def _views() -> str:
    return "\n".join(map(statement, scripts("views")))


def _apply(connection: DuckDBPyConnection, text: str, version: int, name: str) -> None:
    connection.execute(text)
    execute(
        connection,
        "migrations/record_migration",
        version=version,
        name=name.rsplit("/", 1)[-1],
        sha256=_checksum(text),
    )
