"""Days, months and dates as each language's press writes them."""

from datetime import datetime
from zoneinfo import ZoneInfo

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
_DAYS = {
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "de": "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag",
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "it": "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    "pt": "na segunda-feira|na terça-feira|na quarta-feira|na quinta-feira|na sexta-feira|no sábado|"
    "no domingo",
}
_LONG = {  # day, month name, year, hour, minute
    "en": "{day} {month} {year}, {hour:02}:{minute:02}",
    "de": "{day}. {month} {year}, {hour:02}:{minute:02} Uhr",
    "fr": "{day} {month} {year} à {hour:02}h{minute:02}",
    "es": "{day} de {month} de {year}, {hour:02}:{minute:02} h",
    "it": "{day} {month} {year}, ore {hour:02}:{minute:02}",
    "pt": "{day} de {month} de {year} às {hour:02}h{minute:02}",
}
_SHORT_DAY = {  # in a dateline
    "en": "{month} {day}",
    "de": "{day}. {month}",
    "fr": "{day} {month}",
    "es": "{day} de {month}",
    "it": "{day} {month}",
    "pt": "{day} de {month}",
}
_EN_MONTHS_FIRST = "{month} {day}, {year} {clock}"


def months(language: str) -> list[str]:
    """The twelve names of months."""
    return _MONTHS[language].split()


def weekday(instant: datetime, language: str) -> str:
    """The day of the week as a sentence uses it; the instant is local time."""
    return _DAYS[language].split("|")[instant.weekday()]


def short_day(instant: datetime, language: str) -> str:
    """Day and month as a dateline has them."""
    return _SHORT_DAY[language].format(day=instant.day, month=months(language)[instant.month - 1])


def written(instant: datetime, *, style: str, language: str, zone: str) -> str:
    """An instant in one of the visible forms of `outlets.csv`, in the outlet's zone.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 1, 12, 4, tzinfo=UTC)
    >>> written(noon, style="dmy-dash-zone", language="en", zone="Asia/Kolkata")
    '01-03-2026 17:34 IST'
    >>> written(noon, style="mdy-slash-zone", language="en", zone="America/Chicago")
    '03/01/2026 6:04 AM CST'
    >>> written(noon, style="long", language="de", zone="Europe/Berlin")
    '1. März 2026, 13:04 Uhr'
    """
    local = instant.astimezone(ZoneInfo(zone))
    form = style.removesuffix("-zone")
    suffix = f" {abbreviation(local)}" if style != form else ""
    name = months(language)[local.month - 1]
    clock = f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
    forms = {
        "dmy-dash": f"{local:%d-%m-%Y %H:%M}",
        "dmy-slash": f"{local:%d/%m/%Y %H:%M}",
        "dmy-dot": f"{local:%d.%m.%Y, %H:%M}",
        "mdy-slash": f"{local:%m/%d/%Y} {clock}",
        "mdy-long": _EN_MONTHS_FIRST.format(month=name, day=local.day, year=local.year, clock=clock),
        "long": _LONG[language].format(
            day=local.day, month=name, year=local.year, hour=local.hour, minute=local.minute
        ),
        "day": f"{local.day} {name} {local.year}",
    }
    return forms[form] + suffix


def abbreviation(local: datetime) -> str:
    """The zone's abbreviation; zones that have only a number there get the letters their press uses."""
    name = local.tzname() or ""
    return {"+06": "BST"}.get(name, name)
