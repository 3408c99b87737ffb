"""The seeds: the list of feeds, the outlets behind it, the agencies, the zone abbreviations."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import pytest
from lxml import etree

from ingest.knowledge import packaged, seed_root, seed_rows
from ingest.parsing.opml import parse_opml, write_opml
from ingest.parsing.urls import registrable_domain
from ingest.records import Subscription, Zone

FEWEST_FEEDS = 200
FEWEST_COUNTRIES = 30
FEWEST_LANGUAGES = 15
KINDS = {"agency", "newspaper", "broadcaster", "aggregator", "official", "magazine", "blog"}
COLUMNS = ("domain", "name", "kind", "country", "language", "zone", "day_order", "family_id")
FEED_HOSTS = {"feedburner.com"}  # hosts that serve other people's feeds: no outlets

# Initials that several agencies sign with: found by name, they name the row that stands first.
SHARED_ALIASES = {
    "apa": "Austria Presse Agentur, Azeri-Press Agency and African Press Agency all sign APA",
    "kna": "Katholische Nachrichten-Agentur and Kenya News Agency",
    "anp": "the Dutch agency and Agence Nigérienne de Presse",
    "acn": "Agència Catalana de Notícies and Agencia Cubana de Noticias",
    "ana": "Athens-Macedonian News Agency and African News Agency",
    "aps": "Algérie Presse Service and Agence de Presse Sénégalaise",
    "abp": "the agencies of Burundi and Benin",
    "agp": "the agencies of Gabon and Guinea",
    "mna": "Myanmar News Agency and Mehr News Agency",
}

# Summer times that no clock showed in 2024 but that older articles bear, and when they were last shown.
SUMMER_TIMES_OF_THE_PAST = {
    ("CDT", "MX"): 2022,
    ("MSD", None): 2010,
    ("AZST", None): 2015,
    ("IRDT", None): 2022,
    ("BRST", None): 2018,
}


def _document() -> bytes:
    return Path(seed_root() / "feeds.opml").read_bytes()


@pytest.fixture(scope="module")
def feeds() -> tuple[Subscription, ...]:
    return parse_opml(_document())


def _outlines() -> tuple[dict[str, str], ...]:
    root = etree.fromstring(_document())
    return tuple(
        {str(name): str(value) for name, value in outline.attrib.items()}
        for outline in root.iter("outline")
        if outline.get("xmlUrl")
    )


def _repeated(values: list[str]) -> set[str]:
    return {value for value, count in Counter(values).items() if count > 1}


def _offsets(zone: str, year: int) -> set[int]:
    """Every offset in minutes that a zone's clocks show in a year, at noon UTC of each day."""
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    days = (noon + timedelta(days=day) for day in range(365))
    spans = (day.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for day in days)
    return {int(span.total_seconds() // 60) for span in spans}


def _label(zone: Zone) -> str:
    return f"{zone.abbreviation}-{zone.country}"


def test_feeds_come_from_many_countries_and_languages(feeds: tuple[Subscription, ...]) -> None:
    assert len(feeds) >= FEWEST_FEEDS
    assert len({feed.folder for feed in feeds if feed.folder}) >= FEWEST_COUNTRIES
    assert len({outline["language"] for outline in _outlines()}) >= FEWEST_LANGUAGES


def test_every_feed_stands_in_the_folder_of_one_country_with_a_home_page(
    feeds: tuple[Subscription, ...],
) -> None:
    assert [feed.url for feed in feeds if not feed.folder or "/" in feed.folder] == []
    assert [feed.url for feed in feeds if feed.home_url is None] == []


def test_feed_addresses_are_unique_web_addresses() -> None:
    addresses = [outline["xmlUrl"] for outline in _outlines()]
    assert _repeated(addresses) == set()
    parts = [urlsplit(address) for address in addresses]
    assert [part for part in parts if part.scheme not in {"http", "https"} or not part.hostname] == []


def test_the_list_is_read_back_as_it_was_written(feeds: tuple[Subscription, ...]) -> None:
    assert parse_opml(write_opml(feeds, title="News feeds of the world")) == feeds


def test_every_feeds_outlet_has_a_row(feeds: tuple[Subscription, ...]) -> None:
    known = {outlet.domain for outlet in packaged().outlets}
    assert {feed.outlet_domain for feed in feeds} - known == set()


def test_every_host_that_serves_a_feed_belongs_to_an_outlet(feeds: tuple[Subscription, ...]) -> None:
    known = {outlet.domain for outlet in packaged().outlets}
    assert {registrable_domain(feed.url) for feed in feeds} - known == FEED_HOSTS


def test_outlets_are_registrable_domains_each_once_in_order() -> None:
    domains = [outlet.domain for outlet in packaged().outlets]
    assert _repeated(domains) == set()
    assert [domain for domain in domains if registrable_domain(domain) != domain] == []
    assert domains == sorted(domains)


def test_outlets_have_every_cell_filled() -> None:
    rows = seed_rows("outlets")
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert [row["domain"] for row in rows if not all(row.values())] == []


def test_outlets_are_of_known_kinds() -> None:
    assert {outlet.kind for outlet in packaged().outlets} == KINDS


def test_days_come_first_except_where_the_country_writes_otherwise() -> None:
    """A day order is a country's custom here; a single outlet that differs is not known."""
    orders: defaultdict[str | None, set[str | None]] = defaultdict(set)
    for outlet in packaged().outlets:
        orders[outlet.day_order].add(outlet.country)
    assert orders["mdy"] == {"US", "PH", "GU", "VI"}
    assert orders["ymd"] == {"CN", "JP", "KR", "TW", "HU", "LT", "MN"}
    assert set(orders) == {"dmy", "mdy", "ymd"}


def test_outlets_live_in_zones_of_the_iana_database() -> None:
    assert {outlet.zone for outlet in packaged().outlets} - available_timezones() == set()


def test_agencies_have_ids_and_domains_of_their_own() -> None:
    agencies = packaged().agencies
    assert _repeated([agency.agency_id for agency in agencies]) == set()
    assert _repeated([agency.domain for agency in agencies if agency.domain]) == set()


def test_an_agencys_own_site_is_an_outlet_of_the_kind_agency() -> None:
    agencies = {outlet.domain for outlet in packaged().outlets if outlet.kind == "agency"}
    assert {agency.domain for agency in packaged().agencies if agency.domain} - agencies == set()


def test_aliases_name_one_agency_except_those_known_to_be_shared() -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for agency in packaged().agencies:
        for alias in (agency.name, *agency.aliases):
            bearers[alias.casefold()].add(agency.agency_id)
    assert {alias for alias, ids in bearers.items() if len(ids) > 1} == set(SHARED_ALIASES)


def test_abbreviations_mean_one_zone_a_country() -> None:
    pairs = [_label(zone) for zone in packaged().zones]
    assert _repeated(pairs) == set()


@pytest.mark.parametrize("zone", packaged().zones, ids=_label)
def test_an_abbreviations_offset_is_one_that_its_zone_shows(zone: Zone) -> None:
    year = SUMMER_TIMES_OF_THE_PAST.get((zone.abbreviation, zone.country), 2024)
    assert zone.zone is not None
    assert zone.offset_minutes in _offsets(zone.zone, year)


def test_the_summer_times_of_the_past_are_past() -> None:
    zones = {(zone.abbreviation, zone.country): zone for zone in packaged().zones}
    shown = {
        key
        for key in SUMMER_TIMES_OF_THE_PAST
        if zones[key].offset_minutes in _offsets(zones[key].zone or "Etc/UTC", 2024)
    }
    assert shown == set()


def test_former_facts_are_of_known_outlets_and_end() -> None:
    domains = {outlet.domain for outlet in packaged().outlets}
    for fact in packaged().history:
        assert fact.domain in domains
        assert fact.first_day is None or fact.first_day < fact.last_day
        assert fact.field != "zone" or fact.value in available_timezones()
        assert getattr(packaged().outlet_of(f"https://{fact.domain}/"), fact.field) != fact.value
