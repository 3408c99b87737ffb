"""People by what a text says they are: a title in front of a name, an apposition behind it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.extract.cues import Grammar, source_heads
from ingest.extract.names import bare
from ingest.extract.places import gazetteer
from ingest.extract.runs import Run
from ingest.parsing.sentences import Unit

_LONGEST_NAME = 4  # words
_LONGEST_ROLE = 9  # words of `the former mayor of the city of Porto`
_HEAD_REACH = 5  # words of an apposition in which its head stands: `a senior law professor`


class Person(NamedTuple):
    """A name, words `[first, last)`, and what the text says that its bearer is."""

    first: int
    last: int
    role: str | None
    evidence: str  # title | apposition


def people(
    words: Sequence[Unit], found: Sequence[Run], common: frozenset[str], grammar: Grammar
) -> Iterator[Person]:
    """The people whom titles and appositions show; `common` are words that the text also writes small."""
    for run in found:
        person = _titled(words, run) or _behind_title(words, run) or _apposed(words, run, grammar)
        if person and _is_name(words, person, common):
            yield person


def may_be_person(named: Sequence[Unit]) -> bool:
    """Whether words can be somebody's name: no place, no institution, no title alone."""
    names = [unit for unit in named if unit.kind == "word"]
    if not names or not all(unit.text[:1].isalpha() for unit in names):
        return False
    bodies = source_heads("body_noun")
    if any(bare(unit.text) in bodies for unit in names) or _is_role(names[-1]):
        return False
    place = gazetteer().find(names)
    return not (place and (place[0].first, place[0].last) == (0, len(names)))


@cache
def _roles() -> frozenset[str]:
    return source_heads("office") | source_heads("title")


@cache
def _descriptions() -> frozenset[str]:
    return _roles() | source_heads("occupation")


def _is_role(unit: Unit) -> bool:
    return unit.low in _roles()


def _is_described(unit: Unit) -> bool:
    return unit.low in _descriptions()


def _is_name(words: Sequence[Unit], person: Person, common: frozenset[str]) -> bool:
    named = words[person.first : person.last]
    count = sum(unit.kind == "word" and unit.is_capital for unit in named)
    return (
        0 < count <= _LONGEST_NAME
        and may_be_person(named)
        and not any(bare(unit.low) in common for unit in named if unit.is_capital)
    )


def _titled(words: Sequence[Unit], run: Run) -> Person | None:
    """`Prime Minister Fumio Kishida`, `Mr. Silva`: the name stands behind the last title of a run."""
    known = _descriptions()
    title = next((at for at in range(run.last - 1, run.first - 1, -1) if words[at].low in known), None)
    if title is None:
        return None
    first = title + 1
    while first < run.last and (words[first].text == "." or words[first].low in source_heads("pretitle")):
        first += 1
    count = run.last - first
    if count < 1 or (count == 1 and not _is_strong(words[title])):
        return None
    start = title
    while start > run.first and (
        _is_described(words[start - 1]) or words[start - 1].low in source_heads("pretitle")
    ):
        start -= 1
    return Person(first, run.last, _joined(words[start : title + 1]), "title")


def _is_strong(unit: Unit) -> bool:
    """`President Biden`, `Mr Biden`: one name is enough. `General Motors`, `Head Start` are nobody."""
    return _is_role(unit) and unit.low not in source_heads("weak_title")


def _behind_title(words: Sequence[Unit], run: Run) -> Person | None:
    """`former president Barack Obama`, `le président Emmanuel Macron`, `analyst Jane Roe`."""
    if run.first == 0 or run.last - run.first < 2 or not _is_described(words[run.first - 1]):
        return None
    start = run.first - 1
    if words[start].end + 1 != words[run.first].start:
        return None
    while start > 0 and (words[start - 1].low in source_heads("pretitle") or _is_described(words[start - 1])):
        start -= 1
    return Person(run.first, run.last, _joined(words[start : run.first]), "title")


def _apposed(words: Sequence[Unit], run: Run, grammar: Grammar) -> Person | None:
    """`Ana Silva, the mayor of Porto,`: an article or an office behind the comma, and no verb at once."""
    first = run.last + 1
    if run.last - run.first < 2 or first >= len(words) or words[run.last].text != ",":
        return None
    opens = words[first].low in grammar.words["determiner"] or _is_described(words[first])
    if not opens and words[first].low not in source_heads("pretitle"):
        return None
    head = next(
        (at for at in range(first, min(first + _HEAD_REACH, len(words))) if _is_described(words[at])), None
    )
    if head is None or any(unit.kind != "word" for unit in words[first:head]):
        return None
    end = head + 1
    if end < len(words) and words[end].kind == "word" and words[end].low not in grammar.words["preposition"]:
        return None  # `In Porto Alegre, the mayor said`
    while (
        end < len(words)
        and end - first < _LONGEST_ROLE
        and words[end].kind == "word"
        and _goes_on(words, end, grammar)
    ):
        end += 1
    return Person(run.first, run.last, _joined(words[first:end]), "apposition")


def _goes_on(words: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    unit = words[index]
    groups = ("auxiliary", "be", "conjunction", "pronoun", "relative")
    is_article = unit.low in grammar.words["determiner"]
    return is_article or not (
        unit.low in grammar.verbs or any(unit.low in grammar.words[group] for group in groups)
    )


def _joined(words: Sequence[Unit]) -> str:
    return " ".join(unit.text for unit in words if unit.kind == "word")
