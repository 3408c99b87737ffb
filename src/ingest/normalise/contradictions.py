"""Dates of one article that contradict each other: which one is believed, and why.

Each rule looks at the best candidate so far and at the others, and gives the one that is believed; it says
so in the notes of its choice. What lost stays with the winner as an alternative.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from ingest.parsing.dates_zones import zone_named
from ingest.records import Moment, Outlet, Precision, Reading, ZoneBasis

_SAME_MINUTE = timedelta(minutes=1)
_CLOCK_SKEW = timedelta(minutes=10)
_ZONE_MISTAKE = timedelta(hours=36)  # two readings further apart than this are not one date with two zones
SHOWN = frozenset({"visible", "time", "url"})
"""Origins that people see."""
_CREATION = re.compile(r"creat", re.IGNORECASE)  # when a draft was begun
_WALL_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")


class Seen(NamedTuple):
    """When and where dates were read."""

    at: datetime
    outlet: Outlet | None = None
    changed: Moment | None = None  # the last change that the page states


def resolved(candidates: Sequence[Moment], seen: Seen) -> Moment | None:
    """The candidate that wins, with the others as alternatives.

    The first candidate wins, but: a day order that is open is settled by another date of the page; a
    day or a clock without a zone gives way to the same day or clock with one; of the same digits with
    two offsets the one that is not UTC is right (a local time stamped as UTC is the usual fault: 75 of
    2,000 pages, research/extract.md section 4), and of two times in UTC that are one by the outlet's
    zone the true one; a time after the capture gives way to a possible one; of
    two days that machines are told, the one that the page shows to people is right; a day or a copy of the
    last change gives way to the only day that the page shows.
    """
    if not candidates:
        return None
    best = _settled(candidates[0], candidates)
    others = candidates[1:]
    for improve in RULES:
        best = improve(best, others, seen)
    return best.model_copy(update={"alternatives": _alternatives(best, candidates)})


def _settled(moment: Moment, candidates: Sequence[Moment]) -> Moment:
    """An open day order, settled by another date of the page that agrees with one of the readings."""
    if moment.day is not None:
        return moment
    days = {other.day for other in candidates if other.day}
    agreeing = [reading for reading in moment.alternatives if reading.day in days]
    if len(agreeing) != 1:
        return next((other for other in candidates if other.day), moment)
    return _promoted(agreeing[0], "another date of the page settles the day order")


def _with_zone(best: Moment, others: Sequence[Moment], _: Seen) -> Moment:
    if best.zone_basis in {ZoneBasis.OFFSET, ZoneBasis.ABBREVIATION}:
        return best
    for other in others:
        if other.at is None or other.zone_basis not in {ZoneBasis.OFFSET, ZoneBasis.ABBREVIATION}:
            continue
        if _is_same_clock(best, other) or (_is_day_only(best) and other.day == best.day):
            return _noted(other, f"agrees with {best.origin} and says its zone")
    return best


def _local_digits(best: Moment, others: Sequence[Moment], _: Seen) -> Moment:
    if not _is_utc(best):
        return best
    for other in others:
        if (
            other.at
            and other.zone_basis is ZoneBasis.OFFSET
            and not _is_utc(other)
            and _is_same_clock(best, other)
        ):
            return _noted(other, f"same digits as {best.origin}, which stamps them as UTC")
    return best


def _true_utc(best: Moment, others: Sequence[Moment], seen: Seen) -> Moment:
    """Of two times in UTC the one whose clock at the outlet's place shows the digits of the other."""
    zone = zone_named(seen.outlet.zone) if seen.outlet and seen.outlet.zone else None
    if zone is None or best.at is None or not _is_utc(best):
        return best
    for other in others:
        if other.at and _is_utc(other) and best.at != other.at:
            local = other.at.astimezone(zone).replace(tzinfo=UTC)
            if abs(local - best.at) < _SAME_MINUTE:
                return _noted(other, f"{best.origin} stamps the same time as UTC in the clock of {zone.key}")
    return best


def _possible(best: Moment, others: Sequence[Moment], seen: Seen) -> Moment:
    if not _is_after(best, seen.at):
        return best
    for other in others:
        if (
            other.at
            and best.at
            and not _is_after(other, seen.at)
            and abs(other.at - best.at) <= _ZONE_MISTAKE
        ):
            return _noted(other, f"{best.origin} says a time after the page was seen")
    return _noted(best, "later than the capture: a wrong clock or zone; nothing on the page says better")


def _witnessed(best: Moment, others: Sequence[Moment], seen: Seen) -> Moment:
    """The stated time that a shown date or the address bears out, where nothing bears out the first."""
    witnesses = {other.day for other in others if _is_witness(other)}
    if _is_witness(best) or not witnesses or _days(best, seen.outlet) & witnesses:
        return best
    for other in others:
        if (
            not _is_witness(other)
            and (best.at is None or other.precision is not Precision.DAY)
            and not _CREATION.search(other.origin)
            and _days(other, seen.outlet) & witnesses
        ):
            return _noted(other, f"{best.origin} says another day than the page shows")
    return best


def _shown_alone(best: Moment, others: Sequence[Moment], seen: Seen) -> Moment:
    """The only day that people are shown, against one that machines are told without a clock of its own.

    That is a day by itself, and the instant of the last change where the publication repeats it: then the
    program that writes the page knows no other, and the day shown must be the earlier one.
    """
    shown = [other for other in others if _is_witness(other) and other.day]
    if (
        _is_witness(best)
        or len({other.day for other in shown}) != 1
        or shown[0].day in _days(best, seen.outlet)
    ):
        return best
    if best.precision is Precision.DAY and best.day and not _is_change(shown[0], seen):
        return _noted(shown[0], f"{best.origin} says another day than the page shows")
    if best.at and seen.changed and best.at == seen.changed.at and _is_before(shown[0], best):
        return _noted(shown[0], f"{best.origin} repeats the last change")
    return best


def _whole_day(best: Moment, _: Sequence[Moment], seen: Seen) -> Moment:
    """A midnight without a written zone is a day: programs that keep days only show their clock as 0:00."""
    zone = zone_named(seen.outlet.zone) if seen.outlet and seen.outlet.zone else None
    if best.zone_basis is not ZoneBasis.OUTLET or best.at is None or zone is None:
        return best
    if best.at.astimezone(zone).time() != time.min:
        return best
    day = {"at": None, "precision": Precision.DAY, "zone_basis": ZoneBasis.NONE}
    return _noted(best.model_copy(update=day), "midnight without a zone: a day without a clock")


def _is_change(moment: Moment, seen: Seen) -> bool:
    return seen.changed is not None and moment.day == seen.changed.day


def _is_before(shown: Moment, best: Moment) -> bool:
    return shown.day is not None and best.day is not None and shown.day < best.day


def _is_witness(moment: Moment) -> bool:
    return moment.origin in SHOWN


def _days(moment: Moment, outlet: Outlet | None = None) -> set[date | None]:
    """The days on which people may see it: as written where the offset is local, else around midnight."""
    if moment.at is None or (moment.zone_basis is ZoneBasis.OFFSET and not _is_utc(moment)):
        return {moment.day}
    zone = zone_named(outlet.zone) if outlet and outlet.zone else None
    if zone is not None:
        return {moment.day, moment.at.astimezone(zone).date()}
    return {moment.day, *((moment.at + timedelta(hours=hours)).date() for hours in (-12, 14))}


def _is_after(moment: Moment, seen_at: datetime) -> bool:
    if moment.at:
        return moment.at > seen_at + _CLOCK_SKEW
    return moment.day is not None and moment.day > _latest_day(seen_at)


def _latest_day(seen_at: datetime) -> date:
    """The day that has begun somewhere on earth."""
    return (seen_at.astimezone(UTC) + timedelta(hours=14)).date()


def _is_same_clock(one: Moment, other: Moment) -> bool:
    mine, theirs = _WALL_CLOCK.search(one.raw), _WALL_CLOCK.search(other.raw)
    return mine is not None and theirs is not None and mine.groups() == theirs.groups()


def _is_day_only(moment: Moment) -> bool:
    clock = _WALL_CLOCK.search(moment.raw)
    return moment.precision is Precision.DAY or (clock is not None and clock[2] == "00:00")


def _is_utc(moment: Moment) -> bool:
    return (
        moment.zone_basis is ZoneBasis.OFFSET
        and re.search(r"(Z|UTC|GMT|[+-]00:?00)$", moment.raw.strip()) is not None
    )


def _noted(moment: Moment, note: str) -> Moment:
    return moment.model_copy(update={"notes": (*moment.notes, note)})


def _promoted(reading: Reading, note: str) -> Moment:
    fields = {name: getattr(reading, name) for name in Reading.model_fields}
    return Moment.model_construct(**{**fields, "notes": (*reading.notes, note)}, alternatives=())


def _alternatives(best: Moment, candidates: Sequence[Moment]) -> tuple[Reading, ...]:
    """The other candidates that say something else, and the other readings of the winner."""
    found: list[Reading] = list(best.alternatives)
    said = {(best.at, best.day)}
    for other in candidates:
        if (other.at, other.day) in said:
            continue
        said.add((other.at, other.day))
        found.append(Reading.model_construct(**{name: getattr(other, name) for name in Reading.model_fields}))
    return tuple(found)


Rule = Callable[[Moment, Sequence[Moment], Seen], Moment]
RULES: tuple[Rule, ...] = (
    _with_zone, _local_digits, _possible, _true_utc, _witnessed, _shown_alone, _whole_day,
)  # fmt: skip
"""In this order, each on the choice of the one before."""
