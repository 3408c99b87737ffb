"""Captures, entries and runs for the tests of this room: hand-made ones and any that a type allows."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from ingest.records import (
    Capture,
    CaptureKind,
    Channel,
    Enclosure,
    FeedEntry,
    FetchOutcome,
    HubMode,
    HubTalk,
    Moment,
    Precision,
    Run,
    RunMode,
    ZoneBasis,
    identity,
)

NOON = datetime(2024, 2, 20, 12, 0, 0, 123456, tzinfo=UTC)


def run(run_id: str = "r1", *, started_at: datetime = NOON) -> Run:
    return Run(run_id=run_id, mode=RunMode.POLL, started_at=started_at, software="ingest/0.1.0")


def page(number: int = 0, *, body: bytes = b"<p>words</p>", entry: FeedEntry | None = None) -> Capture:
    url, at = f"https://example.org/{number}", NOON + timedelta(seconds=number)
    return Capture(
        capture_id=identity("capture", CaptureKind.PAGE, url, at.isoformat()),
        kind=CaptureKind.PAGE,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=FetchOutcome.FETCHED,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')),
        body=body,
        seconds=0.25,
        feed_url="https://example.org/feed" if entry else None,
        entry=entry,
    )


def entry() -> FeedEntry:
    moment = Moment(
        at=NOON,
        day=NOON.date(),
        precision=Precision.SECOND,
        zone_basis=ZoneBasis.OFFSET,
        origin="feed:published",
        raw="x",
    )
    return FeedEntry(
        title="Überschrift\n",
        link="https://example.org/0",
        published=moment,
        enclosures=(Enclosure(url="u"),),
    )


texts = st.text(max_size=30)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
addresses = st.one_of(st.just("https://example.org/a?b=c"), texts)
instants = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
)  # fmt: skip
headers = st.lists(
    st.one_of(
        st.tuples(st.just("Content-Type"), st.just("text/html")),
        st.tuples(st.just("Transfer-Encoding"), st.just("chunked")),
        st.tuples(texts, texts),
    ),
    max_size=4,
).map(tuple)
entries = st.builds(
    FeedEntry, title=texts, link=texts, summary=st.none() | texts, categories=st.lists(texts).map(tuple)
)
captures = st.builds(
    Capture,
    capture_id=texts,
    kind=st.sampled_from(CaptureKind),
    url=addresses,
    final_url=addresses,
    fetched_at=instants,
    outcome=st.sampled_from(FetchOutcome),
    status=st.none() | st.sampled_from([200, 304, 404, 503]) | st.integers(-5, 100_000),
    headers=headers,
    body=st.binary(max_size=200),
    detail=texts,
    redirects=st.lists(texts, max_size=3).map(tuple),
    moved_to=st.none() | texts,
    seconds=st.floats(allow_nan=False),
    feed_url=st.none() | texts,
    entry=st.none() | entries,
    revisit_of=st.none() | texts,
    payload_sha256=st.none() | digests,
    left_out_sha256=st.none() | digests,
    channel=st.sampled_from(Channel),
    hub=st.none()
    | st.builds(HubTalk, mode=st.sampled_from(HubMode), topic=texts, lease_seconds=st.none() | st.integers()),
)
