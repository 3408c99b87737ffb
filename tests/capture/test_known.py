"""Known articles are a set, whatever way they came in."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.capture.known import AskedArticles, KnownArticles

_IDS = st.lists(st.integers(0, 2**64 - 1).map("{:016x}".format))


@given(_IDS, _IDS, _IDS)
def test_known_articles_are_a_set(first: list[str], later: list[str], others: list[str]) -> None:
    known = KnownArticles().with_ids(first).with_ids(later)
    assert len(known) == len({*first, *later})
    assert known == KnownArticles().with_ids([*later, *first, *later])
    assert [one in known for one in (*first, *later, *others)] == [
        one in {*first, *later} for one in (*first, *later, *others)
    ]
    asked = AskedArticles(known)
    asked.update(others)
    assert all(one in asked for one in (*first, *later, *others))
