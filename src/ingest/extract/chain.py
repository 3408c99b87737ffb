"""The provenance chain: publisher ← credited agency ← cited outlets ← documents, with evidence."""

from collections.abc import Iterator, Sequence

from ingest.knowledge import Knowledge
from ingest.records import Article, Citation, CreditKind, Hop

_LONGEST_EVIDENCE = 160


def provenance_chain(
    article: Article, citations: Sequence[Citation], knowledge: Knowledge
) -> tuple[Hop, ...]:
    """Hops by depth, each name once. A parent may never have been captured."""
    publisher = knowledge.outlet_of(article.url)
    hops = [
        Hop(
            depth=0,
            name=publisher.name,
            entity_id=publisher.outlet_id,
            kind="agency" if publisher.kind == "agency" else "outlet",
            relation="publishes",
            evidence="address",
        )
    ]
    own = knowledge.agency_at(article.url)
    known = {publisher.name.casefold(), publisher.outlet_id, *([own.agency_id] if own else [])}
    for hop in (*_carried(article), *_cited(article, citations, _base(article, known))):
        marks = {hop.name.casefold()} | ({hop.entity_id} if hop.entity_id else set())
        if not marks & known:
            known |= marks
            hops.append(hop)
    return tuple(sorted(hops, key=lambda hop: hop.depth))


def _base(article: Article, known: set[str]) -> int:
    """How deep the text's own author stands: 1 where it is an agency's, 0 where it is the publisher's."""
    return int(
        any(
            credit.kind is not CreditKind.IMAGE and credit.agency_id not in known
            for credit in article.credits
        )
    )


def _carried(article: Article) -> Iterator[Hop]:
    for credit in article.credits:
        if credit.kind is CreditKind.IMAGE:
            continue
        yield Hop(
            depth=1,
            name=credit.name or credit.agency_id,
            entity_id=credit.agency_id,
            kind="agency",
            relation="carries",
            evidence=f"credit:{credit.where}",
            start=credit.start,
            end=credit.end,
        )


def _cited(article: Article, citations: Sequence[Citation], base: int) -> Iterator[Hop]:
    for citation in sorted(citations, key=lambda one: (one.depth, one.start)):
        is_document = citation.kind == "document"
        yield Hop(
            depth=base + citation.depth,
            name=citation.name,
            entity_id=citation.entity_id,
            kind=citation.kind,
            relation="based-on" if is_document else "cites",
            evidence=_evidence(article.text, citation),
            start=citation.start,
            end=citation.end,
        )


def _evidence(text: str, citation: Citation) -> str:
    """The words around a citation, within its sentence."""
    line = text.rfind("\n", 0, citation.start) + 1
    left = max(line, citation.start - _LONGEST_EVIDENCE // 2)
    close = text.find("\n", citation.end)
    close = close if close >= 0 else len(text)
    right = min(close, citation.end + _LONGEST_EVIDENCE // 2)
    before, after = text[left : citation.start], text[citation.end : right]
    if left > line:
        before = before.partition(" ")[2]
    if right < close:
        after = after.rpartition(" ")[0]
    before = before.rpartition(". ")[2]
    end, border, _ = after.partition(". ")
    return (before + text[citation.start : citation.end] + end + border).strip()
