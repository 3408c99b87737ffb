"""The words that the rules stand on, read once from seeds/: verbs, function words, document nouns."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ingest.knowledge import seed_rows

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
_GUESS_FROM = 400  # words of a text that decide its language where nobody has said it


class Verb(NamedTuple):
    """One form of a reporting verb."""

    lemma: str
    kind: str  # say | tell | show | think | judge | want | cite


class Grammar(NamedTuple):
    """What the rules know of one language."""

    language: str
    verbs: Mapping[str, Verb]
    words: Mapping[str, frozenset[str]]  # by class: determiner, pronoun, preposition …
    according: Mapping[str, tuple[tuple[str, ...], ...]]  # by first word
    cues: frozenset[str]  # every word that may be a cue


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; English where we have none."""
    name = language.lower().split("-")[0].split("_")[0]
    chosen = name if name in LANGUAGES else "en"
    words = {
        row["class"]: _listed(row["words"])
        for row in seed_rows("function_words")
        if row["language"] == chosen
    }
    according: dict[str, list[tuple[str, ...]]] = {word: [] for word in words.get("postposition", ())}
    for phrase in sorted(words.pop("according"), key=len, reverse=True):
        parts = tuple(phrase.split())
        according.setdefault(parts[0], []).append(parts)
    groups = {row["class"] for row in seed_rows("function_words")}
    classes = {group: frozenset(words.get(group, ())) for group in groups}
    verbs = _verbs(chosen)
    return Grammar(
        chosen,
        verbs,
        classes,
        {first: tuple(phrases) for first, phrases in according.items()},
        frozenset({*verbs, *according}) | classes["stance"] | classes["cue_noun"],
    )


@cache
def words_of(language: str, classes: tuple[str, ...]) -> frozenset[str]:
    """The words of several classes together: one look-up where a rule asks of every word."""
    known = grammar(language).words
    return frozenset().union(*(known[name] for name in classes))


class PressHeads(NamedTuple):
    """Last words of the names of newspapers and stations, as written: seeds/press_heads.csv."""

    any: frozenset[str]
    plain: frozenset[str]
    alone: frozenset[str]
    service: frozenset[str]
    never: frozenset[str]


@cache
def press_heads() -> PressHeads:
    """How newspapers and stations are called."""
    classes = {row["class"]: frozenset(_listed(row["words"])) for row in seed_rows("press_heads")}
    return PressHeads(**classes)


@cache
def source_heads(kind: str) -> frozenset[str]:
    """Head nouns of a kind of source (anonymous, office, organisation) or its titles, in lower case."""
    return next(frozenset(_listed(row["words"])) for row in seed_rows("source_heads") if row["kind"] == kind)


@cache
def document_kinds(language: str) -> Mapping[str, str]:
    """Kind of document (report, poll, filing …) by head noun in lower case."""
    return {
        form.casefold(): row["kind"]
        for row in seed_rows("documents")
        if row["language"] == language
        for form in _listed(row["forms"])
    }


def guessed_language(words: list[str]) -> str:
    """The language whose function words are most frequent at the start of a text; English for want of any."""
    start = words[:_GUESS_FROM]
    counts = {name: sum(map(_function_words(name).__contains__, start)) for name in LANGUAGES}
    return max(LANGUAGES, key=lambda name: counts[name])


@cache
def _function_words(language: str) -> frozenset[str]:
    return words_of(language, ("determiner", "preposition", "conjunction", "auxiliary", "be", "pronoun"))


def _verbs(language: str) -> Mapping[str, Verb]:
    return {
        form: Verb(row["lemma"], row["kind"])
        for row in seed_rows("reporting_verbs")
        if row["language"] == language
        for form in _listed(row["forms"])
    }


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
