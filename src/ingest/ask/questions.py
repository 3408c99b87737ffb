"""The question library: each file of `sql/questions/` is one question, its header says what it means.

    -- Grain: one outlet.
    -- Title: How much of each outlet is wire copy?
    -- Topic: copies
    -- Meaning: The share of …
    --   continued two spaces further in.
    -- Cannot know: What no answer of this kind can tell.
    -- Parameter at_least (integer, default 5): only outlets with so many articles
    -- Chart: outlet by percent
    SELECT …

Parameters and the chart may be absent; every other line must stand there, in this order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import StrEnum
from itertools import dropwhile

from ingest.errors import QueryRefused
from ingest.records import Record

TOPICS = ("copies", "sources", "statements", "changes", "coverage", "times", "operations")
_KEYS = ("Grain", "Title", "Topic", "Meaning", "Cannot know")
_FIELD = re.compile(r"-- (?P<key>[A-Z][a-z]+(?: know)?(?: \w+ \([^)]*\))?): (?P<value>\S.*)")
_PARAMETER = re.compile(r"Parameter (?P<name>[a-z_]+) \((?P<kind>[a-z]+), default (?P<default>[^)]+)\)")
_CHART = re.compile(r"(?P<label>\w+) by (?P<value>\w+)")
_SUGGESTIONS = 3
_NEAR = 0.5  # similarity of names, 0 to 1, from which one is worth suggesting


class ParameterKind(StrEnum):
    """What a parameter's value is, as it is typed on a command line."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"  # yes or no
    DAY = "day"  # 2024-02-20
    INSTANT = "instant"  # 2024-02-20T10:34:00Z; UTC where no offset is given


class Parameter(Record):
    """One parameter of a question."""

    name: str
    kind: ParameterKind
    default: str | None  # as typed; None: not given
    meaning: str


class Chart(Record):
    """Which columns a bar chart shows."""

    label: str
    value: str


class Question(Record):
    """One question of the library."""

    name: str
    grain: str
    title: str
    topic: str
    meaning: str
    limits: str  # what it cannot know
    parameters: tuple[Parameter, ...] = ()
    chart: Chart | None = None
    statement: str  # SQL, with `$name` for each parameter

    @property
    def code(self) -> str:
        """The SQL without the header."""
        return "\n".join(dropwhile(lambda line: line.startswith("--"), self.statement.splitlines()))


class MalformedQuestionError(ValueError):
    """A question's header breaks the rules; the text says where."""


def parse_question(name: str, text: str) -> Question:
    """Read one file of the library.

    Raises:
        MalformedQuestionError: a line of the header is missing, doubled, unknown or out of order.
    """
    fields = list(_fields(name, text))
    keys = [key for key, _ in fields]
    if tuple(keys[: len(_KEYS)]) != _KEYS:
        raise MalformedQuestionError(
            f"{name}: the header has {', '.join(keys)}; it begins with {', '.join(_KEYS)}"
        )
    grain, title, topic, meaning, limits = (value for _, value in fields[: len(_KEYS)])
    if topic not in TOPICS:
        raise MalformedQuestionError(f"{name}: {topic} is no topic; the topics are {', '.join(TOPICS)}")
    rest = fields[len(_KEYS) :]
    charts = [_chart(name, value) for key, value in rest if key == "Chart"]
    parameters = tuple(_parameter(name, key, value) for key, value in rest if key != "Chart")
    if len(charts) > 1 or (charts and rest[-1][0] != "Chart"):
        raise MalformedQuestionError(f"{name}: one chart, behind the parameters")
    question = Question(
        name=name, grain=grain, title=title, topic=topic, meaning=meaning, limits=limits,
        parameters=parameters, chart=charts[0] if charts else None, statement=text,
    )  # fmt: skip
    _insist_on_use(question)
    return question


def values(question: Question, given: Mapping[str, str]) -> dict[str, object]:
    """The parameters' values, defaults filled in, as the database takes them.

    Raises:
        QueryRefused: a name is unknown, or a value is not of its kind.
    """
    known = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in known:
            have = ", ".join(sorted(known)) or "none"
            raise QueryRefused(f"{question.name} has no parameter {name}; it has: {have}")
    return {
        parameter.name: _typed(parameter, given.get(parameter.name, parameter.default))
        for parameter in question.parameters
    }


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that somebody may have meant, the likeliest first.

    >>> nearest("wire_shar", ("wire_share", "languages"))
    ('wire_share',)
    """
    return tuple(get_close_matches(name, list(names), n=_SUGGESTIONS, cutoff=_NEAR))


def matching(questions: Iterable[Question], words: str) -> tuple[Question, ...]:
    """Questions whose name, title or meaning hold all words, in the library's order."""
    wanted = words.casefold().split()
    return tuple(
        question
        for question in questions
        if all(word in f"{question.name} {question.title} {question.meaning}".casefold() for word in wanted)
    )


def _fields(name: str, text: str) -> Iterator[tuple[str, str]]:
    key, value = "", ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if line.startswith("--   ") and key:
            value = f"{value} {line[5:].strip()}"
            continue
        found = _FIELD.fullmatch(line)
        if found is None:
            raise MalformedQuestionError(f"{name}: {line!r} is no line of a header")
        if key:
            yield key, value
        key, value = found["key"], found["value"].strip()
    if key:
        yield key, value


def _parameter(name: str, key: str, meaning: str) -> Parameter:
    found = _PARAMETER.fullmatch(key)
    if found is None or found["kind"] not in set(ParameterKind):
        raise MalformedQuestionError(
            f"{name}: {key} is neither a chart nor `Parameter name (kind, default value)`"
        )
    default = None if found["default"] == "none" else found["default"]
    parameter = Parameter(
        name=found["name"], kind=ParameterKind(found["kind"]), default=default, meaning=meaning
    )
    try:
        _typed(parameter, default)
    except QueryRefused as error:
        raise MalformedQuestionError(f"{name}: {error}") from error
    return parameter


def _chart(name: str, value: str) -> Chart:
    found = _CHART.fullmatch(value)
    if found is None:
        raise MalformedQuestionError(f"{name}: a chart is `label by value`, two columns, and not {value}")
    return Chart(label=found["label"], value=found["value"])


def _insist_on_use(question: Question) -> None:
    used = set(re.findall(r"\$([a-z_]+)", question.code))
    stated = {parameter.name for parameter in question.parameters}
    if used != stated:
        raise MalformedQuestionError(
            f"{question.name}: its SQL uses {sorted(used)}, its header states {sorted(stated)}"
        )


def _typed(parameter: Parameter, value: str | None) -> object:
    if value is None:
        return None
    try:
        return _READERS[parameter.kind](value)
    except ValueError as error:
        example = _EXAMPLES[parameter.kind]
        raise QueryRefused(
            f"{parameter.name} is {example[0]}, for instance {example[1]}; {value!r} is none"
        ) from error


def _boolean(value: str) -> bool:
    try:
        return {"yes": True, "true": True, "no": False, "false": False}[value.lower()]
    except KeyError as error:
        raise ValueError(value) from error


def _instant(value: str) -> datetime:
    instant = datetime.fromisoformat(value)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


_READERS: Mapping[ParameterKind, Callable[[str], object]] = {
    ParameterKind.TEXT: str,
    ParameterKind.INTEGER: int,
    ParameterKind.NUMBER: float,
    ParameterKind.BOOLEAN: _boolean,
    ParameterKind.DAY: date.fromisoformat,
    ParameterKind.INSTANT: _instant,
}
_EXAMPLES: Mapping[ParameterKind, tuple[str, str]] = {
    ParameterKind.TEXT: ("a text", "words"),
    ParameterKind.INTEGER: ("a whole number", "25"),
    ParameterKind.NUMBER: ("a number", "0.9"),
    ParameterKind.BOOLEAN: ("yes or no", "yes"),
    ParameterKind.DAY: ("a day", "2024-02-20"),
    ParameterKind.INSTANT: ("an instant", "2024-02-20T10:34:00Z"),
}
