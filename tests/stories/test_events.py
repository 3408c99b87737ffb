"""Which reports tell one event, and which only look like it."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.stories.events import Days, stories
from ingest.stories.ranges import retold
from ingest.stories.tellings import Telling, telling

DAM = ("person:ada kern", "place:minvale", "body:river authority", "figure:missing 12 people")


def _report(name: str, title: str, facts: Iterable[str] = DAM, day: int = 10) -> Telling:
    return telling(name, day, title, facts)


def _told(*reports: Telling) -> set[frozenset[str]]:
    named = stories(list(Days(reports).likenesses()))
    return {frozenset(name for name, story in named.items() if story == one) for one in named.values()}


def test_two_reports_of_one_event_are_a_story() -> None:
    one = _report("a", "Dam breaks above Minvale, twelve missing")
    other = _report("b", "Twelve missing as dam above Minvale breaks", (*DAM, "place:ostry"), 11)
    assert _told(one, other) == {frozenset({"a", "b"})}


@pytest.mark.parametrize(
    ("title", "facts", "day"),
    [
        ("Dam breaks above Minvale, twelve missing", (), 10),  # nothing named
        ("Council argues about parking levy", DAM, 10),  # another headline
        ("Dam breaks above Minvale, twelve missing", DAM, 14),  # too late
        ("Dam breaks above Ostry", ("person:jon hale", "place:ostry"), 10),  # another dam
        (
            "Dam breaks above Ostry, twelve missing",
            (*DAM, "place:ostry"),
            10,
        ),  # the same people about another dam
        ("Dam breaks above Minvale, twelve missing", ("figure:percent 12 percent",), 10),  # a figure alone
    ],
)
def test_a_report_that_only_looks_like_it_stays_apart(title: str, facts: tuple[str, ...], day: int) -> None:
    assert (
        _told(_report("a", "Dam breaks above Minvale, twelve missing"), _report("b", title, facts, day))
        == set()
    )


def test_a_court_that_acts_daily_brings_no_reports_together() -> None:
    court = ("body:supreme court", "person:elena kagan", "person:neil gorsuch")
    one = _report("a", "Supreme Court opens its term", court)
    assert _told(one, _report("b", "Gay workers before the Supreme Court", court)) == set()


def test_what_everybody_names_that_day_says_nothing() -> None:
    crowd = [
        _report(f"c{number}", f"Election: result number{number} brings", ("place:tarvia",))
        for number in range(300)
    ]
    pair = [
        _report("a", "Election brings change", ("place:tarvia",)),
        _report("b", "Election brings doubt", ("place:tarvia",)),
    ]
    assert not any({"a", "b"} <= told for told in _told(*crowd, *pair))


def test_one_report_about_two_events_does_not_chain_them() -> None:
    strike = ("person:tom reed", "place:hallam", "body:tram union", "figure:money 40 EUR")
    floods = [_report(f"a{number}", "Dam breaks above Minvale") for number in range(3)]
    strikes = [_report(f"b{number}", "Trams stand still: Hallam strike", strike) for number in range(3)]
    both = _report("z", "Dam breaks above Minvale, trams stand still: Hallam strike", (*DAM, *strike))
    assert max(map(len, _told(*floods, *strikes, both))) <= 4


def test_a_story_ends_after_four_days() -> None:
    days = [_report(f"a{day}", "Dam breaks above Minvale", day=day) for day in range(10, 20)]
    assert all(len(told) <= 4 for told in _told(*days))


def test_scripts_without_spaces_share_pairs_of_characters() -> None:
    facts = ("place:tokyo", "person:sato", "figure:deaths 3 people")
    assert _told(_report("a", "東京で地震、三人死亡", facts), _report("b", "東京で地震 死者三人", facts)) == {
        frozenset({"a", "b"})
    }


def _within(held: list[Telling], low: int, high: int) -> list[Telling]:
    return [one for one in held if low <= one.day <= high]


def _press(seed: int, count: int) -> list[Telling]:
    rng = Random(seed)  # noqa: S311 - wording, not secrets
    events = [
        (
            rng.randrange(60),
            [f"word{rng.randrange(400)}" for _ in range(5)],
            [f"person:{rng.randrange(300)}" for _ in range(4)],
        )
        for _ in range(count // 3)
    ]
    made = []
    for number in range(count):
        day, words, facts = rng.choice(events)
        kept = rng.sample(words, 4)
        made.append(_report(f"f{number:03}", " ".join(kept), rng.sample(facts, 3), day + rng.randrange(3)))
    return made


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_reports_changes_nothing(seed: int, rng: Random) -> None:
    press = _press(seed, 60)
    shuffled = rng.sample(press, len(press))
    assert _told(*press) == _told(*shuffled)


@given(
    st.integers(0, 10_000),
    st.lists(st.integers(1, 119), max_size=6, unique=True),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_loads_in_any_order_leave_what_one_load_leaves(seed: int, cuts: list[int], rng: Random) -> None:
    press = _press(seed, 120)
    arriving = rng.sample(press, len(press))
    bounds = [0, *sorted(cuts), len(arriving)]
    held: list[Telling] = []
    told: dict[str, str] = {}
    for first, last in pairwise(bounds):
        batch = arriving[first:last]
        held = sorted([*held, *batch], key=lambda one: (one.day, one.family_id))
        for one in batch:  # each by itself: many ranges
            chosen, found = retold(one.day, one.day, partial(_within, held))
            told = {name: story for name, story in told.items() if name not in chosen} | found
    assert told == stories(list(Days(press).likenesses()))
