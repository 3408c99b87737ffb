"""Whose words stand between quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.extract.cues import Grammar, document_kinds
from ingest.extract.quotes import Quotation, quote_identity
from ingest.records import Attribution, Quote, Span

_MOSTLY = 0.9  # share of what is said that stands between marks, for it to be direct
_IN_DOCUMENT = re.compile(r"\s+in\s+((?:an?|the|their|its|his|her)(?:\s+[\w-]+){1,4})")


def quote_records(
    text: str, quoted: Sequence[Quotation], attributions: Sequence[Attribution], grammar: Grammar
) -> tuple[Quote, ...]:
    """The quotations of a text with their speakers, where the text names one."""
    contents = sorted(
        ((span.start, span.end, attribution) for attribution in attributions for span in attribution.content),
        key=lambda content: content[:2],
    )
    starts = [start for start, _, _ in contents]
    return tuple(_record(text, quotation, contents, starts, grammar) for quotation in quoted)


def share_between_marks(spans: Sequence[Span], quoted: Sequence[Quotation], starts: Sequence[int]) -> float:
    """The share of some spans that quotations cover; `starts` are those of `quoted`."""
    covered = 0
    for span in spans:
        position = max(bisect_right(starts, span.start) - 1, 0)
        while position < len(quoted) and quoted[position].start < span.end:
            covered += max(0, min(span.end, quoted[position].end) - max(span.start, quoted[position].start))
            position += 1
    return covered / max(1, sum(span.end - span.start for span in spans))


def manner(share: float) -> str:
    """How something is said: `direct`, `mixed` or `indirect`."""
    if share >= _MOSTLY:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def _record(
    text: str,
    quotation: Quotation,
    contents: Sequence[tuple[int, int, Attribution]],
    starts: Sequence[int],
    grammar: Grammar,
) -> Quote:
    start, end = quotation.inner
    speaker, span = _document_behind(text, quotation, grammar) or _attributed(quotation, contents, starts)
    return Quote(
        start=start,
        end=end,
        speaker=speaker,
        speaker_start=span.start if span else None,
        speaker_end=span.end if span else None,
        quote_id=quote_identity(text[start:end]),
        is_closed=quotation.is_closed,
    )


def _document_behind(text: str, quotation: Quotation, grammar: Grammar) -> tuple[str, Span] | None:
    """`vowed to "…" in a joint statement`: the words stand in the document."""
    match = _IN_DOCUMENT.match(text, quotation.end) if quotation.is_closed else None
    if match is None:
        return None
    kinds = document_kinds(grammar.language)
    for word in re.finditer(r"[\w-]+", match[1]):
        if word.group().lower() in kinds:
            return match[1][: word.end()], Span(start=match.start(1), end=match.start(1) + word.end())
    return None


def _attributed(
    quotation: Quotation, contents: Sequence[tuple[int, int, Attribution]], starts: Sequence[int]
) -> tuple[str | None, Span | None]:
    position = bisect_right(starts, quotation.start + 1) - 1
    while position >= 0 and contents[position][1] <= quotation.start:
        position -= 1
        if position < 0 or starts[position] < quotation.start - 5_000:
            return None, None
    if position < 0:
        return None, None
    attribution = contents[position][2]
    span = attribution.source[0] if attribution.source else None
    return attribution.source_name, span
