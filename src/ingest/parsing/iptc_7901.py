r"""IPTC 7901 (revision 5, 1995), the telex-era text format that agencies still send.

    SOH  service and number  priority  category  words  [agency, its number, remarks]  CR LF
         keywords  CR LF
    STX  headline lines, the last ends in "="  CR LF  text
    ETX  day, hour, minute, month, year  EOT

The control characters are one byte each (1 to 4). Paragraphs are parted by blank lines or begin with
spaces. What stands below a notepad's heading is for editors (dpa writes `# Notizblock`).
"""

import re
from datetime import date
from typing import NamedTuple

from ingest.parsing.dates import read_moment
from ingest.parsing.payload import text_of
from ingest.parsing.wire_fields import (
    MAX_PARAGRAPHS,
    distinct,
    plain_paragraphs,
    remarked_signals,
    status_of,
    urgency_of,
)
from ingest.parsing.words import one_line, word_count
from ingest.records import Moment, WireItem

_START = re.compile(rb"[\x00\x07\x0e-\x1f\x7f\s]{0,200}\x01")
_HEADER = re.compile(
    r"\s*(?P<service>[A-Za-z]{1,8})[ ]?(?P<number>\d{1,6})\s+(?P<priority>\d)\s+(?P<category>\S{1,12})\s+"
    r"(?P<words>\d{1,6})\b[ \t]*(?P<rest>[^\r\n]*)"
)
_FIELDS = re.compile(r"(?P<header>[^\x02]{1,4000})\x02(?P<text>[^\x03\x04]*)(?:\x03(?P<end>[^\x04]{0,500}))?")
_AGENCY = re.compile(r"(?<!\S)([A-Za-z]{2,8})(?=[ \t]+\d|\s*$)")
_REMARK = re.compile(r"\(([^()]{1,300})\)")
_BYLINE = re.compile(r"^\s*(?:By|Von|Par|Por|Di|Da|Door|Av|Af)\s+\S")
_DATELINE = re.compile(r"^[^\n(]{2,60}\((?:[^()\n]{2,30})\)\s*[-–—=:]*")  # noqa: RUF001 - dashes as they stand
_NOTEPAD = re.compile(
    r"^\s*#\s*(?:Notizblock|Notepad|Redaktionelle Hinweise|Editorial notes?)", re.IGNORECASE
)
_SENT_AT = re.compile(r"(\d\d)(\d\d)(\d\d)\s*(?:[A-Z]{3,4}\s+)?([^\W\d_]{3,9})\.?\s*(\d{2}|\d{4})\b")
_HEADLINE_LINES = 12  # the last of them ends in "="
_LONGEST_TOP = 4_000  # characters of headlines, remarks and names
_LONGEST_BYLINE = 12  # words
_LINE_END = re.compile(r"\r\n?|\n\r?")


class _Text(NamedTuple):
    headlines: list[str]
    remarks: list[str]  # what stood in brackets among the headlines
    byline: str | None
    body: str


def is_iptc_7901(payload: bytes) -> bool:
    r"""Whether bytes begin as such a message: SOH, a header as the recommendation has it, STX.

    >>> is_iptc_7901(b"\x01abc001 4 pl 12\r\nkeyword\r\n\x02Text\x03010203 jan 24\x04")
    True
    """
    return _START.match(payload) is not None and b"\x02" in payload[:4_200]


def read_iptc_7901(payload: bytes, content_type: str | None) -> WireItem | None:
    """The item in a message; None where its header is none."""
    fields = _FIELDS.match(text_of(payload, content_type).partition("\x01")[2])
    if fields is None:
        return None
    header = _HEADER.match(fields["header"])
    if header is None:
        return None
    keywords = _LINE_END.sub("\n", fields["header"][header.end() :]).strip()
    text = _text(_LINE_END.sub("\n", fields["text"]))
    body, note = _without_notepad(text.body)
    signals = remarked_signals((*_REMARK.findall(keywords), *text.remarks))
    return WireItem(
        standard="iptc-7901",
        guid=None,
        version=None,
        status=status_of(None, signals),
        signals=signals,
        headline=next(iter(text.headlines), None),
        alternative_headlines=distinct(text.headlines[1:]),
        slug=one_line(keywords) or None,
        byline=text.byline,
        dateline=_dateline(body),
        paragraphs=_paragraphs(body),
        provider=_agency(header["rest"]) or header["service"].lower(),
        urgency=urgency_of(header["priority"]),
        subjects=(header["category"].lower(),),
        keywords=distinct(re.split(r"[/\n]", keywords)),
        version_created=_sent_at(fields["end"] or ""),
        editor_note=_note(text.remarks, note),
    )


def _agency(rest: str) -> str | None:
    """The agency that header lines name after the count: `dpa 0000`, `vvvvb KNA 170123-89-00065`."""
    named = _AGENCY.findall(rest)
    return next((name for name in named if name.isupper()), None) or next(iter(named), None)


def _text(text: str) -> _Text:
    """Headlines up to the line that ends in "=", or the first line; then the body."""
    lines = text.strip("\n").split("\n")
    ends = [place for place, line in enumerate(lines[:_HEADLINE_LINES]) if line.rstrip().endswith("=")]
    end = ends[-1] + 1 if ends else 1
    byline = None
    headlines: list[str] = []
    top = "\n".join(lines[:end])[:_LONGEST_TOP]
    remarks = [one_line(remark) for remark in _REMARK.findall(top)]
    for line in _REMARK.sub("", top).split("\n"):
        bare = one_line(line.rstrip().removesuffix("="))
        if _BYLINE.match(bare):
            byline = byline or bare
        elif bare and not bare.endswith("/"):
            headlines.append(bare)
    start = next((place for place in range(end, len(lines)) if lines[place].strip()), len(lines))
    if start < len(lines) and byline is None and _BYLINE.match(lines[start]) and _is_short(lines[start]):
        byline, start = one_line(lines[start].rstrip().removesuffix("=")), start + 1
    return _Text(headlines, remarks, byline, "\n".join(lines[start:]))


def _is_short(line: str) -> bool:
    """A line of names, not the first sentence of the text."""
    return word_count(line) <= _LONGEST_BYLINE and not line.rstrip().endswith(".")


def _without_notepad(body: str) -> tuple[str, str]:
    lines = body.split("\n")
    for place, line in enumerate(lines):
        if _NOTEPAD.match(line):
            return "\n".join(lines[:place]), "\n".join(lines[place + 1 :])
    return body, ""


def _note(remarks: list[str], notepad: str) -> str | None:
    return "\n".join(filter(None, (*remarks, *plain_paragraphs(notepad)))) or None


def _paragraphs(body: str) -> tuple[str, ...]:
    """Parted by blank lines, else by indents, else by lines."""
    if "\n\n" in body.strip("\n"):
        return plain_paragraphs(body)
    parts = re.split(r"\n(?=[ \t]{2,}\S)", body)
    if len(parts) > 1:
        return tuple(line for line in map(one_line, parts) if line)[:MAX_PARAGRAPHS]
    return tuple(line for line in [one_line(body)] if line)


def _dateline(body: str) -> str | None:
    """`BERLIN (dpa) -` at the start of the text."""
    found = _DATELINE.match(body.lstrip())
    return one_line(found[0]) if found and word_count(found[0]) <= 12 else None


def _sent_at(end: str) -> Moment | None:
    """Day, hour, minute, month and year, in the agency's own time, which the message does not name."""
    match = _SENT_AT.search(end)
    if match is None:
        return None
    day, hour, minute, month, year = match.groups()
    named = read_moment(f"{day} {month} {year if len(year) == 4 else '20' + year}", origin="")
    if named is None or named.day is None:
        return None
    return _clocked(named.day, hour, minute)


def _clocked(day: date, hour: str, minute: str) -> Moment | None:
    """The record's raw text is in ISO order, so that it can be read again with the agency's zone."""
    return read_moment(f"{day.isoformat()}T{hour}:{minute}", origin="iptc-7901:end")
