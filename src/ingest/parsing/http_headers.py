"""What a server's headers ask of a client: when to come again."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.parsing.payload import header

_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
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
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    until = until.replace(tzinfo=until.tzinfo or UTC)
    return max(0, min(int((until - now).total_seconds()), LONGEST_WAIT))


def max_age(headers: tuple[tuple[str, str], ...]) -> int | None:
    """Seconds for which an answer stays fresh (Cache-Control, RFC 9111 section 5.2.2.1)."""
    match = _MAX_AGE.search(header(headers, "cache-control") or "")
    return min(int(match[1]), LONGEST_WAIT) if match else None
