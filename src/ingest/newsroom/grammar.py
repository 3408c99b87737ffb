"""Sentences from rules: `{a|b}` picks one, `[name]` inserts what the story calls that or a line of that rule.

A words file holds rules (`@name`, then one line an alternative) and topics (`@topic name`, then
`word: a | b`). Lists of words may stand on one line, separated by ` | `.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from random import Random

from ingest.records import Record

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")

_CHOICE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"\[([a-z_0-9]+)\]")


class Grammar(Record):
    """The rules and topics of one language."""

    language: str
    rules: dict[str, tuple[str, ...]]
    topics: dict[str, dict[str, tuple[str, ...]]]

    def line(self, rule: str) -> str:
        """The only line of a rule that has one."""
        return self.rules[rule][0]


@cache
def grammar_of(language: str) -> Grammar:
    """The packaged grammar of a language."""
    text = (files("ingest.newsroom") / "words" / f"{language}.txt").read_text(encoding="utf-8")
    return read_grammar(language, text)


def read_grammar(language: str, text: str) -> Grammar:
    r"""Read a words file.

    >>> read_grammar("en", "@colour\nred | blue\n@topic sea\nthing: quay | lock").topics
    {'sea': {'thing': ('quay', 'lock')}}
    """
    rules: dict[str, tuple[str, ...]] = {}
    topics: dict[str, dict[str, tuple[str, ...]]] = {}
    head = ""
    for line in filter(None, text.splitlines()):
        if line.startswith("@"):
            head = line[1:].strip()
        elif head.startswith("topic "):
            word, _, choices = line.partition(": ")
            topics.setdefault(head.removeprefix("topic "), {})[word] = tuple(choices.split(" | "))
        elif not line.startswith("#"):
            rules[head] = (*rules.get(head, ()), *_alternatives(line))
    return Grammar(language=language, rules=rules, topics=topics)


def expand(
    text: str, *, words: Mapping[str, str], fresh: Mapping[str, Callable[[], str]], rng: Random
) -> str:
    """Resolve every choice and every name; what a story calls a thing comes before what is made up afresh.

    >>> expand("{the|the} [thing]", words={"thing": "quay"}, fresh={}, rng=Random(1))
    'the quay'
    """

    def named(match: re.Match[str]) -> str:
        name = match[1]
        return words[name] if name in words else fresh[name]()

    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), text)
    while _NAME.search(text):
        text = _NAME.sub(named, text)
    return text


def capitalised(text: str) -> str:
    """The text with its first letter in upper case.

    >>> capitalised("«già")
    '«Già'
    """
    at = next((index for index, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:at] + text[at].upper() + text[at + 1 :]


def _alternatives(line: str) -> tuple[str, ...]:
    # a sentence keeps its `{a|b}`; a list of words has spaces around its bars
    return tuple(line.split(" | ")) if " | " in line and "{" not in line else (line,)
