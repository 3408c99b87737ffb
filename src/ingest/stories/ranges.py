"""Which days must be read so that the stories a change reaches come out as if all days had been read. Pure.

A change on one day moves the rarity of marks, and so likenesses, of reports up to three days before and five
behind it (events.py). Stories follow likenesses within one component of them, so a component that holds a day
of that reach is told anew, and is told right if all of it lies where no day beyond the range has a say.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.stories.events import APART, AROUND, Days, components, stories
from ingest.stories.tellings import Telling

_SAY = APART + AROUND  # days over which one report has a say in another's likenesses
_MARGIN = 2 * _SAY + 2
_WIDER = 14
_FAR = 10_000_000  # more days than any calendar has

Read = Callable[[int, int], Sequence[Telling]]


def runs(days: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted days as ranges; days so near to each other that they are read together are one.

    >>> runs([1, 3, 100])
    [(1, 3), (100, 100)]
    """
    if not days:
        return []
    cuts = [place for place, (one, other) in enumerate(pairwise(days), 1) if other - one > 2 * _MARGIN]
    bounds = [0, *cuts, len(days)]
    return [(days[first], days[last - 1]) for first, last in pairwise(bounds)]


def retold(first: int, last: int, read: Read) -> tuple[list[str], dict[str, str]]:
    """The families that changes from `first` to `last` reach, and their stories.

    Args:
        first: day of the first change.
        last: of the last.
        read: the families of some days, both included.
    """
    reach = first - AROUND, last + _SAY
    low, high = reach[0] - _MARGIN, reach[1] + _MARGIN
    known: Sequence[Telling] = ()
    while True:
        before, known = known, read(low, high)
        edges = list(Days(known).likenesses())
        component = components(edges)
        hit = {
            component[one.family_id]
            for one in known
            if one.family_id in component and reach[0] <= one.day <= reach[1]
        }
        chosen = [
            one for one in known if component.get(one.family_id) in hit or reach[0] <= one.day <= reach[1]
        ]
        inner = low + _SAY, high - _SAY
        is_closed = all(inner[0] <= one.day <= inner[1] for one in chosen)
        if is_closed or (before and len(before) == len(known)) or high - low > _FAR:
            inside = {one.family_id for one in chosen}
            told = stories([edge for edge in edges if edge[1].family_id in inside])
            return [one.family_id for one in chosen], told
        low, high = low - _WIDER, high + _WIDER
