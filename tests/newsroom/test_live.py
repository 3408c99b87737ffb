"""A press that goes on: each edition one piece more, the same one whoever makes it and whenever."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from ingest.newsroom import LivePress
from ingest.records import Relation

OPENS = datetime(2026, 5, 4, 12, tzinfo=UTC)
EVERY = timedelta(seconds=30)
PRESS = LivePress(seed=3, opens_at=OPENS, every=EVERY)


def test_each_edition_has_one_piece_more_published_at_its_time() -> None:
    editions = [PRESS.edition(number) for number in range(1, 8)]
    for before, after in pairwise(editions):
        assert set(after.pieces) - set(before.pieces) == {PRESS.newest(after.night)}
        assert PRESS.newest(after.night).published == after.now
    assert editions[-1].now == OPENS + 6 * EVERY


def test_the_edition_follows_from_the_clock() -> None:
    assert PRESS.number(OPENS - EVERY) == 1
    assert PRESS.number(OPENS + 3 * EVERY) == 4


def test_a_press_that_comes_back_goes_on_where_it_was() -> None:
    PRESS.edition(9)
    assert LivePress(seed=3, opens_at=OPENS, every=EVERY).edition(5) == PRESS.edition(5)


def test_it_does_not_run_out_and_no_address_comes_twice() -> None:
    pieces = PRESS.edition(250).pieces
    assert len({piece.url for piece in pieces}) == len(pieces)
    copies = [piece for piece in pieces[-200:] if piece.relation is Relation.COPY]
    assert len(copies) > 30


def test_copies_come_behind_what_they_copy() -> None:
    published = {piece.url: piece.published for piece in PRESS.edition(250).pieces}
    for piece in PRESS.edition(250).pieces:
        if piece.parent_url in published:
            assert published[piece.parent_url] <= piece.published
