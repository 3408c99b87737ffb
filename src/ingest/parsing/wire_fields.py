"""What wire formats have in common: the text of an element, paragraphs, statuses and signals."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.parsing.html import html_tree
from ingest.parsing.words import as_paragraphs, one_line
from ingest.parsing.xml import Element, inside, local_name
from ingest.records import PublicationStatus

MAX_PARAGRAPHS = 5_000

_BLOCKS = frozenset((
    "p", "hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "pre", "bq",
    "blockquote", "block", "div", "section", "article", "ul", "ol", "dl", "table", "fn", "note", "body",
    "tagline", "bibliography",
))  # fmt: skip
_LEFT_OUT = frozenset((
    "media", "figure", "script", "style", "head", "nitf-table-metadata", "docdata", "media-caption",
    "caption",
))  # fmt: skip
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SIGNALS = (
    ("kill", ("kill", "cancel", "withdraw", "annul", "delete", "zurück", "retir")),
    ("correction", ("corr", "korr", "bericht", "rectif", "rättelse", "rettelse")),
    ("update", ("updat", "writethru", "lead", "zusammenfassung", "actuali", "aktual")),
)
"""What editors write, by how the word begins; the IPTC's own code comes first."""


def words_of(element: Element | None) -> str | None:
    """The words of an element as one line; None for nothing."""
    if element is None:
        return None
    return one_line("".join(map(str, element.itertext(with_tail=False)))) or None


def first_words(element: Element | None, *path: str) -> str | None:
    """The words of the first element at a path that has any."""
    return next(filter(None, map(words_of, inside(element, *path))), None)


def distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts as lines, without blanks and repetitions, in order."""
    return tuple(dict.fromkeys(line for text in texts if text and (line := one_line(text))))


def paragraphs_in(element: Element) -> tuple[str, ...]:
    """The paragraphs of markup (NITF or HTML), in order; pictures with their captions are left out."""
    pieces = "".join(_pieces(element))
    return tuple(line for line in map(one_line, pieces.split("\x1e")) if line)[:MAX_PARAGRAPHS]


def _pieces(element: Element) -> Iterator[str]:
    """The text with a record separator wherever a block starts or ends."""
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        name = local_name(node)
        is_left_out = name in _LEFT_OUT
        if event == "start":
            hidden += is_left_out
            if hidden:
                continue
            yield "\x1e" if name in _BLOCKS else " " if name in {"br", "td", "th"} else ""
            yield (node.text or "").replace("\x1e", " ")
            continue
        hidden -= is_left_out
        if hidden or node is element:
            continue
        yield "\x1e" if name in _BLOCKS else ""
        yield (node.tail or "").replace("\x1e", " ")


def html_paragraphs(markup: str) -> tuple[str, ...]:
    """The paragraphs of a piece of HTML."""
    tree = html_tree(markup) if markup.strip() else None
    return () if tree is None else paragraphs_in(tree)


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text: parted by blank lines where there are any, else by lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    parts = _BLANK_LINE.split(text)
    lines = [line for line in map(one_line, parts) if line] if len(parts) > 1 else as_paragraphs(text)
    return tuple(lines[:MAX_PARAGRAPHS])


def code_of(written: str | None) -> str:
    """The code at the end of a QCode or a concept's address, in lower case.

    >>> code_of("sig:Correction"), code_of("http://cv.iptc.org/newscodes/pubstatusg2/usable")
    ('correction', 'usable')
    """
    return re.split(r"[:/#]", (written or "").strip().rstrip("/"))[-1].lower()


def signals_of(written: Iterable[str | None]) -> tuple[str, ...]:
    """What an item is to its older versions: `kill`, `correction`, `update`, anything else as written.

    >>> signals_of(["sig:correction", "KILL", "Eilmeldung"])
    ('correction', 'kill', 'eilmeldung')
    """
    codes = filter(None, map(code_of, written))
    return tuple(dict.fromkeys(_signal(code) or code for code in codes))


def remarked_signals(remarks: Iterable[str]) -> tuple[str, ...]:
    """The signals that editors' remarks begin with; later words may be the news ("updates with 3 killed").

    >>> remarked_signals(["2nd Lead", "KILL - do not use", "police killed 3"])
    ('update', 'kill')
    """
    first = (re.search(r"(?<!\w)[^\W\d]\w*", remark.lower()) for remark in remarks)
    return tuple(dict.fromkeys(signal for word in first if word and (signal := _signal(word[0]))))


def _signal(code: str) -> str | None:
    return next((signal for signal, starts in _SIGNALS if code.startswith(starts)), None)


def status_of(written: str | None, signals: tuple[str, ...]) -> PublicationStatus:
    """Usable where nothing else is said; what is killed is canceled, whatever its status says."""
    code = code_of(written)
    if code.startswith("cancel") or "kill" in signals:
        return PublicationStatus.CANCELED
    return PublicationStatus.WITHHELD if code in {"withheld", "embargoed"} else PublicationStatus.USABLE


def urgency_of(written: object) -> int | None:
    """A number from 1 to 9; 0 is how some agencies write "above all"."""
    text = str(written).strip() if isinstance(written, str | int) and not isinstance(written, bool) else ""
    return max(int(text), 1) if len(text) == 1 and text.isascii() and text.isdigit() else None
