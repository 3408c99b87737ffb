"""Lists of feeds in any of the forms in which people keep them: OPML, CSV, one address a line. Pure."""

import csv
import io
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping

from ingest.errors import UnreadableFile
from ingest.parsing.offers import FeedList, Offer, Refusal, why_not
from ingest.parsing.opml import read_opml
from ingest.parsing.payload import text_of

_COLUMNS = {
    "url": ("url", "feed", "feed_url", "feedurl", "xmlurl", "rss", "rss_url", "link"),
    "title": ("title", "name", "text", "publication", "source"),
    "folder": ("folder", "category", "country", "group", "tag"),
    "home_url": ("home_url", "htmlurl", "home", "site", "website", "homepage"),
    "outlet_domain": ("outlet_domain", "outletdomain", "outlet", "domain"),
}
_MARKUP = re.compile(r"\s*<")
_SHOWN = 80  # characters of a line that is refused


def read_feed_list(payload: bytes) -> FeedList:
    """Read a list: OPML where it is XML, CSV where its first line names columns, else one address a line.

    Raises:
        UnreadableFile: it is XML, and no OPML; or no line of it offers a feed.
    """
    text = text_of(payload)
    if _MARKUP.match(text.lstrip("\ufeff")):
        return read_opml(payload)
    lines = text.lstrip("\ufeff").splitlines()
    separator = _separator(lines)
    found = list(_rows(lines, separator) if separator else _plain(lines))
    if not any(isinstance(one, Offer) for one in found):
        raise UnreadableFile(
            "no list of feeds: no OPML, no CSV with a column `url`, and no address on any line"
        )
    return FeedList(
        kind="csv" if separator else "lines",
        offers=tuple(one for one in found if isinstance(one, Offer)),
        refusals=tuple(one for one in found if isinstance(one, Refusal)),
    )


def _separator(lines: Iterable[str]) -> str | None:
    """What separates the columns, where the first line names one that holds addresses."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    for separator in (",", ";", "\t"):
        names = {cell.strip().strip('"').lower() for cell in first.split(separator)}
        if names & set(_COLUMNS["url"]):
            return separator
    return None


def _rows(lines: list[str], separator: str) -> Iterator[Offer | Refusal]:
    kept = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]
    reader = csv.DictReader(io.StringIO("\n".join(line for _, line in kept)), delimiter=separator)
    try:
        for row in reader:
            line = kept[min(reader.line_num, len(kept)) - 1][0]
            cells = {
                (name or "").strip().lower(): value for name, value in row.items() if isinstance(value, str)
            }
            known = {field: _cell(cells, names) for field, names in _COLUMNS.items()}
            yield _offer(line, known.pop("url") or "", known)
    except csv.Error as error:
        yield Refusal(
            line=kept[min(reader.line_num, len(kept)) - 1][0], text="", reason=f"no CSV from here on: {error}"
        )


def _cell(cells: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((value for name in names if (value := (cells.get(name) or "").strip())), None)


def _plain(lines: Iterable[str]) -> Iterator[Offer | Refusal]:
    """One address a line, a title behind it; newsboat's `"~title"` and `"tag"` are understood."""
    for number, line in enumerate(lines, start=1):
        address, _, rest = line.strip().partition(" ")
        if not address or address.startswith("#"):
            continue
        yield _offer(number, address, _behind(rest.strip()))


def _behind(rest: str) -> dict[str, str | None]:
    if not rest.startswith('"'):
        return {"title": rest or None}
    try:
        words = shlex.split(rest)
    except ValueError:
        return {"title": rest.strip('"') or None}
    title = next((word[1:] for word in words if word.startswith("~")), None)
    tag = next((word for word in words if not word.startswith("~")), None)
    return {"title": title, "folder": tag}


def _offer(line: int, address: str, known: Mapping[str, str | None]) -> Offer | Refusal:
    if reason := why_not(address):
        return Refusal(line=line, text=address[:_SHOWN], reason=reason if address else "no address")
    home = known.get("home_url")
    return Offer.model_validate(
        {"url": address, "line": line, **known, "home_url": home if home and not why_not(home) else None}
    )
