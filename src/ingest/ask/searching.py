"""What a person types into a search, as the index understands it. Pure."""

import re
from typing import Any

from ingest.errors import QueryRefused
from ingest.records import Record

STATEMENT = "search/select_articles"
_CANDIDATES = 1_000  # best articles whose phrases are compared word by word
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')


class Search(Record):
    """All of these words, these phrases, none of those."""

    words: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> "Search":
        r"""Read what was typed: words, `"phrases"`, `-words` and `-"phrases"` that must not occur.

        >>> Search.of('ferry "budget document" -football')
        Search(words='ferry budget document', phrases=('budget document',), excluded=('football',))

        Raises:
            QueryRefused: nothing is left to look for.
        """
        parts = [
            (bool(part["minus"]), part["phrase"] is not None, (part["phrase"] or part["word"] or "").strip())
            for part in _PART.finditer(typed)
        ]
        wanted = [(is_phrase, text) for minus, is_phrase, text in parts if not minus and text]
        if not any(re.search(r"\w", text) for _, text in wanted):
            raise QueryRefused('say what to look for: ingest search "ferry -football"')
        return cls(
            words=" ".join(text for _, text in wanted),
            phrases=tuple(text for is_phrase, text in wanted if is_phrase),
            excluded=tuple(text for minus, _, text in parts if minus and text),
        )

    def parameters(self, *, one_a_family: bool, row_limit: int, **filters: object) -> dict[str, Any]:
        """The values of `sql/search/select_articles.sql`; filters are `outlet`, `language` and `since`."""
        return {
            "words": self.words, "phrases": list(self.phrases), "excluded": list(self.excluded),
            "one_a_family": one_a_family, "rows": row_limit, "candidates": _CANDIDATES, **filters,
        }  # fmt: skip
