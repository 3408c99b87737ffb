"""What a server's headers ask of a client: when to come again."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.parsing.payload import header

_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_ASK_AGAIN = re.compile(r"\b(?:no-cache|no-store|must-revalidate)\b", re.IGNORECASE)
LONGEST_WAIT = 30 * 86_400
"""Seconds; a server that asks for more is misconfigured, and nobody is asked never again."""


def seconds_to_wait(headers: tuple[tuple[str, str], ...], now: datetime) -> int | None:
    """Retry-After in seconds: a number or a date (RFC 9110 section 10.2.3); None where it says neither.

    >>> asked = (("Retry-After", "Tue, 20 Feb 2024 16:05:00 GMT"),)
    >>> seconds_to_wait(asked, datetime(2024, 2, 20, 16, 4, tzinfo=UTC))
    60
    """
    text = (header(headers, "retry-after") or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST_WAIT)
    until = _instant(text)
    return None if until is None else max(0, min(int((until - now).total_seconds()), LONGEST_WAIT))


def fresh_for(headers: tuple[tuple[str, str], ...], now: datetime) -> int | None:
    """Seconds for which an answer stays fresh, counted from `now`, when it came (RFC 9111 section 4.2).

    Cache-Control's max-age counts before Expires, less the Age that a cache on the way names. Servers that
    want every reader to ask again (no-cache, no-store, must-revalidate) have no such wish.

    >>> said = (("Cache-Control", "public, max-age=600"), ("Age", "100"))
    >>> fresh_for(said, datetime(2024, 2, 20, tzinfo=UTC))
    500
    """
    control = header(headers, "cache-control") or ""
    if _ASK_AGAIN.search(control):
        return None
    match = _MAX_AGE.search(control)
    if match is None:
        return _until_expiry(headers, now)
    age = (header(headers, "age") or "").strip()
    passed = int(age[:9]) if age.isascii() and age.isdigit() else 0
    return max(0, min(int(match[1]) - passed, LONGEST_WAIT))


def _until_expiry(headers: tuple[tuple[str, str], ...], now: datetime) -> int | None:
    """Expires less the server's own Date: its clock need not be ours. `0` and the like mean expired."""
    expires = _instant(header(headers, "expires"))
    if expires is None:
        return None
    said_at = _instant(header(headers, "date")) or now
    return max(0, min(int((expires - said_at).total_seconds()), LONGEST_WAIT))


def _instant(text: str | None) -> datetime | None:
    try:
        instant = parsedate_to_datetime((text or "").strip())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return instant.replace(tzinfo=instant.tzinfo or UTC)
