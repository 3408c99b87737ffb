# ruff: noqa: RUF001 - dashes, quotes and letters of all scripts are meant as they stand
"""Date lines that a reader sees: `Updated: 20-02-2024 16:04 IST | Created: 20-02-2024 16:04 IST`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.parsing.words import one_line

_LONGEST = 200  # characters: a longer line is a sentence about a date
_MOST_WORDS = 7  # of a date without a label, weekday and place included; more is a caption about a day
_UPDATED = (
    r"(?:last |zuletzt )?(?:updated?|modified|edited)(?: on| at)?|"
    r"(?:zuletzt )?(?:aktualisiert|geändert)(?: am)?|letzte (?:änderung|aktualisierung)|stand|"
    r"(?:dernière )?mise? à jour(?: le)?|modifié(?: le)?|"
    r"(?:última )?(?:actualizado|actualización)|atualizado(?: em)?|última atualização|"
    r"(?:ultimo )?aggiorna(?:to|mento)(?: il)?|(?:laatst )?(?:bijgewerkt|gewijzigd)(?: op)?|laatste update|"
    r"(?:ostatnia )?aktualizacja|(?:poslední )?aktualiz(?:ace|ováno)|(?:posledná )?aktualizované|"
    r"(?:sist )?oppdatert|(?:senast )?uppdaterad|(?:sidst )?opdateret|päivitetty|muokattu|frissítve|"
    r"actualizat|ažurirano|ажурирано|atnaujinta|atjaunināts|uuendatud|"
    r"(?:son )?güncelle(?:me|nme)|обновлен[оа]|изменено|оновлено|обновена|(?:τελευταία )?ενημέρωση|"
    r"diperbarui|cập nhật|تحديث|آخر تحديث|עודכן|अपडेटेड?|আপডেট|"
    r"更新|最終更新日?|更新日時?|更新于|更新時間|수정|업데이트"
)
_PUBLISHED = (
    r"(?:first |originally )?(?:published|posted|created|issued|released)(?: on| at)?|date|datum|"
    r"veröffentlicht(?: am)?|publiziert(?: am)?|erschienen(?: am)?|eingestellt am|"
    r"erstellt(?: am)?|publié(?: le)?|"
    r"publicado(?: em| el)?|pubblicato(?: il)?|gepubliceerd(?: op)?|opublikowano|publikováno|zveřejněno|"
    r"publikované|publisert|publicerad|udgivet|julkaistu|megjelent|közzétéve|publicat(?: pe| la)?|objavljeno|"
    r"објављено|публикувано|paskelbta|publicēts|avaldatud|"
    r"yayınlanma|опубликовано|опубліковано|δημοσίευση|δημοσιεύτηκε|diterbitkan|dipublikasikan|đăng(?: lúc)?|"
    r"نشر(?: في)?|تاريخ النشر|פורסם|प्रकाशित|প্রকাশিত?|"
    r"(?:fecha|data|dato|дата|päivä|dátum|ngày)(?: (?:de publicación|de publicação|di pubblicazione|"
    r"publikacji|публикации))?(?=\s*:)|date de publication|"
    r"(?:meldung|nachricht|pressemitteilung|beitrag|artikel) vom|communiqué du|(?:notizia|comunicato) del|"
    r"(?:noticia|comunicado) del|notícia de|"
    r"发布时间?|發布|发表于|公開日?|掲載日?|投稿日|입력|등록"
)
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))(?!\w)\s*:?\s*", re.IGNORECASE
)
_LONGEST_LABELLED = 60  # characters behind a label: weekday, date, clock, zone
_AROUND = " ,-–—()"
_CLOCK_APART = re.compile(r"(?<=\d)\s*[|•·]\s*(?=\d{1,2}[:.h]\d\d(?!\d))")  # 20.02.2024 | 16:04 Uhr
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s;\s|(?<=\d)\s+[-–—]\s+(?=[^\W\d])")
_FULL_DAY = (
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,12}\.?\s+(?:de\s+)?\d{4}|"
    r"[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
_OPENING = re.compile(
    rf"\W{{0,3}}(?:[A-ZÀ-ÞА-Я][\w./’'-]*(?:[ ,/]{{1,3}}[\w./’'-]+){{0,4}}?[\s,]+)?[(\[]?\s*"
    rf"(?P<day>{_FULL_DAY})\s*[)\]]?\s*(?:[.:–—|/(]|--?\s)"
)
_NOTE_DAY = (
    rf"(?P<day>(?:[^\W\d]{{3,12}},? )?(?:{_FULL_DAY}))"
    r"(?:,? (?:at|um|à|às|a las|alle|om|kl\.?) (?P<clock>\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\b)?))?"
)
_NOTE = re.compile(
    r"\W{0,3}(?:this|cet(?:te)?|ce|est[ae]|quest[oa]|dit|deze|dett?[ae]|denne|den här|ten|to)\W.{0,120}?"
    r"(?:posted|published|written|filed|publiée?|publicad[oa]|pubblicat[oa]|geplaatst|gepubliceerd|"
    r"publicerades?|publisert|udgivet|opublikowany)(?: (?:by|par|por|da|door|av|af) .{1,40}?)?"
    rf"(?: (?:on|le|em|el|il|op|den|dnia))? {_NOTE_DAY}",
    re.IGNORECASE,
)
_NOTE_BEHIND = re.compile(
    rf"(?P<start>.{{0,150}}?) wurde(?: von .{{1,40}}?)? am {_NOTE_DAY}(?: Uhr)?(?: von .{{1,40}}?)? "
    r"(?:gepostet|veröffentlicht|geschrieben|publiziert|erstellt|verfasst|eingestellt)\b",
    re.IGNORECASE,
)
_NAMES_ITSELF = re.compile(r"\W{0,3}dies", re.IGNORECASE)
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


def opening_day(line: str) -> str | None:
    """The day with its year in a dateline, as releases have it.

    >>> opening_day("NORRVIK, 20 February 2024 (ANI): The harbour council voted to rebuild the breakwater.")
    '20 February 2024'
    """
    match = _OPENING.match(line)
    return match["day"] if match else None


def noted_day(text: str) -> str | None:
    """The day that a note about the whole page says, as weblogs put it below or above their texts.

    >>> noted_day("This entry was posted on Thursday, April 22nd, 2010 at 3:25 pm, filed under Harbours.")
    'Thursday, April 22nd, 2010 3:25 pm'
    """
    line = one_line(text)
    match = _NOTE.match(line) or _NOTE_BEHIND.match(line)
    if not match or ("start" in match.groupdict() and not (match["clock"] or _NAMES_ITSELF.match(line))):
        return None
    return " ".join(filter(None, (match["day"], match["clock"])))


def label_meaning(text: str) -> bool | None:
    """Whether a text that is nothing but a label announces a change; None where it is no label of a date.

    >>> label_meaning("Updated:"), label_meaning("Erschienen am"), label_meaning("Share")
    (True, False, None)
    """
    match = _LABEL.fullmatch(one_line(text))
    return None if match is None else match["updated"] is not None


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
