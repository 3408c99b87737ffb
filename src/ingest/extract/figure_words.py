"""How each language writes amounts: one set of patterns a language, made from seeds/figure_words.csv."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ingest.extract.cues import LANGUAGES
from ingest.knowledge import seed_rows

_SPACE = r"[ \u00a0\u202f]"
_SYMBOLS = {
    "US$": "USD", "$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "R$": "BRL", "A$": "AUD",
    "C$": "CAD", "Rs": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH",
}  # fmt: skip
_NEVER = "(?!)"


class FigureWords(NamedTuple):
    """The words of a language around numbers, and the patterns made of them."""

    language: str
    values: Mapping[str, Mapping[str, str]]  # class → word → value
    amount: re.Pattern[str]  # bound, currency, number, multiplier, percent or currency: at a number
    behind: re.Pattern[str]  # who, and what became of them: behind a number
    before: re.Pattern[str]  # a verb or `death toll of` that ends right before a number
    first_words: frozenset[str]
    before_sign: frozenset[str]  # those that start an amount only as `US$`, `A$`


@cache
def figure_words(language: str) -> FigureWords:
    """The figure words of a language; English where we have none."""
    chosen = language if language in LANGUAGES else "en"
    values: dict[str, dict[str, str]] = {}
    for row in seed_rows("figure_words"):
        if row["language"] == chosen:
            values.setdefault(row["class"], {}).update(dict.fromkeys(row["words"].split("|"), row["value"]))
    bounds = {word.split()[0] for word in values["bound"]}
    before_sign = frozenset({"us", "a", "c", "r"}) - bounds - set(values["number"])
    return FigureWords(
        chosen,
        values,
        re.compile(_amount(values, chosen), re.IGNORECASE),
        re.compile(_behind(values), re.IGNORECASE),
        re.compile(_before(values), re.IGNORECASE),
        frozenset(bounds | set(values["number"]) | {symbol.lower() for symbol in _SYMBOLS} | before_sign),
        before_sign,
    )


def currency_of(symbol: str) -> str:
    """The currency that a symbol stands for: ISO 4217, or the symbol where several use it."""
    return _SYMBOLS.get(symbol, symbol)


def _any(words: Iterable[str]) -> str:
    listed = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in listed) + ")" if listed else _NEVER


def _amount(values: Mapping[str, Mapping[str, str]], language: str) -> str:
    thousands = (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
        if language == "en"
        else rf"\d{{1,3}}(?:(?:\.|{_SPACE})\d{{3}})+(?:,\d+)?"
    )
    number = rf"(?P<number>{thousands}|\d+(?:[.,]\d+)?|{_any(values['number'])}\b)"
    multiplier = rf"(?:{_SPACE}?-?(?P<multiplier>{_any(values['multiplier'])})\b)?"
    symbols = _any(_SYMBOLS)
    unit = (
        rf"(?:{_SPACE}?(?P<points>{_any(values['points'])})\b"
        rf"|{_SPACE}?(?P<percent>%|{_any(values['percent'])}\b)"
        rf"|{_SPACE}?(?P<sign>[€£₽])|[ -](?P<currency>{_any(values['currency'])})\b)?"
    )
    bound = rf"(?:(?P<bound>{_any(values['bound'])}){_SPACE})?"
    return rf"{bound}(?P<symbol>{symbols})?{_SPACE}?{number}{multiplier}{unit}(?!\w)"


def _behind(values: Mapping[str, Mapping[str, str]]) -> str:
    who = rf"(?:{_SPACE}(?P<who>{_any(values.get('person', {}))}))?"
    being = rf"(?:{_SPACE}{_any(values.get('being', {}))}){{0,3}}"
    return rf"{who}{being}{_SPACE}(?P<counted>{_any(values['counted'])})\b"


def _before(values: Mapping[str, Mapping[str, str]]) -> str:
    counting, toll = _any(values.get("counting", {})), _any(values.get("toll", {}))
    return rf"(?:\b(?P<counting>{counting})|\b(?P<toll>{toll})){_SPACE}$"
