"""Outlets, agencies and documents that a text names for what it reports, and how deep they stand.

Depth 1: the article cites it. Depth 2: what the article cites, cites it (`Kyodo News
reported citing an EU document`). No public set scores such chains; ours is tests/extract.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.extract.cues import Grammar
from ingest.extract.names import Entity, Name, bare
from ingest.extract.polarity import SAID, WITHHELD
from ingest.extract.sources import Memory, Source, document_kind, head_end, owns, read_source
from ingest.extract.subjects import phrase_after
from ingest.parsing.sentences import Unit
from ingest.records import Citation

CITING = frozenset(
    {
        "citing",
        "cites",
        "cited",
        "quoting",
        "quoted",
        "quotes",
        "cite",
        "citant",
        "citando",
        "zitiert",
        "cita",
        "citou",
        "citó",
        "berufung",
    }
)
_SEEN = frozenset(
    {
        "seen",
        "obtained",
        "reviewed",
        "viewed",
        "cited",
        "quoted",
        "published",
        "reported",
        "carried",
        "released",
        "leaked",
    }
)
_TELLING = frozenset({"told", "telling", "tells", "tell"})
_HANDED = frozenset(
    {("to", "leaked"), ("with", "shared"), ("to", "provided"), ("to", "sent"), ("to", "shown")}
)
_PUBLISHING = frozenset(
    {"published", "reported", "obtained", "reviewed", "revealed", "uncovered", "unearthed", "broadcast",
     "aired", "detailed", "learned"}
)  # fmt: skip
_CHANNELS = (
    ("interview", frozenset({"with", "to", "on", "for", "by"})),
    ("speaking", frozenset({"to", "on", "with"})),
    ("spoke", frozenset({"to", "on", "with"})),
    ("statement", frozenset({"to"})),
    ("wrote", frozenset({"in", "for"})),
    ("writing", frozenset({"in", "for"})),
    ("appearing", frozenset({"on"})),
    ("appearance", frozenset({"on"})),
    ("comments", frozenset({"to"})),
    ("remarks", frozenset({"to"})),
    ("gespräch", frozenset({"mit"})),
    ("interview", frozenset({"mit", "avec", "à"})),
    ("entrevista", frozenset({"con", "a", "à", "ao"})),
    ("intervista", frozenset({"a", "al", "con"})),
)
_STORIES = frozenset(
    [
        "report",
        "reports",
        "article",
        "articles",
        "story",
        "stories",
        "editorial",
        "interview",
        "column",
        "investigation",
        "bericht",
        "article",
        "artículo",
        "articolo",
        "reportagem",
    ]
)
_TALKS = frozenset({"interview"})  # where somebody speaks, not what an outlet reports
_OF = frozenset(
    {"by", "in", "from", "on", "of", "der", "des", "von", "de", "du", "del", "della", "do", "da", "im"}
)
_DETERMINERS_BEFORE = 4  # units between `told` and the name: `told the German newspaper Bild`


class Statement(NamedTuple):
    """One attribution of a sentence with its source read: the ground that citations stand on."""

    span: tuple[int, int] | None  # units of the source phrase
    cue: tuple[int, int]
    source: Source
    is_elided: bool
    polarity: str = SAID


def sentence_citations(
    units: Sequence[Unit],
    statements: Sequence[Statement],
    grammar: Grammar,
    outlets: Sequence[Name[Entity]],
    memory: Memory,
) -> list[Citation]:
    """The citations of one sentence in order, each span once."""
    found = [
        *_attributed(units, statements, grammar, outlets, memory),
        *_cited(units, statements, grammar, outlets, memory),
        *_by_outlet(units, outlets),
        *_according(units, outlets, grammar),
        *_publishing(units, outlets),
        *_stories(units, outlets, grammar),
        *_media(units, statements, grammar, memory),
        *_channels(units, outlets, grammar),
    ]
    return _once(found)


def _once(found: Sequence[Citation]) -> list[Citation]:
    """Where two readings overlap, the deeper one stands, then the one that was found first."""
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda one: -one.depth):
        if all(citation.end <= other.start or other.end <= citation.start for other in kept):
            kept.append(citation)
    return sorted(kept, key=lambda one: one.start)


def _attributed(
    units: Sequence[Unit],
    statements: Sequence[Statement],
    grammar: Grammar,
    outlets: Sequence[Name[Entity]],
    memory: Memory,
) -> Iterator[Citation]:
    for statement in statements:
        source = statement.source
        if statement.is_elided or statement.span is None or source.is_pronoun or source.name is None:
            continue
        if statement.polarity == WITHHELD:
            continue  # `Reuters never reported`, `AFP could not confirm`
        if source.kind == "document":
            story = _publisher_of_story(units, statement.span, grammar, outlets)
            if story:
                yield _citation(units, "cited", story, 1)
                continue
            owner = _seen_by(units, statement.span, outlets)
            depth = memory.depth(source)
            if owner:
                yield _citation(units, "cited", _of_name(owner), 1)
            yield _citation(units, "cited", source, max(depth, 2 if owner else 1))
        elif source.kind in {"outlet", "agency"}:
            yield _citation(units, "cited", source, 1)


def _publisher_of_story(
    units: Sequence[Unit], span: tuple[int, int], grammar: Grammar, outlets: Sequence[Name[Entity]]
) -> Source | None:
    """`a report in the Guardian` cites the Guardian: a newspaper's report is the newspaper."""
    end = head_end(units, span[0], span[1], grammar)
    if units[end - 1].low not in _STORIES:
        return None
    for name in outlets:
        if _is_by(units, name.first) and units[max(name.first - 2, 0)].low not in _PUBLISHING - {
            "obtained",
            "reviewed",
        }:
            continue  # `a report obtained by CNN` is not CNN's
        if span[0] <= name.first < span[1] + 3 and (
            name.last == end - 1
            or units[max(name.first - 1, 0)].low in _OF
            or (
                units[max(name.first - 2, 0)].low in _OF
                and units[name.first - 1].low in grammar.words["determiner"]
            )
        ):
            return _of_name(name)
    return None


def _seen_by(
    units: Sequence[Unit], span: tuple[int, int], outlets: Sequence[Name[Entity]]
) -> Name[Entity] | None:
    return next(
        (name for name in outlets if span[0] <= name.first <= span[1] + 4 and _is_by(units, name.first)), None
    )


def _is_by(units: Sequence[Unit], first: int) -> bool:
    """`seen by`, `obtained by the newspaper`, `leaked to` in front of a name."""
    for position in range(first - 1, max(first - _DETERMINERS_BEFORE, 0), -1):
        before = units[position - 1].low
        if (units[position].low, before) in _HANDED:
            return True
        if units[position].low in {"by", "von", "par", "por", "da", "pelo", "pela"}:
            return any(unit.low in _SEEN for unit in units[max(position - 2, 0) : position])
    return False


def _cited(
    units: Sequence[Unit],
    statements: Sequence[Statement],
    grammar: Grammar,
    outlets: Sequence[Name[Entity]],
    memory: Memory,
) -> Iterator[Citation]:
    """`citing X`: X stands one deeper than the outlet that cites it."""
    depth = 0
    for position, unit in enumerate(units):
        if unit.low not in CITING or _is_withheld(position, statements):
            continue
        start = _object_of_citing(units, position)
        if start is None:
            continue
        depth = max(depth, _depth_of_citer(position, statements, outlets)) + 1
        phrase = phrase_after(units, start, grammar)
        if phrase is None:
            continue
        source = read_source(units, phrase, grammar, outlets, memory)
        behind = [unit.low for unit in units[source.last : source.last + 3]]
        if "as" in behind[:2] and "saying" not in behind:
            continue  # `citing the audit as the reason`
        if source.kind not in {"outlet", "agency", "document"} or source.is_pronoun:
            continue
        if source.kind == "document":
            memory.remember(source, document_kind(source.name or "", grammar), depth)
        yield _citation(units, "cited", source, depth)


def _is_withheld(position: int, statements: Sequence[Statement]) -> bool:
    return any(one.polarity == WITHHELD and one.cue[0] <= position < one.cue[1] for one in statements)


def _object_of_citing(units: Sequence[Unit], position: int) -> int | None:
    low = units[position].low
    following = units[position + 1].low if position + 1 < len(units) else ""
    if (low == "berufung" and following == "auf") or following == "from":  # `quoting from a letter`
        return position + 2
    is_passive = following in {"by", "in", "as"} or (
        position > 0 and units[position - 1].low in {"was", "were", "been", "be"}
    )
    return position + 1 if following and low != "berufung" and not is_passive else None


def _depth_of_citer(position: int, statements: Sequence[Statement], outlets: Sequence[Name[Entity]]) -> int:
    """1 where an outlet cites, else 0: a person who cites a document is no step of the chain."""
    for statement in reversed(statements):
        if statement.cue[0] <= position and statement.span and statement.source.kind != "document":
            return int(statement.source.kind in {"outlet", "agency"})
    return int(any(name.last <= position and position - name.last <= 6 for name in outlets))


def _by_outlet(units: Sequence[Unit], outlets: Sequence[Name[Entity]]) -> Iterator[Citation]:
    """`first reported by the Guardian`, `a memo obtained by Reuters`."""
    for name in outlets:
        if _is_by(units, name.first):
            yield _citation(units, "cited", _of_name(name), 1)


def _according(
    units: Sequence[Unit], outlets: Sequence[Name[Entity]], grammar: Grammar
) -> Iterator[Citation]:
    """`…, according to the Guardian`, also where the rest of the sentence is no statement."""
    for name in outlets:
        start = name.first - (name.first > 0 and units[name.first - 1].low in grammar.words["determiner"])
        is_whole = name.last >= len(units) or units[name.last].kind != "word"
        phrases = (phrase for group in grammar.according.values() for phrase in group if phrase != ("in",))
        if is_whole and any(_stands_before(units, start, phrase) for phrase in phrases):
            yield _citation(units, "cited", _of_name(name), 1)


def _stands_before(units: Sequence[Unit], start: int, phrase: tuple[str, ...]) -> bool:
    return tuple(unit.low for unit in units[max(0, start - len(phrase)) : start]) == phrase


def _publishing(units: Sequence[Unit], outlets: Sequence[Name[Entity]]) -> Iterator[Citation]:
    """`NBC News first published the emails`, `a New York Times report`: an outlet that makes public."""
    for name in outlets:
        following = [unit.low for unit in units[name.last : name.last + 3]]
        while following and following[0] in {"first", "also", "has", "had", "on", "later"}:
            following = following[1:]
        if any(unit.low in {"not", "never"} for unit in units[name.last : name.last + 3]):
            continue
        if following and not owns(units, name.last) and following[0] in _PUBLISHING | _STORIES - _TALKS:
            yield _citation(units, "cited", _of_name(name), 1)


def _stories(units: Sequence[Unit], outlets: Sequence[Name[Entity]], grammar: Grammar) -> Iterator[Citation]:
    """`denied the report in the Guardian`."""
    for name in outlets:
        start = name.first - (name.first > 0 and units[name.first - 1].low in grammar.words["determiner"])
        if start > 1 and units[start - 1].low in _OF and units[start - 2].low in _STORIES - _TALKS:
            yield _citation(units, "cited", _of_name(name), 1)


def _media(
    units: Sequence[Unit], statements: Sequence[Statement], grammar: Grammar, memory: Memory
) -> Iterator[Citation]:
    """`said in a statement`, `In a letter, they wrote`: the document that carries the words."""
    starts = {statement.cue[1] for statement in statements} | ({0} if statements else set())
    for start in starts:
        if start + 1 >= len(units) or units[start].low not in {"in", "dans", "en", "em"}:
            continue
        phrase = phrase_after(units, start + 1, grammar)
        if phrase is None:
            continue
        source = read_source(units, phrase, grammar, (), memory)
        kind = document_kind(source.name or "", grammar)
        is_own = units[phrase[0]].low in grammar.words["determiner"]
        if source.kind == "document" and is_own and kind in {"statement", "filing", "letter", "post"}:
            memory.remember(source, kind)
            yield _citation(units, "channel", source, 1)


def _channels(units: Sequence[Unit], outlets: Sequence[Name[Entity]], grammar: Grammar) -> Iterator[Citation]:
    """Where somebody spoke: `told the BBC`, `in an interview with Der Spiegel`."""
    for name in outlets:
        if name.last < len(units) and units[name.last].low in {"reporter", "reporters"}:
            continue
        if any(
            unit.low in {"denied", "denies", "denying"} for unit in units[max(0, name.first - 4) : name.first]
        ):
            continue
        for position in range(name.first - 1, max(name.first - 1 - _DETERMINERS_BEFORE, -1), -1):
            low = units[position].low
            before = units[position - 1].low if position else ""
            if low in _TELLING or any(before == noun and low in links for noun, links in _CHANNELS):
                yield _citation(units, "channel", _of_name(name), 1)
                break
            if units[position].kind != "word" or low in grammar.words["auxiliary"] or low in _OF:
                break


def _of_name(name: Name[Entity]) -> Source:
    return Source(name.value.kind, name.value.name, name.value.entity_id, name.first, name.last)


def _citation(units: Sequence[Unit], role: str, source: Source, depth: int) -> Citation:
    last = units[source.last - 1]
    return Citation(
        role=role,
        name=source.name or "",
        entity_id=source.entity_id,
        kind=source.kind,
        start=units[source.first].start,
        end=last.end - (len(last.text) - len(bare(last.text))),
        depth=depth,
    )
