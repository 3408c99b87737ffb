"""The one date reader: what people and machines write as a date, as a `Moment` with its evidence.

ISO 8601 (with the variants of RFC 3339), RFC 2822 with its obsolete zones, epoch seconds and milliseconds,
compact digits, and visible forms in more than 50 languages. Nothing is guessed: a day order that cannot be
known gives a `Moment` without `at` and `day` and with both readings as alternatives; a clock without a
zone gives a `day` and no instant.

Feeds call this thousands of times: the two machine forms are one regular expression each, and records are
built without validation, because all their values come from here.
"""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from ingest.parsing.dates_visible import Stated, stated_dates
from ingest.parsing.dates_words import MONTHS_OF_RFC
from ingest.parsing.dates_zones import UTC_NAMES, Place, instant_of, offset_of
from ingest.records import Agency, Moment, Outlet, Precision, Reading, Zone, ZoneBasis

FIRST_YEAR = 1900
"""Years before this one are typing errors, empty database fields or history, not news."""
LAST_YEAR = 2199
_LONGEST = 300  # characters: a date is shorter; what follows is somebody's article

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,12})?)?"
    r"\s?([Zz]|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.ASCII,
).fullmatch
_RFC = re.compile(
    r"(?:[A-Za-z]{3,9},?\s{1,3})?(\d{1,2})\s([A-Za-z]{3})\s(\d{4})\s(\d{1,2}):(\d\d)(?::(\d\d))?\s([+-]\d{4}|[A-Z]{1,5})",
    re.ASCII,
).fullmatch
_EPOCH = re.compile(r"(\d{10})(?:\d{3}|\d{6})?(?:\.\d{1,9})?", re.ASCII).fullmatch
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?\s?([Zz]|[+-]\d\d:?\d\d)?)?", re.ASCII
).fullmatch
_NO_SUCH_HOUR = "the clock shows an hour that does not exist"


class _Mark(NamedTuple):
    """Where a date stands and what it says there."""

    origin: str
    raw: str


def read_moment(
    raw: str,
    *,
    origin: str,
    outlet: Outlet | None = None,
    zones: tuple[Zone, ...] = (),
    agency: Agency | None = None,
) -> Moment | None:
    """The moment that a text states, or None where it states none. Never raises for any text.

    Args:
        raw: the text as it stands in the document; white space around it does not matter.
        origin: where it stands, for the record: `feed:published`, `jsonld:datePublished`, `visible` …
        outlet: whose page it is: its country reads zone abbreviations, its zone stands in for a missing
            one, its day order decides 03/04/2024, its language decides between homonymous month names.
        zones: what abbreviations mean where (`Knowledge.zones`).
        agency: who wrote the text, where known: its country helps where the outlet's does not.

    `at` is UTC and None for a day without a clock; `day` is the local day as written.

    >>> str(read_moment("2024-02-20T16:04:00+05:30", origin="x").at)
    '2024-02-20 10:34:00+00:00'
    >>> [str(reading.day) for reading in read_moment("03/04/2024", origin="x").alternatives]
    ['2024-04-03', '2024-03-04']
    """
    text = raw.strip()
    mark = _Mark(origin, raw)
    match = _ISO(text)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
        fields = (int(year), int(month), int(day))
    else:
        match = _RFC(text)
        if not match:
            return _slow(text[:_LONGEST], mark, Place(outlet, zones, agency))
        day, name, year, hour, minute, second, zone = match.groups()
        fields = (int(year), MONTHS_OF_RFC.get(name.lower(), 0), int(day))
    if zone is None:
        stated = Stated(*fields, _number(hour), _number(minute), _number(second))
        return _moment_of(stated, mark, Place(outlet, zones, agency))
    clock = (int(hour), int(minute), _number(second))
    if zone in UTC_NAMES or not zone.isalpha():
        return _with_offset(fields, clock, zone, mark)
    is_header = second is not None or "," in text  # "20 Feb 2024 16:04 CST" is how people write as well
    return _moment_of(Stated(*fields, *clock, zone, is_header), mark, Place(outlet, zones, agency))


def _with_offset(
    day: tuple[int, int, int], clock: tuple[int, int, int | None], zone: str, mark: _Mark
) -> Moment | None:
    """The common case in feeds, kept short: about 5 microseconds."""
    offset = UTC if zone in UTC_NAMES else offset_of(zone)
    if not FIRST_YEAR <= day[0] <= LAST_YEAR:
        return None
    hour, minute, second = clock
    try:
        local = datetime(*day, hour, minute, min(second or 0, 59), tzinfo=offset)
    except ValueError:
        return _moment_of(Stated(*day, hour, minute, second, zone), mark, Place())
    if offset is None:
        return _moment_of(Stated(*day, hour, minute, second, zone), mark, Place())
    at = local if offset is UTC else local.astimezone(UTC)
    precision = Precision.MINUTE if second is None else Precision.SECOND
    return _moment(mark, at, local.date(), precision, ZoneBasis.OFFSET)


def _slow(text: str, mark: _Mark, place: Place) -> Moment | None:
    """Forms that are rare in feeds. Fourteen digits are a compact date, ten or thirteen an epoch."""
    stated = _compact(text) or _epoch(text) or stated_dates(text, place.outlet)
    moments = [moment for moment in (_moment_of(one, mark, place) for one in stated) if moment]
    if not moments:
        return None
    if len(moments) == 1:
        return moments[0]
    note = "day first or month first: nothing says which"
    others = tuple(_without_alternatives(moment) for moment in moments)
    return _moment(mark, None, None, moments[0].precision, ZoneBasis.NONE, (note,), others)


def _compact(text: str) -> tuple[Stated, ...]:
    match = _COMPACT(text)
    if not match:
        return ()
    year, month, day, hour, minute, second, zone = match.groups()
    stated = Stated(
        int(year), int(month), int(day), _number(hour), _number(minute), _number(second), zone or ""
    )
    return (stated,) if FIRST_YEAR <= stated.year <= LAST_YEAR and stated.day_or_none() else ()


def _epoch(text: str) -> tuple[Stated, ...]:
    match = _EPOCH(text)
    if not match:
        return ()
    at = datetime.fromtimestamp(int(match[1]), UTC)
    return (
        Stated(at.year, at.month, at.day, at.hour, at.minute, at.second, "Z", notes=("seconds since 1970",)),
    )


def _moment_of(stated: Stated, mark: _Mark, place: Place) -> Moment | None:
    """One reading as a moment; its alternatives are those of its zone."""
    day = stated.day_or_none() if FIRST_YEAR <= stated.year <= LAST_YEAR else None
    if day is None:
        return None
    local = stated.clock_or_none()
    if local is None:
        notes = stated.notes if stated.hour is None else (*stated.notes, _NO_SUCH_HOUR)
        return _moment(mark, None, day, Precision.DAY, ZoneBasis.NONE, notes)
    precision = Precision.MINUTE if stated.second is None else Precision.SECOND
    found = instant_of(local, stated.zone, place, is_header=stated.is_header)
    basis = ZoneBasis.ABBREVIATION if stated.zone else ZoneBasis.OUTLET
    others = tuple(_reading(mark, at, day, precision, basis, (note,)) for at, note in found.others)
    return _moment(mark, found.at, day, precision, found.basis, (*stated.notes, *found.notes), others)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


# --- records without validation: 3 microseconds instead of 8 ------------------------------------------


def _moment(  # noqa: PLR0913, PLR0917 - the fields of the record, in its order
    mark: _Mark,
    at: datetime | None,
    day: date | None,
    precision: Precision,
    basis: ZoneBasis,
    notes: tuple[str, ...] = (),
    alternatives: tuple[Reading, ...] = (),
) -> Moment:
    return Moment.model_construct(
        at=at, day=day, precision=precision, zone_basis=basis,
        origin=mark.origin, raw=mark.raw, notes=notes, alternatives=alternatives,
    )  # fmt: skip


def _reading(
    mark: _Mark,
    at: datetime | None,
    day: date | None,
    precision: Precision,
    basis: ZoneBasis,
    notes: tuple[str, ...],
) -> Reading:
    return Reading.model_construct(
        at=at, day=day, precision=precision, zone_basis=basis, origin=mark.origin, raw=mark.raw, notes=notes
    )


def _without_alternatives(moment: Moment) -> Reading:
    mark = _Mark(moment.origin, moment.raw)
    return _reading(mark, moment.at, moment.day, moment.precision, moment.zone_basis, moment.notes)
