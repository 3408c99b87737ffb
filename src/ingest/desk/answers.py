"""Questions of the library as pages: what they mean, their answer as a table, bars and CSV."""

import csv
import io
from itertools import groupby

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from ingest.ask import Question, bar_lengths, library, matching, question_named, values
from ingest.desk.rendering import PAGE_HEADERS, page
from ingest.errors import QueryRefused
from ingest.warehouse import Answer, Warehouse, answer

_SECONDS = 20.0
_ROWS_SHOWN = 300
_ROWS_IN_FILE = 100_000
_LONGEST_VALUE = 200


class Answers:
    """The pages; each asks one published snapshot."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def questions(self, request: Request, find: str = "") -> Response:
        """The library by topic, or the questions that hold some words."""
        found = matching(library(), find[:_LONGEST_VALUE])
        topics = [(topic, tuple(group)) for topic, group in groupby(found, key=lambda one: one.topic)]
        return page(request, "questions.html", topics=topics, find=find)

    def question(self, request: Request, name: str) -> Response:
        """One question, its parameters and its answer."""
        question = _known(name)
        given = _given(request, question)
        found = self._ask(question, given, _ROWS_SHOWN)
        return page(
            request, "question.html", question=question, given=given, found=found,
            bars=bar_lengths(found, question.chart) if question.chart else (), code=question.code,
        )  # fmt: skip

    def question_csv(self, request: Request, name: str) -> Response:
        """The answer as a file."""
        question = _known(name)
        found = self._ask(question, _given(request, question), _ROWS_IN_FILE)
        return as_file(found, question.name)

    def _ask(self, question: Question, given: dict[str, str], row_limit: int) -> Answer:
        with self._warehouse.reader() as connection:
            return answer(
                connection, question.statement, values(question, given), seconds=_SECONDS, row_limit=row_limit
            )


def as_file(found: Answer, name: str) -> Response:
    """An answer as a CSV file of that name."""
    written = io.StringIO()
    csv.writer(written).writerows([found.columns, *found.rows])
    headers = PAGE_HEADERS | {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(written.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _known(name: str) -> Question:
    try:
        return question_named(name[:_LONGEST_VALUE])
    except QueryRefused as error:
        raise HTTPException(404, str(error)) from error


def _given(request: Request, question: Question) -> dict[str, str]:
    """Values that the reader typed; an empty field is the default."""
    names = {parameter.name for parameter in question.parameters}
    return {
        name: value[:_LONGEST_VALUE]
        for name, value in request.query_params.items()
        if name in names and value.strip()
    }
