"""Names of known things in a sentence: leftmost, longest, over words."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from ingest.extract.clitics import taken_apart
from ingest.parsing.sentences import Unit, tokens

Value = TypeVar("Value")

_END = " "  # key of a name's end in the tree of words: no word is a space


class Name(NamedTuple, Generic[Value]):
    """A name found in a sentence, units `[first, last)`."""

    first: int
    last: int
    value: Value


class Entity(NamedTuple):
    """An outlet or agency; `entity_id` is None for one that only looks like an outlet."""

    name: str
    entity_id: str | None
    kind: str  # outlet | agency


class NameIndex(Generic[Value]):
    """A trie over words. Names keep their case: `Time` is a magazine, `time` is not."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._root: dict[str, dict[str, object]] = {}
        for name, value in entries:
            is_plain = name.replace(" ", "").isalpha()  # most are: no marks to take apart
            words = name.split() if is_plain else [unit.text for unit in tokens(name)]
            self._add(words, value)
            if "'" in name or "’" in name:  # as texts of French and Italian are read
                self._add([unit.text for unit in taken_apart(tokens(name))], value)

    def _add(self, words: Sequence[str], value: Value) -> None:
        node: dict[str, object] = self._root  # type: ignore[assignment]
        for word in words:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        if words:
            node.setdefault(_END, value)

    def find(self, units: Sequence[Unit]) -> list[Name[Value]]:
        """All names, leftmost first, the longest at each place."""
        found: list[Name[Value]] = []
        root, behind = self._root, 0
        starts = [
            position
            for position, (_, _, text, low, _) in enumerate(units)
            if text in root or ("'" in low and bare(text) in root)
        ]
        for position in starts:
            if position < behind:
                continue
            match = self._longest(units, position)
            if match:
                found.append(match)
                behind = match.last
        return found

    def _longest(self, units: Sequence[Unit], first: int) -> Name[Value] | None:
        node: Mapping[str, object] = self._root
        best: Name[Value] | None = None
        for position in range(first, len(units)):
            text = units[position].text
            following = node.get(text)
            ends = following is None
            if ends:
                following = node.get(bare(text))  # a possessive ends a name
            if following is None:
                break
            node = following  # type: ignore[assignment]
            if _END in node:
                best = Name(first, position + 1, node[_END])  # type: ignore[arg-type]
            if ends:
                break
        return best


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")
