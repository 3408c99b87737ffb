"""A small press whose answers can be worked out by hand: the warehouse behind `tests/ask/answers/`.

    wire.example    Wire Agency, an agency             far   Far Press, an agency that is never captured
    alpha.example   Alpha Post  } owner North Group
    beta.example    Beta Times  }
    gamma.example   Gamma Echo, owner unknown          delta.example   Delta Blatt, in German

Five runs, each at 06:00 UTC: 20 February 2024 (a backfill), then 21, 22, 23 and 24 February.

| story | who has it | what happens to it |
|---|---|---|
| dam | Wire Agency 05:00; Alpha 05:30 with credit; Beta 07:00, edited; Gamma claims 04:00 | corrected |
| strike | Alpha and Delta, both from Far Press | |
| mayor | Delta's own, cites Alpha Post | headline changed on the 23rd |
| river | Gamma's own, holds a passage of the dam story, undated but for the day | figure changed silently |
| fair | Alpha's own; claims a time three hours after we saw it | |
| archive | Delta's own of 15 January, from the backfill | |

The dam story of the 21st is corrected on the 23rd: Alpha still shows the old words on the 24th, Beta is
gone on the 23rd, Gamma is not asked again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.warehouse.segments import (
    ARTICLES_BY,
    DAWN,
    FACTS_BY,
    Answer,
    Found,
    capture_of,
    fetch_line,
    version_of,
)

from ingest.archive import Archive
from ingest.load import load_segments
from ingest.publish import publish_snapshot
from ingest.records import (
    Agency,
    ArticleVersion,
    Attribution,
    Capture,
    CaptureKind,
    Citation,
    Credit,
    CreditKind,
    DateMention,
    Facts,
    FamilyMember,
    Fetch,
    FetchOutcome,
    Hop,
    ListedEntry,
    Outlet,
    Place,
    Quote,
    Relation,
    Reuse,
    Run,
    RunMode,
    Span,
    VersionFacts,
    identity,
)
from ingest.warehouse import Warehouse

DAY = 1440  # minutes
_AGENCIES = (
    Agency(agency_id="wire", name="Wire Agency", domain="wire.example"),
    Agency(agency_id="far", name="Far Press", domain="far.example"),
)
_OUTLETS = (
    Outlet(outlet_id="wire.example", domain="wire.example", name="Wire Agency", kind="agency"),
    Outlet(outlet_id="alpha.example", domain="alpha.example", name="Alpha Post", family_id="North Group"),
    Outlet(outlet_id="beta.example", domain="beta.example", name="Beta Times", family_id="North Group"),
    Outlet(outlet_id="gamma.example", domain="gamma.example", name="Gamma Echo"),
    Outlet(outlet_id="delta.example", domain="delta.example", name="Delta Blatt", language="de"),
)
_QUOTE = "We saw it coming for years"
_DAM = f"The dam gave way on Tuesday and 12 houses were lost. “{_QUOTE}”, said Maria Borg."
_ANYWHERE = Span(start=0, end=7)


def _hops(*steps: tuple[str, str | None, str, str]) -> tuple[Hop, ...]:
    return tuple(
        Hop(depth=depth, name=name, entity_id=entity, kind=kind, relation=relation, evidence="the text")
        for depth, (name, entity, kind, relation) in enumerate(steps)
    )


def _says(source: str | None, source_type: str) -> Attribution:
    return Attribution(
        source=(_ANYWHERE,),
        cue=(_ANYWHERE,),
        content=(_ANYWHERE,),
        kind="indirect",
        source_type=source_type,
        source_name=source,
        score=1.0,
    )


def _cites(name: str, entity: str | None, kind: str, depth: int) -> Citation:
    return Citation(role="cited", name=name, entity_id=entity, kind=kind, start=0, end=7, depth=depth)


def _place(name: str, country: str) -> Place:
    return Place(name=name, start=0, end=7, kind="country", country=country)


def _day(day: date) -> DateMention:
    return DateMention(
        start=0, end=7, text="Tuesday", value=day.isoformat(), first_day=day, last_day=day, anchor="published"
    )


def _credit(agency: str) -> Credit:
    return Credit(agency_id=agency, name=agency, kind=CreditKind.TEXT, where="byline", raw=agency)


_PUBLISHES = {
    outlet.outlet_id: (
        outlet.name,
        outlet.outlet_id,
        "agency" if outlet.kind == "agency" else "outlet",
        "publishes",
    )
    for outlet in _OUTLETS
}
_WIRE = ("Wire Agency", "wire", "agency", "carries")
_FILING = ("a court filing", None, "document", "based-on")


def _dam_facts(outlet: str, *, credited: bool, depth: int) -> Facts:
    chain = (_PUBLISHES[outlet], _WIRE, _FILING) if credited else (_PUBLISHES[outlet], _FILING)
    start = _DAM.index(_QUOTE)
    return Facts(
        attributions=(_says("Maria Borg", "person"), _says("maria borg", "person")),
        citations=(_cites("a court filing", None, "document", depth),),
        quotes=(
            Quote(
                start=start,
                end=start + len(_QUOTE),
                speaker="Maria Borg",
                quote_id=identity("quote", _QUOTE),
                is_closed=True,
            ),
        ),
        places=(_place("Malta", "MT"),),
        dates=(_day(date(2024, 2, 20)),),
        chain=_hops(*chain),
    )


def _page(outlet: str, story: str, day: int, minute: int, text: str, facts: Facts) -> Answer:
    return Answer(
        f"https://{outlet}/{story}",
        (day - 20) * DAY + minute,
        text,
        title=story.capitalize(),
        facts=facts,
        credits=(),
    )


_DAM_WIRE = replace(
    _page("wire.example", "dam", 21, 1, _DAM, _dam_facts("wire.example", credited=False, depth=1)),
    claimed=-61,
)
_DAM_ALPHA = replace(
    _page("alpha.example", "dam", 21, 2, _DAM, _dam_facts("alpha.example", credited=True, depth=1)),
    claimed=-32,
    credits=(_credit("wire"),),
)
_DAM_BETA = replace(
    _page(
        "beta.example",
        "dam",
        22,
        1,
        f"{_DAM} Beta adds.",
        _dam_facts("beta.example", credited=False, depth=2),
    ),
    claimed=-DAY + 59,
)
_DAM_GAMMA = replace(
    _page("gamma.example", "dam", 22, 2, _DAM, _dam_facts("gamma.example", credited=False, depth=1)),
    claimed=-DAY - 122,
)
_STRIKE_FACTS = {
    outlet: Facts(chain=_hops(_PUBLISHES[outlet], ("Far Press", "far", "agency", "carries")))
    for outlet in ("alpha.example", "delta.example")
}
_STRIKE_ALPHA = replace(
    _page("alpha.example", "strike", 22, 3, "Dockers stop work.", _STRIKE_FACTS["alpha.example"]),
    claimed=-303,
    credits=(_credit("far"),),
)
_STRIKE_DELTA = replace(
    _page("delta.example", "strike", 22, 4, "Dockers stop work.", _STRIKE_FACTS["delta.example"]),
    claimed=-244,
    credits=(_credit("far"),),
    language="de",
)
_MAYOR = replace(
    _page(
        "delta.example",
        "mayor",
        21,
        3,
        "Der Bürgermeister geht.",
        Facts(
            attributions=(_says(None, "anonymous"), _says(None, "anonymous"), _says("Eva Kern", "person")),
            citations=(_cites("Alpha Post", "alpha.example", "outlet", 1),),
            dates=(_day(date(2024, 2, 20)),),
            chain=_hops(_PUBLISHES["delta.example"], ("Alpha Post", "alpha.example", "outlet", "cites")),
        ),
    ),
    claimed=-3,
    language="de",
)
_RIVER = replace(
    _page(
        "gamma.example",
        "river",
        22,
        5,
        "The river stands at 3 metres.",
        Facts(
            places=(_place("Malta", "MT"), _place("Germany", "DE")), chain=_hops(_PUBLISHES["gamma.example"])
        ),
    ),
    claimed=None,
)
_FAIR = replace(
    _page("alpha.example", "fair", 23, 5, "The fair opens.", Facts(chain=_hops(_PUBLISHES["alpha.example"]))),
    claimed=180,
)
_ARCHIVE = replace(
    _page("delta.example", "archive", 20, 1, "Das Archiv.", Facts(chain=_hops(_PUBLISHES["delta.example"]))),
    claimed=-36 * DAY,
    language="de",
)


def _again(answer: Answer, day: int, minute: int, **changed: object) -> Answer:
    """The same page at another time; its claimed publication stays."""
    later = (day - 20) * DAY + minute
    claimed = None if answer.claimed is None else answer.claimed + answer.minute - later
    return replace(answer, minute=later, claimed=claimed, **changed)  # type: ignore[arg-type]


_RUNS: dict[int, tuple[Answer, ...]] = {
    20: (_ARCHIVE,),
    21: (_DAM_WIRE, _DAM_ALPHA, _MAYOR),
    22: (_DAM_BETA, _DAM_GAMMA, _STRIKE_ALPHA, _STRIKE_DELTA, _RIVER),
    23: (
        _again(_DAM_WIRE, 23, 1, text=_DAM.replace("12", "14"), notices=("Corrects the number of houses.",)),
        _again(_DAM_BETA, 23, 2, text="", outcome=FetchOutcome.GONE),
        _again(_MAYOR, 23, 3, title="Mayor steps down"),
        _again(_RIVER, 23, 4, text="The river stands at 5 metres."),
        _FAIR,
    ),
    24: (_again(_DAM_ALPHA, 24, 1),),
}
_POLLS: dict[int, dict[str, FetchOutcome]] = {
    20: {},
    21: dict.fromkeys(("wire", "alpha", "beta", "gamma", "delta"), FetchOutcome.FETCHED),
    22: {
        **dict.fromkeys(("alpha", "beta", "gamma", "delta"), FetchOutcome.FETCHED),
        "wire": FetchOutcome.UNCHANGED,
    },
    23: {
        **dict.fromkeys(("wire", "beta"), FetchOutcome.UNCHANGED),
        "alpha": FetchOutcome.FETCHED,
        "delta": FetchOutcome.REFUSED,
    },
    24: {"alpha": FetchOutcome.UNCHANGED},
}


def publish_golden(home: Path) -> Warehouse:
    """Load and publish the press above."""
    archive, warehouse = Archive(home), Warehouse(home)
    archive.save_knowledge(_OUTLETS, _AGENCIES)
    names = [_segment(archive, day) for day in _RUNS]
    with warehouse.writer() as replica:
        load_segments(
            replica,
            names,
            archive=archive,
            copies=lambda _: _families(),
            articles_producer=ARTICLES_BY,
            facts_producer=FACTS_BY,
        )
        publish_snapshot(warehouse, replica)
    return warehouse


def _families() -> Found:
    dam = _DAM_WIRE.article_id
    copies = [
        _member(_DAM_ALPHA, dam, parent=dam, score=1.0, evidence="credit:byline", confidence=0.9),
        _member(_DAM_BETA, dam, parent=dam, score=0.8, evidence="published", confidence=0.6),
        _member(_DAM_GAMMA, dam, parent=dam, score=1.0, evidence="agency-domain", confidence=0.8),
        _member(
            _STRIKE_ALPHA, _STRIKE_ALPHA.article_id, agency="far", evidence="credit:byline", confidence=0.9
        ),
        _member(
            _STRIKE_DELTA, _STRIKE_ALPHA.article_id, agency="far", evidence="credit:byline", confidence=0.9
        ),
    ]
    own = [_member(answer, answer.article_id) for answer in (_DAM_WIRE, _MAYOR, _RIVER, _FAIR, _ARCHIVE)]
    reuse = Reuse(article_id=_RIVER.article_id, inner_article_id=dam, relation=Relation.EMBEDS, score=0.4)
    return Found(members=(*own, *copies), reuses=(reuse,))


def _member(
    answer: Answer,
    family: str,
    *,
    parent: str | None = None,
    agency: str | None = None,
    score: float = 1.0,
    evidence: str = "none",
    confidence: float = 1.0,
) -> FamilyMember:
    taken = parent is not None or agency is not None
    return FamilyMember(
        article_id=answer.article_id,
        family_id=family,
        relation=Relation.COPY if taken else Relation.ORIGINAL,
        parent_id=parent,
        parent_agency_id=agency,
        score=score,
        method="containment" if taken else "alone",
        evidence=evidence,
        confidence=confidence,
    )


def _segment(archive: Archive, day: int) -> str:
    answers, number = _RUNS[day], day - 20
    run = Run(
        run_id=f"run-{day}",
        mode=RunMode.BACKFILL if day == 20 else RunMode.NIGHTLY,
        started_at=DAWN + timedelta(days=number),
        software="ingest/test",
    )
    polls = [_poll(outlet, outcome, number) for outlet, outcome in _POLLS[day].items()]
    pages = [capture_of(answer) for answer in answers]
    refused = [_stub(number)] if day == 22 else []
    name = archive.write_captures(run, [*polls, *pages, *refused])
    entries = [
        _entry(poll, answer, position)
        for poll in polls
        for position, answer in enumerate(answers)
        if poll.outcome is FetchOutcome.FETCHED and answer.text and answer.url.split("/")[2] in poll.url
    ]
    lines = [
        *(_poll_line(poll, run, name, entries) for poll in polls),
        *(_page_line(answer, run, name) for answer in answers),
        *(
            fetch_line(stub, run, name, "rejected").model_copy(update={"reason": "redirect-stub"})
            for stub in refused
        ),
    ]
    shown = [(version_of(answer, name), answer) for answer in answers if answer.text]
    archive.write_tables(
        "articles",
        ARTICLES_BY,
        name,
        {
            "fetches": (Fetch, lines),
            "entries": (ListedEntry, entries),
            "articles": (ArticleVersion, [version for version, _ in shown]),
        },
    )
    facts = [
        VersionFacts(
            version_id=version.version_id,
            article_id=version.article.article_id,
            facts=answer.facts or Facts(),
        )
        for version, answer in shown
    ]
    archive.write_tables("facts", FACTS_BY, name, {"facts": (VersionFacts, facts)})
    return name


def _poll(outlet: str, outcome: FetchOutcome, number: int) -> Capture:
    url, at = f"https://{outlet}.example/feed", DAWN + timedelta(days=number)
    statuses = {FetchOutcome.FETCHED: 200, FetchOutcome.UNCHANGED: 304, FetchOutcome.REFUSED: 403}
    return Capture(
        capture_id=identity("feed", url, at.isoformat()),
        kind=CaptureKind.FEED,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=outcome,
        status=statuses[outcome],
        body=b"x" * 1000 if outcome is FetchOutcome.FETCHED else b"",
        revisit_of=identity("feed", "earlier") if outcome is FetchOutcome.UNCHANGED else None,
    )


def _stub(number: int) -> Capture:
    url, at = "https://beta.example/moved", DAWN + timedelta(days=number, minutes=9)
    return Capture(
        capture_id=identity("page", url, at.isoformat()),
        kind=CaptureKind.PAGE,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=FetchOutcome.FETCHED,
        status=200,
        body=b"moved",
    )


def _poll_line(poll: Capture, run: Run, segment: str, entries: Sequence[ListedEntry]) -> Fetch:
    result = "feed" if poll.outcome is FetchOutcome.FETCHED else "nothing"
    listed = sum(entry.capture_id == poll.capture_id for entry in entries)
    return fetch_line(poll, run, segment, result).model_copy(
        update={"entries_listed": listed, "entries_kept": listed}
    )


def _page_line(answer: Answer, run: Run, segment: str) -> Fetch:
    line = fetch_line(capture_of(answer), run, segment, "article" if answer.text else "nothing")
    if not answer.text:
        return line
    return line.model_copy(
        update={"article_id": answer.article_id, "version_id": version_of(answer, segment).version_id}
    )


def _entry(poll: Capture, answer: Answer, position: int) -> ListedEntry:
    return ListedEntry(
        capture_id=poll.capture_id,
        feed_url=poll.url,
        position=position,
        entry_id=identity("entry", answer.url),
        title_id=identity("title", answer.title),
        content_id=identity("content", answer.url, answer.title),
        text_id=identity("text", answer.title),
        result="kept",
        reason="",
        guid=None,
        guid_form=None,
        shares_guid=False,
        link=answer.url,
        article_id=answer.article_id,
        shares_link=False,
        title=answer.title,
        published=None,
        seen_at=poll.fetched_at,
    )
