"""Two articles explained, as one HTML page for itself: no script, nothing loaded, everything escaped."""

from collections.abc import Iterable, Iterator
from html import escape

from ingest.ask.beside import Piece, Row
from ingest.ask.document import document
from ingest.ask.pair import PairExplanation, Side, Signal

_STYLE = (
    ":root{color-scheme:light dark;--rule:#8886;--soft:#6a6f77;--del:#ffd9d5;--ins:#d4ecd6}"
    "@media(prefers-color-scheme:dark){:root{--del:#5a221d;--ins:#1d4023;--soft:#a9aeb6}}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:78rem;margin:0 auto;padding:0 1rem 2rem}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem;margin:1.5rem 0 .4rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border-bottom:1px solid var(--rule);padding:.3rem .6rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}th[scope=row]{font-weight:600}"
    ".texts td{width:50%;white-space:pre-wrap}.same td{color:var(--soft)}"
    ".verdict{border-left:4px solid #0b6;padding:.5rem .75rem;font-weight:600}"
    "del{background:var(--del)}ins{background:var(--ins);text-decoration:none}"
    "blockquote{margin:.4rem 0;padding-left:.75rem;border-left:3px solid var(--rule);color:var(--soft)}"
)


def pair_page(explained: PairExplanation) -> str:
    """The page."""
    title = f"{explained.left.outlet} and {explained.right.outlet}"
    return document(title, _STYLE, _body(explained))


def _body(explained: PairExplanation) -> Iterator[str]:
    left, right, judgement = explained.left, explained.right, explained.judgement
    yield f'<h1>Copies?</h1>\n<p class="verdict">{escape(explained.sentence)}</p>'
    yield from _table("The two", _sides(left, right))
    yield "<h2>By their words alone</h2>"
    yield f"<p>{escape(judgement.verdict)}, {escape(judgement.strength)}.</p>\n<ul>"
    yield from (f"<li>{escape(reason)}</li>" for reason in judgement.because)
    yield "</ul>"
    yield from _table("Containment, in word triples", explained.shares)
    yield from _passages("The longest passages that both hold", judgement.runs)
    left_out = "Left out at the {side}: its outlet prints this in many articles"
    yield from _passages(left_out.format(side="left"), judgement.left_furniture)
    yield from _passages(left_out.format(side="right"), judgement.right_furniture)
    yield from _table("Who took from whom: the signals in their order", explained.signals)
    yield from _texts(explained)


def _sides(left: Side, right: Side) -> Iterator[Signal]:
    yield Signal(name="outlet", left=left.outlet, right=right.outlet)
    yield Signal(name="headline", left=left.title, right=right.title)
    yield Signal(name="address", left=left.url, right=right.url)
    names = (f"{side.article_id}, version {side.version_no}" for side in (left, right))
    yield Signal(name="article", left=next(names), right=next(names))


def _table(title: str, lines: Iterable[Signal]) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>\n<table>"
    yield '<thead><tr><td></td><th scope="col">left</th><th scope="col">right</th></tr></thead>\n<tbody>'
    for line in lines:
        cells = f"<td>{escape(line.left)}</td><td>{escape(line.right)}</td>"
        yield f'<tr><th scope="row">{escape(line.name)}</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def _passages(title: str, passages: Iterable[str]) -> Iterator[str]:
    lines = [f"<blockquote>{escape(passage)}</blockquote>" for passage in passages]
    if lines:
        yield f"<h2>{escape(title)}</h2>"
        yield from lines


def _texts(explained: PairExplanation) -> Iterator[str]:
    found = explained.beside
    yield "<h2>Side by side</h2>"
    yield (
        f"<p>{found.left_shared:.0%} of the left words and {found.right_shared:.0%} of the right stand in the"
        " other, in the same order. Figures only at the left: "
        f"{escape(', '.join(found.figures_dropped[:40]) or 'none')}; only at the right: "
        f"{escape(', '.join(found.figures_added[:40]) or 'none')}.</p>"
    )
    yield '<table class="texts">'
    yield from (_row(row) for row in found.rows)
    yield "</table>"
    if found.left_out:
        yield f"<p>{found.left_out:,} more passages are not shown.</p>"


def _row(row: Row) -> str:
    cells = f"<td>{_marked(row.left, 'del')}</td><td>{_marked(row.right, 'ins')}</td>"
    return f'<tr class="same">{cells}</tr>' if row.is_same else f"<tr>{cells}</tr>"


def _marked(pieces: Iterable[Piece], mark: str) -> str:
    return "".join(
        escape(piece.text) if piece.is_same else f"<{mark}>{escape(piece.text)}</{mark}>" for piece in pieces
    ).rstrip()
