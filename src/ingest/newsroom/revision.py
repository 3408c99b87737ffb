"""What becomes of published pieces on a later night: edits, corrections, deletions, new addresses."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from ingest.newsroom.edition import Edition
from ingest.newsroom.grammar import grammar_of
from ingest.newsroom.pieces import Piece
from ingest.newsroom.planning import edition
from ingest.newsroom.truth import EditKind, EditTruth
from ingest.newsroom.writers import Writers
from ingest.records import Record

_PLAN = (
    (EditKind.WORDING, 14), (EditKind.CORRECTION, 6), (EditKind.SILENT_CORRECTION, 6),
    (EditKind.DELETION, 8), (EditKind.REDIRECT, 5),
)  # fmt: skip
_LARGEST_CORRECTION = 30  # stories keep their other numbers further than that from the figure


class Revision(Record):
    """One piece after its edit; `piece` is None where it was deleted."""

    url: str
    piece: Piece | None
    edit: EditTruth


def next_edition(before: Edition, new: Sequence[Piece], *, now: datetime, writers: Writers) -> Edition:
    """The edition of the following night: what stayed, what changed, what is new."""
    revisions = {revision.url: revision for revision in _revisions(before, now=now, writers=writers)}
    stayed = [piece for piece in before.pieces if piece.url not in revisions]
    changed = [revision.piece for revision in revisions.values() if revision.piece]
    after = edition(before.night + 1, now, [*stayed, *changed, *new], lures=before.lures)
    edits = {url: (revision.edit,) for url, revision in revisions.items()}
    return after.model_copy(
        update={
            "edits": edits,
            "gone": {url: edit.status for url, (edit,) in edits.items() if edit.kind is EditKind.DELETION},
            "moved": {url: edit.moved_to for url, (edit,) in edits.items() if edit.moved_to},
        }
    )


def _revisions(before: Edition, *, now: datetime, writers: Writers) -> list[Revision]:
    rng, night = writers.rng, before.night + 1
    eligible = [
        piece
        for piece in before.pieces
        if not piece.story.is_brief and piece.manner in {"original", "whole", "trimmed"}
        and piece.house.fault is None and piece.embeds is None
    ]  # fmt: skip
    chosen = iter(rng.sample(eligible, sum(count for _, count in _PLAN)))
    return [
        _revision(next(chosen), kind, turn, night=night, now=now, writers=writers)
        for kind, count in _PLAN
        for turn in range(count)
    ]


def _revision(
    piece: Piece, kind: EditKind, turn: int, *, night: int, now: datetime, writers: Writers
) -> Revision:  # fmt: skip
    modified = now - timedelta(minutes=writers.rng.randrange(20, 600))
    if kind is EditKind.DELETION:
        edit = EditTruth(night=night, kind=kind, status=(404, 410)[turn % 2])
        return Revision(url=piece.url, piece=None, edit=edit)
    if kind is EditKind.REDIRECT:
        moved = writers.moved(piece, night=night)
        return Revision(
            url=piece.url, piece=moved, edit=EditTruth(night=night, kind=kind, status=301, moved_to=moved.url)
        )
    if kind is EditKind.WORDING:
        after = _reworded(piece, writers.rng).model_copy(update={"modified": modified})
        return Revision(url=piece.url, piece=after, edit=EditTruth(night=night, kind=kind))
    return _corrected(piece, kind, night=night, modified=modified, rng=writers.rng)


def _reworded(piece: Piece, rng: Random) -> Piece:
    """One sentence in the middle put differently; every other time a new headline."""
    at = rng.randrange(1, len(piece.paragraphs))
    paragraph = (*piece.paragraphs[at][:-1], piece.story.spare[1])
    paragraphs = (*piece.paragraphs[:at], paragraph, *piece.paragraphs[at + 1 :])
    headline = rng.choice((piece.headline, piece.story.other_headlines[-1]))
    return piece.model_copy(update={"paragraphs": paragraphs, "headline": headline})


def _corrected(piece: Piece, kind: EditKind, *, night: int, modified: datetime, rng: Random) -> Revision:
    """The story's figure changed wherever it stands; a silent correction leaves no trace of the change."""
    old = str(piece.story.figure)
    new = str(piece.story.figure + rng.randrange(2, _LARGEST_CORRECTION))
    pattern = re.compile(rf"\b{old}\b")
    after = piece.model_copy(
        update={
            "headline": pattern.sub(new, piece.headline),
            "paragraphs": tuple(
                tuple(pattern.sub(new, sentence) for sentence in paragraph) for paragraph in piece.paragraphs
            ),
        }
    )
    if kind is EditKind.CORRECTION:
        line = grammar_of(piece.language).line("correction")
        notice = line.replace("[unit]", piece.story.unit).replace("[old]", old).replace("[new]", new)
        after = after.model_copy(update={"notice": notice, "modified": modified})
    edit = EditTruth(night=night, kind=kind, old=old, new=new)
    return Revision(url=piece.url, piece=after, edit=edit)
