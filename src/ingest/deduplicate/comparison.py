"""What the texts of a corpus have in common, by their places in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from ingest.deduplicate.pairs import Likenesses, listed


@dataclass(frozen=True)
class Comparison:
    """All that the texts of a corpus have in common."""

    length: tuple[int, ...]  # shingles of each text
    equal: tuple[tuple[int, int], ...]  # places of texts with the same words
    likenesses: Likenesses

    @cached_property
    def twin(self) -> dict[int, int]:
        """For each text that is equal to an earlier one, that one."""
        return {second: first for first, second in self.equal}


def comparison(numbers: Sequence[int], contents: pa.Table, likenesses: pa.Table) -> Comparison:
    """Take what the index knows of the texts of a corpus.

    Args:
        numbers: of the texts in the index, in the order of the corpus.
        contents: `text_no`, `fingerprint`, `headline` and `length` of at least these.
        likenesses: between these alone.
    """
    held = contents["text_no"].to_numpy()
    place = np.full(int(held.max(initial=-1)) + 1, -1, np.int64)
    place[held] = np.arange(len(held))
    order = place[np.asarray(numbers, np.int64)]
    columns = [listed(contents.take(order), name) for name in ("fingerprint", "length", "headline")]
    position = np.full(len(place), -1, np.int64)
    position[np.asarray(numbers, np.int64)] = np.arange(len(numbers))
    return Comparison(
        length=tuple(columns[1]),
        equal=tuple(_equal(list(zip(*columns, strict=True)))),
        likenesses=Likenesses(likenesses, position),
    )


def _equal(marks: Sequence[tuple[int, int, int | None]]) -> list[tuple[int, int]]:
    """Texts with the same words, each with the first of them."""
    firsts: dict[tuple[int, int, int | None], int] = {}
    equal = []
    for position, mark in enumerate(marks):
        if mark[2] is None:
            continue
        first = firsts.setdefault(mark, position)
        if first != position:
            equal.append((first, position))
    return equal
