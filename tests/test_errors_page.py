"""docs/errors.md is what `ingest.errors` says of itself; run this module to write it anew."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from ingest import errors
from ingest.records import FetchOutcome

PAGE = Path(__file__).resolve().parents[1] / "docs" / "errors.md"
HEAD = """# Errors and outcomes

A bad feed, page or file is never an error of the program: it is a row with its outcome and reason
(`fetches`, `entries`, `rejections`), and `ingest audit` adds them up. What is raised tells a person or a
scheduler what to do. This page is made from `ingest.errors`.

The exit code of a command: `0` done · `1` a person must act · `2` wrong usage · `75` try again later
(`TransientError`) · `130` stopped by Ctrl-C.
"""


def _first_line(error: type[errors.IngestError]) -> str:
    return inspect.getdoc(error).splitlines()[0]  # type: ignore[union-attr]  # the linter demands a docstring


def _table(title: str, base: type[errors.IngestError]) -> Iterator[str]:
    yield f"## {title}\n\n| error | means |\n| --- | --- |"
    yield from (f"| `{error.__name__}` | {_first_line(error)} |" for error in _kinds(base))
    yield ""


def _kinds(base: type[errors.IngestError]) -> list[type[errors.IngestError]]:
    return sorted(base.__subclasses__(), key=lambda error: error.__name__)


def generated() -> str:
    """The page as the package makes it."""
    outcomes = " ".join(f"`{outcome.value}`" for outcome in FetchOutcome)
    lines = [
        HEAD,
        *_table("Try again later", errors.TransientError),
        *_table("A person must act", errors.PermanentError),
        f"## How a request ends\n\n`fetches.outcome` is one of {outcomes}.",
    ]
    return "\n".join(lines).rstrip() + "\n"


def test_the_page_of_errors_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == generated()


def test_the_tree_at_the_head_of_the_module_names_every_error() -> None:
    named = errors.__doc__ or ""
    kinds = [*_kinds(errors.TransientError), *_kinds(errors.PermanentError)]
    assert [error.__name__ for error in kinds if f"─ {error.__name__} " not in named] == []


if __name__ == "__main__":
    PAGE.write_text(generated(), encoding="utf-8")
