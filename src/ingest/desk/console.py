"""The console: SQL of whoever may, each question in a process of its own that can do nothing else.

It asks by GET, since it changes nothing: an answer has an address, and going back asks again. A link from
another site only fills the form in: it is asked once the reader says so.
"""

from time import perf_counter
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from ingest.desk.answers import as_file
from ingest.desk.rendering import page
from ingest.desk.rights import is_from_elsewhere
from ingest.errors import ConsoleBusy, QueryRefused
from ingest.warehouse import Answer, GuardedConsole

MOST_CHARACTERS = 4_000  # of a statement: it stands in an address
EXAMPLE = (
    "SELECT outlet, count(*) AS articles\nFROM articles\nGROUP BY outlet\nORDER BY articles DESC\nLIMIT 20"
)

Statement = Annotated[str, Query(max_length=MOST_CHARACTERS)]


class Console:
    """The page, and its answer as a file."""

    def __init__(self, guarded: GuardedConsole) -> None:
        self._guarded = guarded

    def asked(self, request: Request, sql: Statement = "") -> Response:
        """The form; below it the answer, or why there is none."""
        found: Answer | None = None
        complaint, status, begun = "", 200, perf_counter()
        if sql.strip() and not is_from_elsewhere(request):
            try:
                found = self._guarded.ask(sql)
            except QueryRefused as error:
                complaint, status = str(error), 422
            except ConsoleBusy as error:
                complaint, status = str(error), 503
        return page(
            request, "console.html", status=status, sql=sql or EXAMPLE, most=MOST_CHARACTERS, found=found,
            complaint=complaint, milliseconds=(perf_counter() - begun) * 1000,
            is_waiting=bool(sql.strip()) and found is None and not complaint,
        )  # fmt: skip

    def as_csv(self, request: Request, sql: Statement) -> Response:
        """The answer as a file, of as many rows as the console gives."""
        if is_from_elsewhere(request):
            return self.asked(request, sql)
        return as_file(self._guarded.ask(sql), "answer")
