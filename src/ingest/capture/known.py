"""Which articles were asked for, in eight bytes each: a poll of many feeds needs to know millions. Pure."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

Numbers = NDArray[np.uint64]


class KnownArticles:
    """A set of article ids as sorted 64-bit numbers; equal where it holds the same ids."""

    def __init__(self, numbers: Numbers | None = None) -> None:
        """Take ids as numbers, in any order."""
        self._numbers = np.unique(numbers) if numbers is not None else np.empty(0, np.uint64)

    def with_ids(self, article_ids: Iterable[str]) -> "KnownArticles":
        """These ids as well."""
        more = np.fromiter((int(one, 16) for one in article_ids), np.uint64)
        return KnownArticles(np.concatenate((self._numbers, more))) if more.size else self

    def __contains__(self, article_id: object) -> bool:
        """Whether an article was asked for."""
        number = np.uint64(int(str(article_id), 16))
        place = int(self._numbers.searchsorted(number))
        return place < len(self._numbers) and bool(self._numbers[place] == number)

    def __len__(self) -> int:
        """How many articles were asked for."""
        return len(self._numbers)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnownArticles) and np.array_equal(self._numbers, other._numbers)

    @override
    def __hash__(self) -> int:
        return hash(self._numbers.tobytes())


class AskedArticles:
    """The known articles and those of the run under way."""

    def __init__(self, known: KnownArticles) -> None:
        """Begin a run."""
        self._known = known
        self._now: set[str] = set()

    def __contains__(self, article_id: object) -> bool:
        """Whether an article was asked for, now or before."""
        return article_id in self._now or article_id in self._known

    def update(self, article_ids: Iterable[str]) -> None:
        """These are asked for now."""
        self._now.update(article_ids)
