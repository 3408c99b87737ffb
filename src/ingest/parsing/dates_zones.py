"""From a clock on a page to an instant: offsets, abbreviations, the outlet's own zone; never a guess."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.records import Agency, Outlet, Zone, ZoneBasis

UTC_NAMES = frozenset({"Z", "z", "GMT", "UTC", "UT", "+0000", "-0000", "+00:00", "-00:00", "+00"})
_OBSOLETE = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""RFC 2822 section 4.3: what these mean in a header field, in hours."""
_FURTHEST = timedelta(hours=14)  # Kiribati
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d\d)?")

_PEOPLE = {
    "AE": ("the Emirates", "Emirati"), "AU": ("Australia", "Australian"),
    "BD": ("Bangladesh", "Bangladeshi"), "BR": ("Brazil", "Brazilian"), "CA": ("Canada", "Canadian"),
    "CN": ("China", "Chinese"), "CU": ("Cuba", "Cuban"), "GB": ("Britain", "British"),
    "IE": ("Ireland", "Irish"), "IL": ("Israel", "Israeli"), "IN": ("India", "Indian"),
    "IQ": ("Iraq", "Iraqi"), "MY": ("Malaysia", "Malaysian"), "NZ": ("New Zealand", "of New Zealand"),
    "PH": ("the Philippines", "Philippine"), "PK": ("Pakistan", "Pakistani"),
    "SA": ("Saudi Arabia", "Saudi"), "SG": ("Singapore", "Singaporean"),
    "US": ("the United States", "American"), "ZA": ("South Africa", "South African"),
}  # fmt: skip
"""Only for the notes that people read."""


class Place(NamedTuple):
    """What is known of where a clock hangs."""

    outlet: Outlet | None = None
    zones: tuple[Zone, ...] = ()
    agency: Agency | None = None


class Located(NamedTuple):
    """An instant with the way it was found. `others` are instants that the same clock may show."""

    at: datetime | None
    basis: ZoneBasis
    notes: tuple[str, ...] = ()
    others: tuple[tuple[datetime, str], ...] = ()


def instant_of(local: datetime, written: str, place: Place, *, is_header: bool = False) -> Located:
    """The instant of a naive local clock.

    `written` is the zone as it stands behind the clock, or empty. `is_header` says that the text has the
    form of an RFC 2822 header field, which defines what EST, CST, MST and PST mean.
    """
    if not written:
        return _in_outlet_zone(local, place.outlet)
    offset = UTC if written in UTC_NAMES else offset_of(written)
    if offset is not None:
        return Located(local.replace(tzinfo=offset).astimezone(UTC), ZoneBasis.OFFSET)
    if _OFFSET.fullmatch(written):
        return Located(None, ZoneBasis.NONE, (f"{written} is no offset from UTC that exists",))
    return _by_abbreviation(local, written, place, is_header=is_header)


@lru_cache(maxsize=256)
def offset_of(written: str) -> timezone | None:
    """+05:30, +0530, +05, UTC+5 as a zone; None where it is none of them or too far from UTC.

    >>> offset_of("GMT+5:30")
    datetime.timezone(datetime.timedelta(seconds=19800))
    """
    match = _OFFSET.fullmatch(written)
    if not match:
        return None
    distance = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if distance > _FURTHEST:
        return None
    return timezone(distance if match[1] == "+" else -distance)


@lru_cache(maxsize=512)
def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None. ZoneInfo raises three kinds of error for bad names."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _in_outlet_zone(local: datetime, outlet: Outlet | None) -> Located:
    zone = zone_named(outlet.zone) if outlet and outlet.zone else None
    if outlet is None or zone is None:
        return Located(None, ZoneBasis.NONE, ("no zone is written and that of the outlet is unknown",))
    located = _in_zone(local, zone)
    note = f"no zone is written: read in that of {outlet.name}, {outlet.zone}"
    return Located(located.at, ZoneBasis.OUTLET, (note, *located.notes), located.others)


def _in_zone(local: datetime, zone: ZoneInfo) -> Located:
    """A wall clock in a zone with its gaps and folds (PEP 495)."""
    early = local.replace(tzinfo=zone, fold=0)
    late = local.replace(tzinfo=zone, fold=1)
    at = early.astimezone(UTC)
    if early.utcoffset() == late.utcoffset():
        return Located(at, ZoneBasis.OUTLET)
    if at.astimezone(zone).replace(tzinfo=None) != local:
        return Located(
            at,
            ZoneBasis.OUTLET,
            ("the clock was skipped that night: read as if it had not been put forward",),
        )
    other = (late.astimezone(UTC), "the second time that night")
    return Located(
        at, ZoneBasis.OUTLET, ("the clock showed this twice that night: the first is taken",), (other,)
    )


# --- abbreviations ------------------------------------------------------------------------------------


def _by_abbreviation(local: datetime, written: str, place: Place, *, is_header: bool) -> Located:
    rows = [zone for zone in place.zones if zone.abbreviation == written]
    chosen = _by_country(rows, written, place) or _by_own_zone(local, written, place.outlet)
    if chosen:
        return _located(local, *chosen)
    default = _OBSOLETE.get(written)
    if default is not None and (is_header or not rows):
        row = Zone(abbreviation=written, country=None, offset_minutes=default * 60)
        return _located(local, row, f"{written} read as RFC 2822 defines it")
    anywhere = [row for row in rows if row.country is None] or rows
    if anywhere and len({_offset_at(row, local) for row in anywhere}) == 1:
        return _located(local, anywhere[0], f"{written} has one meaning")
    if not anywhere:
        return Located(None, ZoneBasis.NONE, (f"{written} is no zone that we know",))
    others = tuple((_instant(local, row), f"{written} of {_land(row.country)}") for row in anywhere)
    return Located(
        None, ZoneBasis.NONE, (f"{written} is used in {_lands(anywhere)}: nothing says which",), others
    )


def _by_country(rows: Sequence[Zone], written: str, place: Place) -> tuple[Zone, str] | None:
    """The meaning in the outlet's country, else in the agency's."""
    owners = [(owner, kind) for owner, kind in ((place.outlet, "outlet"), (place.agency, "agency")) if owner]
    for owner, _ in owners:
        for row in rows:
            if row.country and row.country == owner.country:
                kinds = [kind for other, kind in owners if other.country == row.country]
                is_or_are = "is" if len(kinds) == 1 else "are"
                because = f"the {' and the '.join(kinds)} {is_or_are} {_people(row.country)}"
                return row, f"{written} read as {_land(row.country)} because {because}"
    return None


def _by_own_zone(local: datetime, written: str, outlet: Outlet | None) -> tuple[Zone, str] | None:
    """The outlet's own zone, where it goes by this abbreviation on that day."""
    zone = zone_named(outlet.zone) if outlet and outlet.zone else None
    if outlet is None or zone is None or written not in _names_of(zone, local.year):
        return None
    distance = _names_of(zone, local.year)[written]
    row = Zone(abbreviation=written, country=outlet.country, offset_minutes=distance)
    return row, f"{written} is what the zone of {outlet.name}, {outlet.zone}, is called"


def _names_of(zone: ZoneInfo, year: int) -> dict[str, int]:
    """Abbreviations of a zone in a year with their offsets in minutes."""
    days = (datetime(year, month, 1, 12, tzinfo=zone) for month in (1, 7))
    return {day.tzname() or "": _minutes(day) for day in days}


def _located(local: datetime, row: Zone, note: str) -> Located:
    return Located(_instant(local, row), ZoneBasis.ABBREVIATION, (note,))


def _instant(local: datetime, row: Zone) -> datetime:
    return (local - timedelta(minutes=_offset_at(row, local))).replace(tzinfo=UTC)


def _offset_at(row: Zone, local: datetime) -> int:
    """Minutes east of UTC. Two letters (ET, PT) name both standard and summer time of their zone."""
    zone = zone_named(row.zone) if row.zone and len(row.abbreviation) == 2 else None
    return row.offset_minutes if zone is None else _minutes(local.replace(tzinfo=zone))


def _minutes(aware: datetime) -> int:
    return int((aware.utcoffset() or timedelta()).total_seconds() // 60)


def _land(country: str | None) -> str:
    return _PEOPLE.get(country or "", (country or "everywhere", ""))[0]


def _lands(rows: Iterable[Zone]) -> str:
    return ", ".join(dict.fromkeys(_land(row.country) for row in rows))


def _people(country: str) -> str:
    return _PEOPLE.get(country, ("", f"of {country}"))[1]
