"""What we know of outlets and agencies: looked up by domain and name, a user's own rows first."""

import pickle
from datetime import date

from ingest.knowledge import Knowledge, packaged, with_own_rows
from ingest.records import Agency, Outlet, OutletFact

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


def test_an_old_capture_is_read_by_what_held_then() -> None:
    moved = OutletFact(domain=OURS.domain, field="zone", value="Asia/Kolkata", last_day=date(2012, 12, 31))
    name = OutletFact(
        domain=OURS.domain,
        field="name",
        value="Post",
        first_day=date(2011, 1, 1),
        last_day=date(2011, 12, 31),
    )
    known = Knowledge(outlets=(OURS.model_copy(update={"zone": "Asia/Dubai"}),), history=(moved, name))

    def outlet(day: date | None) -> tuple[str, str | None]:
        found = known.outlet_of(_page(OURS), day)
        return found.name, found.zone

    assert outlet(None) == outlet(date(2013, 1, 1)) == ("Harbour Post", "Asia/Dubai")
    assert outlet(date(2012, 12, 31)) == ("Harbour Post", "Asia/Kolkata")
    assert outlet(date(2011, 6, 1)) == ("Post", "Asia/Kolkata")


def test_a_users_own_history_comes_before_the_packaged_one() -> None:
    theirs = OutletFact(domain="tass.com", field="name", value="Ours", last_day=date(2014, 9, 30))
    known = with_own_rows(packaged(), [], [], [theirs])
    assert known.outlet_of("https://tass.com/a", date(2014, 1, 1)).name == "Ours"
    assert packaged().outlet_of("https://tass.com/a", date(2014, 1, 1)).name == "ITAR-TASS"
