"""What feed formats have in common: the text of a field, its address, its author, its date.

Used by the readers of XML, JSON and malformed feeds, so that all three give the same record.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from ingest.parsing.dates import read_moment
from ingest.records import Author, Moment

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_C1_AS_WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
_PLAIN_WEB = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_MAILBOX = re.compile(r"\s*[\w.+%-]{1,64}@[\w.-]{1,255}\s*")
_NAME_AND_MAILBOX = re.compile(r"(?P<name>[^<>()]+?)\s*[<(]\s*[^\s<>()@]+@[^\s<>()@]+\s*[>)]")
_MAILBOX_AND_NAME = re.compile(r"[^\s<>()@]+@[^\s<>()@]+\s*\((?P<name>.+)\)")
_LONGEST_NAME = 500  # characters; more is no name, and the patterns above are not for it
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SECONDS_OF_PERIOD = {
    "hourly": 3_600,
    "daily": 86_400,
    "weekly": 604_800,
    "monthly": 2_592_000,
    "yearly": 31_536_000,
}


def without_controls(text: str) -> str:
    r"""Text without control characters; those of Windows-1252 that pose as C1 become what was meant.

    >>> without_controls("a\x0bb\x93c")
    'ab“c'
    """
    if _CONTROL.search(text):
        return _CONTROL.sub("", text.translate(_C1_AS_WINDOWS_1252))
    return text


def absolute(address: str | None, base: str) -> str | None:
    """The http(s) address that a reference means at a base; None where it is none.

    >>> absolute(" /a ", "https://example.org/feed")
    'https://example.org/a'
    >>> absolute("javascript:x", "https://example.org/") is None
    True
    """
    if not address:
        return None
    address = "".join(address.split("\n")).strip()
    if not address.startswith(("https://", "http://")):
        try:
            address = urljoin(base, address) if address else ""
        except ValueError:
            return None
    return address if is_web_address(address) else None


def is_web_address(address: str) -> bool:
    """Whether an address can be fetched over HTTP: scheme and host are there."""
    if _PLAIN_WEB.match(address):
        return True
    if not address[:8].lower().startswith(("https://", "http://")):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def first_dated(texts: Iterable[str], origin: str) -> Moment | None:
    """The first text that states a date."""
    for text in texts:
        if moment := read_moment(text, origin=origin):
            return moment
    return None


def person(text: str) -> Author | None:
    """The author that a text names; RSS writes `mail@example.org (Name)` and its inverse.

    >>> person("news@example.org (Jane Roe)").name
    'Jane Roe'
    """
    name = " ".join(text.split())
    if not name:
        return None
    if "@" in name and len(name) <= _LONGEST_NAME:
        match = _MAILBOX_AND_NAME.fullmatch(name) or _NAME_AND_MAILBOX.fullmatch(name)
        name = match["name"].strip() or name if match else name
    return Author(name=name)


def people(texts: Iterable[str]) -> tuple[Author, ...]:
    """Authors without repetition; a bare mail address only where there is no name."""
    found = {author.name: author for author in map(person, texts) if author}
    if len(found) > 1:
        named = [author for name, author in found.items() if not _MAILBOX.fullmatch(name)]
        return tuple(named or found.values())
    return tuple(found.values())


def distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts without blanks and repetitions, in order."""
    return tuple(dict.fromkeys(stripped for text in texts if text and (stripped := text.strip())))


def whole_number(text: str | None) -> int | None:
    """A number of up to 15 digits, as lengths and minutes are written; None for anything else."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def interval_floor(ttl: str | None, period: str | None, frequency: str | None) -> int | None:
    """Seconds between polls that a feed asks for, the longer where it asks twice.

    Args:
        ttl: minutes (RSS 2.0).
        period: `hourly` … `yearly` (RSS 1.0 syndication module; daily where only a frequency is given).
        frequency: polls within one period.
    """
    floors = []
    if minutes := whole_number(ttl):
        floors.append(minutes * 60)
    seconds = _SECONDS_OF_PERIOD.get((period or "daily").strip().lower())
    if (period or frequency) and seconds:
        floors.append(seconds // (whole_number(frequency) or 1))
    return max(floors, default=None)


def hours_to_skip(texts: Iterable[str]) -> tuple[int, ...]:
    """Hours of the day in GMT in which nobody should ask (RSS 2.0 `skipHours`; 24 is how some write 0).

    All 24 of them would mean never, which is nonsense and not heeded.

    >>> hours_to_skip(["0", "1", "24", "noon"])
    (0, 1)
    """
    hours = {hour % 24 for text in texts if (hour := whole_number(text)) is not None and hour <= 24}
    return tuple(sorted(hours)) if len(hours) < 24 else ()


def days_to_skip(texts: Iterable[str]) -> tuple[int, ...]:
    """Days of the week in GMT, 0 is Monday, on which nobody should ask (RSS 2.0 `skipDays`); never all seven.

    >>> days_to_skip(["Sunday", "Saturday"])
    (5, 6)
    """
    days = {_DAYS.index(name) for text in texts if (name := text.strip().lower()) in _DAYS}
    return tuple(sorted(days)) if len(days) < 7 else ()
