"""Text as paragraphs, sentences and tokens that know their place.

A sentence never ends inside a closed quotation: splitters that look at full stops first
break speech apart (spaCy #3141), so quotations are found first and handed in here.
"""

# ruff: noqa: RUF001 - typographic marks are the subject here

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"[^\W\d_]\.(?:[^\W\d_]\.)+"  # U.S., z.B.
    r"|\w+(?:[.\-&/'’]\w+)*"
    r"|([^\w\s])(?:\1{3,})?"  # a run of one mark is one mark: rules, and attacks
)
_SENTENCE_END = frozenset(".!?…。！？")
_LONGEST_SENTENCE = 400  # units; a cap keeps every rule linear on text without full stops
_SHORT_QUOTE_WORDS = 3  # `the "Today" show`: words of the sentence, not speech
_QUOTE_MARKS = frozenset("\"“”„‟«»‹›‘’'「」『』")


class Unit(NamedTuple):
    """A word, a mark or a whole closed quotation, `[start, end)` in the text."""

    start: int
    end: int
    text: str  # empty for a quotation
    low: str
    kind: str  # word | mark | quote

    @property
    def is_capital(self) -> bool:
        """Whether a word starts with a capital letter."""
        return self.text[:1].isupper()


class Sentence(NamedTuple):
    """One sentence and the number of its paragraph."""

    paragraph: int
    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        """The first code point of the sentence."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """The code point behind the sentence, final mark included."""
        return self.units[-1].end


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that hold something, as spans."""
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.span()


def tokens(text: str) -> list[Unit]:
    """Words and marks in order."""
    # a NamedTuple's own constructor takes as long as all the rest: half of the time of this function
    new = tuple.__new__
    found: list[Unit] = []
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):  # Turkish İ becomes two letters: then each word by itself
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = text[start:end]
        if match.lastindex:
            found.append(new(Unit, (start, end, word, word, "mark")))
        else:
            found.append(new(Unit, (start, end, word, lowered[start:end], "word")))
    return found


def sentences(
    text: str,
    words: Sequence[Unit],
    quotations: Sequence[tuple[int, int]] = (),
    *,
    abbreviations: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """The sentences of a text from its `tokens`; `quotations` are closed ones, marks included."""
    found: list[Sentence] = []
    token = quotation = 0
    for number, (start, end) in enumerate(paragraphs(text)):
        last = token
        while last < len(words) and words[last].start < end:
            last += 1
        inside = []
        while quotation < len(quotations) and quotations[quotation][0] < end:
            if quotations[quotation][0] >= start and quotations[quotation][1] <= end:
                inside.append(quotations[quotation])
            quotation += 1
        plain = words[token:last]
        units = list(_with_quotations(text, plain, inside)) if inside else plain
        found.extend(Sentence(number, group) for group in _split(text, units, abbreviations))
        token = last
    return found


def _with_quotations(text: str, plain: Iterable[Unit], spans: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    """Long quotations become one unit; short ones lose their marks."""
    waiting = iter(spans)
    span = next(waiting, None)
    skip_until = -1
    for unit in plain:
        if unit.start < skip_until:
            continue
        while span and span[1] <= unit.start:
            span = next(waiting, None)
        if (
            span
            and unit.start == span[0]
            and (_is_speech(text[span[0] + 1 : span[1] - 1]) or _opens_with_speech(text, span))
        ):
            yield Unit(span[0], span[1], "", "", "quote")
            skip_until = span[1]
        elif not (span and unit.kind == "mark" and unit.text in _QUOTE_MARKS):
            yield unit


def _is_speech(words: str) -> bool:
    return words.count(" ") >= _SHORT_QUOTE_WORDS or words.rstrip()[-1:] in {
        ",",
        ".",
        "!",
        "?",
        "…",
        "，",
        "。",
    }


def _opens_with_speech(text: str, span: tuple[int, int]) -> bool:
    """Whether it opens a sentence that goes on behind its comma, or ends one: `„Wir gehen“, sagte …`."""
    behind = text[span[1] : span[1] + 1]
    before = text[max(0, span[0] - 2) : span[0]].rstrip(" ")
    if behind == ",":
        return not before or before[-1] in _SENTENCE_END or before[-1] == "\n"
    return behind in {".", "!", "?"} and before[-1:] in {",", ":"}


def _split(text: str, units: Sequence[Unit], abbreviations: frozenset[str]) -> Iterator[tuple[Unit, ...]]:
    first = 0
    ends = [
        at for at, (_, _, word, _, kind) in enumerate(units, 1) if word in _SENTENCE_END or kind == "quote"
    ]
    for end in ends:
        if end < len(units) and _is_border(text, units[max(first, end - 2) : end], units[end], abbreviations):
            yield from _capped(units[first:end])
            first = end
    yield from _capped(units[first:])


def _capped(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    for start in range(0, len(units), _LONGEST_SENTENCE):
        yield tuple(units[start : start + _LONGEST_SENTENCE])


def _is_border(text: str, before: Sequence[Unit], unit: Unit, abbreviations: frozenset[str]) -> bool:
    """Whether a sentence ends behind `before`, its last two units, at a mark or a quotation."""
    last = before[-1]
    if unit.kind == "mark" and unit.text in _SENTENCE_END:
        return False
    if last.kind == "quote":
        ends = text[last.start : last.end].rstrip("\"”’“»«›‹」』'")[-1:] in _SENTENCE_END
        return ends and (unit.kind == "quote" or unit.is_capital)
    if last.text in {"。", "！", "？"}:
        return True
    if last.kind != "mark" or last.end == unit.start:
        return False
    if last.text == "." and len(before) > 1 and _is_abbreviated(before[-2], abbreviations):
        return False
    return not unit.text[:1].islower() and (
        unit.kind != "mark" or unit.text in _QUOTE_MARKS or unit.text in "([—–-•*"
    )


def _is_abbreviated(word: Unit, abbreviations: frozenset[str]) -> bool:
    return word.low in abbreviations or (len(word.text) == 1 and word.is_capital)
