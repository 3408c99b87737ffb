"""Names found by a spaCy pipeline, for who has one: the extra `ingest[nlp]`. The rules stand without it."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from ingest.errors import MisconfiguredError

_KINDS = {"PERSON": "person", "PER": "person", "ORG": "organisation"}  # OntoNotes; WikiNER


class ModelName(NamedTuple):
    """A name that a model sees, `[start, end)` in the text."""

    start: int
    end: int
    kind: str  # person | organisation


NamesModel = Callable[[str], Iterable[ModelName]]
"""Anything that finds names in a text; `names_model` makes one of a spaCy pipeline."""


def names_model(pipeline: str) -> NamesModel:
    """A spaCy pipeline by the name of its package or by its folder. Nothing is downloaded.

    Raises:
        MisconfiguredError: spaCy or the pipeline is not there; it says what to install.
    """
    try:
        spacy: Any = import_module("spacy")
    except ImportError as error:
        raise MisconfiguredError("spaCy is not installed: pip install 'ingest[nlp]'") from error
    try:
        return names_of(spacy.load(pipeline))
    except (OSError, ValueError) as error:
        raise MisconfiguredError(
            f"no spaCy pipeline {pipeline}: name an installed package (spaCy's own: python -m spacy download"
            " en_core_web_sm) or a folder that nlp.to_disk wrote"
        ) from error


def names_of(nlp: Any) -> NamesModel:  # noqa: ANN401 - spaCy's Language: the extra may not be installed
    """The people and organisations that a loaded pipeline sees; in a text beyond its bound, at the start."""

    def names(text: str) -> Iterator[ModelName]:
        for found in nlp(text[: nlp.max_length]).ents:
            kind = _KINDS.get(found.label_)
            if kind:
                yield ModelName(found.start_char, found.end_char, kind)

    return names
