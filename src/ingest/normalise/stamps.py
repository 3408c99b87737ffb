# ruff: noqa: RUF001 - dashes, quotes and letters of all scripts are meant as they stand
"""Date lines that a reader sees: `Updated: 20-02-2024 16:04 IST | Created: 20-02-2024 16:04 IST`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.parsing.words import one_line

_LONGEST = 200  # characters: a longer line is a sentence about a date
_MOST_WORDS = 7  # of a date without a label, weekday and place included; more is a caption about a day
_UPDATED = (
    r"(?:last |zuletzt )?(?:updated?|modified|edited)(?: on| at)?|aktualisiert(?: am)?|stand|"
    r"mis à jour(?: le)?|modifié(?: le)?|"
    r"actualizado|atualizado(?: em)?|aggiornato(?: il)?|bijgewerkt|aktualizacja|aktualizováno|"
    r"oppdatert|uppdaterad|opdateret|"
    r"güncelleme|обновлено|оновлено|更新|最終更新|수정"
)
_PUBLISHED = (
    r"(?:first |originally )?(?:published|posted|created|issued|released)(?: on| at)?|date|datum|"
    r"veröffentlicht(?: am)?|publiziert(?: am)?|erschienen(?: am)?|"
    r"erstellt(?: am)?|publié(?: le)?|"
    r"publicado(?: em| el)?|pubblicato(?: il)?|gepubliceerd|opublikowano|publikováno|publisert|"
    r"publicerad|udgivet|julkaistu|"
    r"yayınlanma|опубликовано|опубліковано|发布|發布|公開|掲載|입력|등록"
)
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))(?!\w)\s*:?\s*", re.IGNORECASE
)
_LONGEST_LABELLED = 60  # characters behind a label: weekday, date, clock, zone
_AROUND = " ,-–—()"
_CLOCK_APART = re.compile(r"(?<=\d)\s*[|•·]\s*(?=\d{1,2}[:.h]\d\d(?!\d))")  # 20.02.2024 | 16:04 Uhr
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s;\s|(?<=\d)\s+[-–—]\s+(?=[^\W\d])")
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)|[./]\d\d(?!\d)")
_NUMBERS = re.compile(r"\d+")


class Stamp(NamedTuple):
    """One date of a date line, without its label."""

    is_update: bool
    raw: str
    is_labelled: bool


def stamps_in(line: str) -> Iterator[Stamp]:
    """The dates of one visible line, in order; nothing for a line that is too long to be a date line.

    >>> [stamp.raw for stamp in stamps_in("ANI | Updated: 20-02-2024 16:04 IST | Created: 19-02-2024")]
    ['20-02-2024 16:04 IST', '19-02-2024']
    """
    line = one_line(line)
    if len(line) > _LONGEST or not _YEAR.search(line):
        return
    for part in _SEPARATOR.split(_CLOCK_APART.sub(" ", line)):
        yield from _stamps_of_part(part)


def _stamps_of_part(part: str) -> Iterator[Stamp]:
    labels = list(_LABEL.finditer(part))
    before = part[: labels[0].start()] if labels else part
    if _has_date(before) and len(before.split()) <= _MOST_WORDS:
        yield Stamp(is_update=False, raw=before.strip(_AROUND), is_labelled=False)
    bounds = [label.start() for label in labels[1:]] + [len(part)]
    for label, end in zip(labels, bounds, strict=False):
        raw = part[label.end() : end].strip(_AROUND)
        if _has_date(raw[:_LONGEST_LABELLED]):
            yield Stamp(is_update=label["updated"] is not None, raw=raw[:_LONGEST_LABELLED], is_labelled=True)


def _has_date(text: str) -> bool:
    return len(_NUMBERS.findall(text)) >= 2 and _YEAR.search(text) is not None
