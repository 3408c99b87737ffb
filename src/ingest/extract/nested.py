"""What a cited source stands for: `Kyodo News reported citing an EU document` is the document's word too."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.extract.citations import CITING
from ingest.parsing.sentences import Unit
from ingest.records import Attribution, Citation, Span

_REACH = 4  # units between `citing` and the name
_SCORE = 0.7  # as that of nouns that report


def attributions_cited(
    units: Sequence[Unit], cited: Iterable[Citation], before: Sequence[Attribution]
) -> Iterator[Attribution]:
    """The last statement of a sentence once more for each source that its source cites, nested in it."""
    first, last = units[0].start, units[-1].end
    outer = next(
        (number for number in range(len(before) - 1, -1, -1) if _is_outer(before[number], first, last)), None
    )
    if outer is None:
        return
    for citation in cited:
        cue = _cue(units, citation.start)
        if citation.depth < 2 or cue is None:
            continue
        yield before[outer].model_copy(
            update={
                "source": (Span(start=citation.start, end=citation.end),),
                "cue": (cue,),
                "source_type": citation.kind,
                "source_name": citation.name,
                "nested_in": outer,
                "score": _SCORE,
            }
        )


def _is_outer(one: Attribution, first: int, last: int) -> bool:
    return one.nested_in is None and first <= one.cue[0].start < last


def _cue(units: Sequence[Unit], start: int) -> Span | None:
    """The `citing` right before a name."""
    position = next((at for at, unit in enumerate(units) if unit.start >= start), len(units))
    for unit in reversed(units[max(0, position - _REACH) : position]):
        if unit.low in CITING:
            return Span(start=unit.start, end=unit.end)
    return None
