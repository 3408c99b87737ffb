"""What kind of source speaks, and its name: pronouns and surnames take the last source that fits."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.cues import Grammar, document_kinds, source_heads, words_of
from ingest.extract.names import Entity, Name, bare
from ingest.parsing.sentences import Unit

_PERSON_PRONOUNS = frozenset(
    {"he", "she", "who", "er", "il", "elle", "él", "ella", "lui", "lei", "ele", "ela"}
)
_THING_PRONOUNS = frozenset({"it", "es"})
_GROUP_PRONOUNS = frozenset({"they", "ils", "elles", "ellos", "ellas", "loro", "eles", "elas"})
_SEEN = frozenset(
    {"seen", "obtained", "reviewed", "viewed", "leaked", "released", "published", "issued", "conducted"}
)


_OF_SOMETHING = frozenset(
    {
        "draft",
        "drafts",
        "copy",
        "copies",
        "transcript",
        "transcripts",
        "minutes",
        "text",
        "version",
        "summary",
    }
    | {
        "recording",
        "recordings",
        "footage",
        "video",
        "videos",
        "translation",
        "page",
        "pages",
        "part",
        "parts",
    }
)
_LONGEST_SUBJECT_MATTER = 8  # units of `of the budget for next year`
_BORDERS = (
    "preposition",
    "relative",
    "complementiser",
    "auxiliary",
    "be",
    "conjunction",
    "adverb",
    "pronoun",
)


class Source(NamedTuple):
    """A source as it is read: units `[first, last)` of its sentence are its name."""

    kind: str  # person | office | outlet | agency | document | organisation | anonymous | unknown
    name: str | None
    entity_id: str | None
    first: int
    last: int
    is_pronoun: bool = False


UNKNOWN = Source("unknown", None, None, 0, 0)


class Memory:
    """The sources met so far, for pronouns and surnames."""

    def __init__(self) -> None:
        self._last: dict[str, Source] = {}
        self._people: dict[str, Source] = {}
        self._documents: dict[str, Source] = {}
        self._depths: dict[str, int] = {}
        self.outlet: Source | None = None  # the last one: what `the newspaper` means
        self.latest: Source | None = None  # whose turn it is: what an elided subject means

    def remember(self, source: Source, document_kind: str | None = None, depth: int = 1) -> None:
        """Takes note of a source that has a name; a document keeps the depth at which it was met first."""
        if source.name is None:
            return
        if source.kind in {"person", "office", "anonymous", "unknown"}:
            self._last["person"] = source
        if source.kind in {"outlet", "agency", "document", "organisation"}:
            self._last["thing"] = source
        if source.kind in {"outlet", "agency"}:
            self.outlet = source
        if source.kind == "person" and " " in source.name:
            self._people[source.name.split()[-1]] = source
        if document_kind:
            self._documents[document_kind] = source
            self._depths.setdefault(source.name, depth)

    def depth(self, source: Source) -> int:
        """How deep a document stands in the chain, as far as the text has said."""
        return self._depths.get(source.name or "", 1)

    def person(self, surname: str) -> Source | None:
        """Who was named in full before with this surname."""
        return self._people.get(surname)

    def document(self, kind: str) -> Source | None:
        """The last document of a kind: what `the document` means."""
        return self._documents.get(kind)

    def antecedent(self, pronoun: str) -> Source | None:
        """What a pronoun stands for, where one source fits."""
        if pronoun in _PERSON_PRONOUNS:
            return self._last.get("person")
        if pronoun in _THING_PRONOUNS:
            return self._last.get("thing")
        return self._last.get("thing") or self._last.get("person") if pronoun in _GROUP_PRONOUNS else None


def head_end(units: Sequence[Unit], first: int, last: int, grammar: Grammar) -> int:
    """Where the head of a noun phrase ends: before its first comma, preposition or relative clause."""
    for position in range(first, last):
        unit = units[position]
        is_outside = unit.kind != "word" and unit.text not in {"'", "&", "/", "-", "."}
        if position > first and (
            (unit.low in _SEEN and units[position - 1].low not in grammar.words["determiner"])
            or _is_participle(units, position, grammar)
            or is_outside
            or unit.low in grammar.words["preposition"]
            or unit.low in grammar.words["relative"]
        ):
            return position
    return last


def _is_participle(units: Sequence[Unit], position: int, grammar: Grammar) -> bool:
    """`a complaint filed in May`, `data showing`: what a document noun is followed by."""
    is_form = units[position].low.endswith(("ed", "ing")) and grammar.language == "en"
    return is_form and units[position - 1].low in document_kinds(grammar.language)


def read_source(
    units: Sequence[Unit],
    span: tuple[int, int],
    grammar: Grammar,
    outlets: Sequence[Name[Entity]],
    memory: Memory,
) -> Source:
    """What a source phrase says about who speaks."""
    first, last = span
    if last - first == 1 and units[first].low in grammar.words["pronoun"]:
        fitting = memory.antecedent(units[first].low)
        if fitting:
            return fitting._replace(first=first, last=last, is_pronoun=True)
        return Source("unknown", None, None, first, last, is_pronoun=True)
    end = head_end(units, first, last, grammar)
    found = _outlet(units, (first, last), grammar, outlets) or _press(units, (first, end), grammar, memory)
    return (
        found
        or _document(units, (first, end), grammar, memory)
        or _named(units, (first, end), grammar, memory)
    )


def _press(units: Sequence[Unit], head: tuple[int, int], grammar: Grammar, memory: Memory) -> Source | None:
    """`the newspaper`: the outlet named last; `state media`: one without a name."""
    first, end = head
    low = units[end - 1].low
    if low not in grammar.words["press_noun"] or units[end - 1].is_capital:
        return None
    is_definite = end - first == 2 and units[first].low in grammar.words["determiner"]
    if memory.outlet and is_definite and (low != "agency" or memory.outlet.kind == "agency"):
        return memory.outlet._replace(first=first, last=end)
    is_document = low in document_kinds(grammar.language)
    if is_document or low == "agency" or units[max(first, end - 2)].low == "social":
        return None
    return Source("outlet", " ".join(unit.text for unit in units[first:end]), None, first, end)


def _outlet(
    units: Sequence[Unit], span: tuple[int, int], grammar: Grammar, outlets: Sequence[Name[Entity]]
) -> Source | None:
    for name in outlets:
        if not (span[0] <= name.first and name.last <= span[1]):
            continue
        between = units[span[0] : name.first]
        if any(_ends_phrase(unit, grammar) for unit in between):
            continue
        following = units[name.last] if name.last < span[1] else None
        if owns(units, name.last):
            continue
        # only English puts what a name owns right behind it (`Reuters reporter`)
        is_apposed = following is not None and _is_press_word(units, name.last, span[1], grammar)
        if following is None or _ends_phrase(following, grammar) or is_apposed or grammar.language != "en":
            return Source(name.value.kind, name.value.name, name.value.entity_id, name.first, name.last)
    return None


def owns(units: Sequence[Unit], end: int) -> bool:
    """Whether a name that ends before `end` is a possessive: `CNN's`, `Fox News'`."""
    last = units[end - 1]
    is_open = end < len(units) and units[end].text in {"'", "’"} and units[end].start == last.end  # noqa: RUF001
    return is_open or last.text != bare(last.text)


def _is_press_word(units: Sequence[Unit], start: int, stop: int, grammar: Grammar) -> bool:
    """`the Interfax news agency`: what follows says what kind of outlet it is."""
    words = [unit.low for unit in units[start:stop]]
    return words[-1] in grammar.words["press_noun"] and set(words[:-1]) <= {"news", "state", "private"}


def _ends_phrase(unit: Unit, grammar: Grammar) -> bool:
    if unit.low in grammar.words["determiner"]:  # Portuguese `a` is an article and a preposition
        return False
    is_link = unit.low in grammar.words["preposition"] or unit.low in grammar.words["relative"]
    return is_link or unit.kind != "word" or unit.low in _SEEN


def _document(
    units: Sequence[Unit], head: tuple[int, int], grammar: Grammar, memory: Memory
) -> Source | None:
    first, end = head
    kind = document_kinds(grammar.language).get(units[end - 1].low)
    if kind is None and grammar.language not in {"en", "de"}:  # `un document européen`: adjectives follow
        known = document_kinds(grammar.language)
        end = next((index + 1 for index in range(first, end) if units[index].low in known), end)
        kind = known.get(units[end - 1].low)
    if kind is None or _is_name(units, first + (units[first].low in grammar.words["determiner"]), end):
        return None
    last = _behind_of(units, head[1], grammar)
    name = " ".join(unit.text for unit in units[first:last])
    before = memory.document(kind)
    is_definite = units[first].low in {
        "the",
        "that",
        "this",
        "der",
        "die",
        "das",
        "le",
        "la",
        "el",
        "il",
        "o",
        "a",
    }
    if before and is_definite and head[1] - first <= 3:
        return before._replace(first=first, last=head[1])
    return Source("document", name, None, first, last)


def _behind_of(units: Sequence[Unit], end: int, grammar: Grammar) -> int:
    """`a draft of the budget`, `minutes of the meeting`: what a document holds belongs to its name."""
    if grammar.language != "en" or end + 1 >= len(units) or units[end].low != "of":
        return end
    if units[end - 1].low not in _OF_SOMETHING:
        return end
    last = end + 1
    while last < min(len(units), end + _LONGEST_SUBJECT_MATTER) and units[last].kind == "word":
        low = units[last].low
        is_object = units[last - 1].low in grammar.words["determiner"]  # `of the call`
        is_over = low in words_of("en", _BORDERS) or low in _SEEN or (low in grammar.verbs and not is_object)
        if last > end + 1 and is_over and low not in grammar.words["determiner"]:
            break
        last += 1
    return last if last > end + 1 and units[last - 1].low not in grammar.words["determiner"] else end


def _is_name(units: Sequence[Unit], first: int, end: int) -> bool:
    return all(unit.is_capital for unit in units[first:end]) and end - first > 1


def document_kind(name: str, grammar: Grammar) -> str | None:
    """The kind of document that a phrase names by its head."""
    kinds = document_kinds(grammar.language)
    return next((kinds[word] for word in reversed(name.lower().split()) if word in kinds), None)


def _named(units: Sequence[Unit], head: tuple[int, int], grammar: Grammar, memory: Memory) -> Source:
    first, end = head
    words = [unit for unit in units[first:end] if unit.kind == "word"]
    if not words:
        return Source("unknown", None, None, first, end)
    is_determined = end - first > 1 and units[first].low in grammar.words["determiner"]  # `Viele Bürger`
    run = _last_capitals(units, first + is_determined, end)
    low = words[-1].low
    phrase = " ".join(unit.text for unit in units[first:end])
    if low in source_heads("organisation") or (run and units[run[1] - 1].low in source_heads("organisation")):
        return Source("organisation", phrase, None, first, end)
    is_noun = len(words) == 1 or (
        grammar.language == "de" and units[first].low in grammar.words["determiner"]
    )
    for kind in (
        ("office", "anonymous") if is_noun else ()
    ):  # German nouns have capitals, and so has `Residents said`
        if low in source_heads(kind):
            return Source(kind, phrase, None, first, end)
    if run and run[1] == end:
        return _person_or_body(units, run, first, memory)
    if low in source_heads("office"):
        return Source("office", phrase, None, first, end)
    return Source("anonymous" if low in source_heads("anonymous") else "unknown", phrase, None, first, end)


def _last_capitals(units: Sequence[Unit], first: int, end: int) -> tuple[int, int] | None:
    last = end
    while last > first and not units[last - 1].is_capital:
        last -= 1
    start = last
    while start > first and (
        units[start - 1].is_capital or units[start - 1].low in {"de", "von", "van", "al", "bin", "da", "di"}
    ):
        start -= 1
    while start < last and (
        units[start].low in source_heads("title")
        or units[start].low in source_heads("office")
        or units[start].low in {"the", "a", "an"}
    ):
        start += 1
    return (start, last) if start < last else None


def _person_or_body(units: Sequence[Unit], run: tuple[int, int], first: int, memory: Memory) -> Source:
    words = [bare(unit.text) for unit in units[run[0] : run[1]]]
    name = " ".join(words)
    known = memory.person(words[-1])
    if known and len(words) == 1:
        return known._replace(first=run[0], last=run[1])
    if words[-1].isupper() and len(words[-1]) > 1:
        return Source("organisation", name, None, *run)
    has_title = run[0] > first and units[run[0] - 1].low in source_heads("title") | source_heads("office")
    is_person = len(words) in {2, 3, 4} and units[first].low not in {
        "the",
        "die",
        "der",
        "das",
        "la",
        "le",
        "el",
        "il",
        "o",
        "a",
    }
    return Source("person" if is_person or has_title else "unknown", name, None, *run)
