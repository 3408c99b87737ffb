"""The packaged question library, and how one of its questions is found."""

from functools import cache

from ingest.ask.questions import TOPICS, Question, matching, nearest, parse_question
from ingest.errors import QueryRefused
from ingest.warehouse import names_in, statement

_FOLDER = "questions"


@cache
def library() -> tuple[Question, ...]:
    """Every packaged question, by topic and name."""
    found = [parse_question(name, statement(f"{_FOLDER}/{name}")) for name in names_in(_FOLDER)]
    return tuple(sorted(found, key=lambda question: (TOPICS.index(question.topic), question.name)))


def question_named(name: str) -> Question:
    """The question of that name; hyphens and spaces stand for underscores.

    Raises:
        QueryRefused: there is none; the text names the nearest ones.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    by_name = {question.name: question for question in library()}
    if wanted in by_name:
        return by_name[wanted]
    near = nearest(wanted, by_name) or tuple(question.name for question in matching(library(), name)[:3])
    if near:
        raise QueryRefused(f"there is no question {name}. Did you mean {' or '.join(near)}?")
    raise QueryRefused(f"there is no question {name}. `ingest ask` lists them all")
