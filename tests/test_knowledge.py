"""What we know of outlets and agencies: looked up by domain and name, a user's own rows first."""

import pickle

from ingest.knowledge import Knowledge, packaged, with_own_rows
from ingest.records import Agency, Outlet

OURS = Outlet(
    outlet_id="harbour-post.example", domain="harbour-post.example", name="Harbour Post", country="IN"
)
WIRE = Agency(agency_id="harbour", name="Harbour Wire", aliases=("HW",), domain="harbour-wire.example")


def _page(outlet: Outlet) -> str:
    return f"https://www.{outlet.domain}/a"


def test_own_rows_come_first_even_after_the_packaged_ones_were_looked_up() -> None:
    known = Knowledge(outlets=(OURS.model_copy(update={"country": "GB"}),))
    assert known.outlet_of(_page(OURS)).country == "GB"
    assert known.agency_named("hw") is None
    ours = with_own_rows(known, [OURS], [WIRE])
    assert ours.outlet_of(_page(OURS)).country == "IN"
    assert ours.agency_named("hw") == WIRE
    assert ours.agency_at("https://harbour-wire.example/x") == WIRE
    assert known.outlet_of(_page(OURS)).country == "GB"


def test_knowledge_travels_to_a_worker_whole() -> None:
    known = with_own_rows(packaged(), [OURS], [WIRE])
    known.outlet_of(_page(OURS))
    there = pickle.loads(pickle.dumps(known))  # noqa: S301 - our own bytes
    assert there == known
    assert there.outlet_of(_page(OURS)) == OURS


def test_an_outlet_that_nobody_knows_is_named_by_its_domain() -> None:
    unknown = packaged().outlet_of("https://news.nowhere.example/a")
    assert (unknown.outlet_id, unknown.name, unknown.country) == ("nowhere.example", "nowhere.example", None)
