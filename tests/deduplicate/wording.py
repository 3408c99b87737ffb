"""Texts of our own wording for the tests of this room: sentences of made-up words."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from ingest import find_families
from ingest.deduplicate.edges import Strength
from ingest.deduplicate.families import JoiningEdge, doubts

DAWN = datetime(2024, 2, 20, 6, tzinfo=UTC)
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "za",
]
_SMALL = ["the", "of", "and", "in", "to", "a", "for", "on", "that", "with"]


def story(seed: int, sentences: int = 14) -> list[str]:
    """The sentences of one story; another seed tells another. One word in three is one that all share."""
    rng = Random(seed)  # noqa: S311 - wording, not secrets
    return [f"{_sentence(rng).capitalize()}." for _ in range(sentences)]


def _sentence(rng: Random) -> str:
    return " ".join(
        rng.choice(_SMALL) if place % 3 == 1 else "".join(rng.choices(_SYLLABLES, k=3)) for place in range(20)
    )


def text(seed: int, sentences: int = 14) -> str:
    """The story as one text."""
    return " ".join(story(seed, sentences))


def article(article_id: str, words: str, *, minute: int = 0, **columns: object) -> dict[str, object]:
    """One line of the table; each article has an outlet of its own unless told."""
    return {
        "article_id": article_id,
        "source": f"outlet-of-{article_id}",
        "published_at": DAWN + timedelta(minutes=minute, seconds=1),
        "title": f"Headline of {article_id}",
        "text": words,
        **columns,
    }


def table(lines: Sequence[Mapping[str, object]]) -> pa.Table:
    """The table of some articles, with the columns that any of them names."""
    names = list(dict.fromkeys(name for line in lines for name in line)) or ["article_id", "text"]
    columns: dict[str, list[Any]] = {name: [line.get(name) for line in lines] for name in names}
    return pa.table({name: pa.array(values) for name, values in columns.items()})


def placed(lines: Sequence[Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """Each article's own row of `find_families`."""
    return {
        str(row["article_id"]): row
        for row in find_families(table(lines)).to_pylist()
        if row["relation"] not in {"embeds", "excerpt_of"}
    }


def reused(lines: Sequence[Mapping[str, object]]) -> set[tuple[str, str, str]]:
    """The further rows: (article, relation, other text)."""
    return {
        (row["article_id"], row["relation"], row["parent_id"])
        for row in find_families(table(lines)).to_pylist()
        if row["relation"] in {"embeds", "excerpt_of"}
    }


def are_together(lines: Sequence[Mapping[str, object]], one: str = "a", other: str = "b") -> bool:
    """Whether two articles share a family."""
    rows = placed(lines)
    return rows[one]["family_id"] == rows[other]["family_id"]


def edge(one: int, other: int, strength: Strength, cover: float) -> JoiningEdge:
    """An edge between two articles, in either order."""
    (doubt,) = doubts(np.array([strength], np.int8), np.array([cover])).tolist()
    return JoiningEdge(doubt, min(one, other), max(one, other))
