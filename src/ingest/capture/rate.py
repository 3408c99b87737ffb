"""How long to wait until a feed is worth asking again, from how often it brings news. Pure.

Entries appear at random, at a rate that differs from feed to feed and over the day. Asking each feed
when a number of new entries is expected (interval ~ 1 / rate) spends most requests on few feeds and
leaves the others waiting; asking all alike wastes them on quiet ones. With a given number of requests
the mean delay is least where the interval falls with the square root of the rate (Sia, Cho and Cho,
Efficient Monitoring Algorithm for Fast News Alerts). Rates are guesses: a lesser power, which leans
less on them, does better still in the mean and the tail (benchmarks/scheduling.py).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ingest.records import Record

EXPONENT = 0.15
"""Of the rate in the speed with which the wish to ask grows; 1 would be a number of expected entries."""

EFFORT = 0.6
"""The wish at which a feed is asked: a feed with one entry an hour is asked every 36 minutes."""

_HOUR = timedelta(hours=1)
_UNIFORM = 20.0  # entries added to each hour of the profile: few entries say little about the time of day
_NEIGHBOUR = 0.25  # share of an hour's entries that count for the hour before, and as many for the one after
_HORIZON = 24 * 14  # hours; nobody waits longer


class Rhythm(Record):
    """How often a feed brings news."""

    entries: int  # the most recent, up to some number
    since: datetime  # when the first of them appeared
    by_hour: tuple[int, ...] = ()  # entries that appeared in each GMT hour; empty: not known


def rate(rhythm: Rhythm, now: datetime) -> float:
    """Entries an hour, from the most recent ones and the time since."""
    return rhythm.entries / max((now - rhythm.since) / _HOUR, 1.0)


def peak(rhythm: Rhythm, now: datetime) -> float:
    """Entries an hour in the busiest hour of the day."""
    return rate(rhythm, now) * max(_profile(rhythm.by_hour))


def wait(rhythm: Rhythm, now: datetime, effort: float = EFFORT) -> timedelta:
    """How long to wait after `now`: until the wish to ask has grown to `effort`."""
    hourly, profile = rate(rhythm, now), _profile(rhythm.by_hour)
    at, wish = now.astimezone(UTC), 0.0
    for _ in range(_HORIZON):
        ends = at.replace(minute=0, second=0, microsecond=0) + _HOUR
        speed: float = (hourly * profile[at.hour]) ** EXPONENT
        grown = speed * ((ends - at) / _HOUR)
        if wish + grown >= effort:
            return at + (effort - wish) / speed * _HOUR - now
        at, wish = ends, wish + grown
    return at - now


def _profile(by_hour: Sequence[int]) -> list[float]:
    """Each hour's share of a day's entries, 1 on average."""
    if not any(by_hour):
        return [1.0] * 24
    smooth = [
        _UNIFORM
        + entries * (1 - 2 * _NEIGHBOUR)
        + (by_hour[hour - 1] + by_hour[(hour + 1) % 24]) * _NEIGHBOUR
        for hour, entries in enumerate(by_hour)
    ]
    mean = sum(smooth) / 24
    return [share / mean for share in smooth]
