"""From list to list: the pages of a source in batches of bounded size, the same whenever it is walked. Pure.

A batch that was taken is known by its place and its digest, so a list that changed meanwhile is read again
where it differs and nowhere else; what it names twice is known by its address.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ingest.history.listed import Found, Lead, Listed, Misfit, Outside, ReadList
from ingest.history.lists import Lists
from ingest.history.manifest import Manifest, Taken
from ingest.history.order import Direction, Scope
from ingest.records import Record, identity

ITEMS = 200  # of one batch: what a kill costs at most
LISTS = 50_000  # of one walk
CLOCK = timedelta(days=1)  # by which an archive's clock may be ahead of ours


class Unread(Record):
    """A list that cannot be had."""

    why: str
    is_passing: bool  # the next run asks again


Ask = Callable[[Lead], bytes | Unread]


@dataclass
class Batch:
    """Some of what one list names, in its order."""

    lead: Lead
    start: int  # items of the list
    end: int
    now: datetime
    wanted: list[Listed] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)  # hashes of the addresses in a list that nobody named
    outside: int = 0  # pages of other outlets or days
    is_last: bool = False
    is_unread: bool = False  # the list itself could not be had; the next run asks again

    @property
    def digest(self) -> str:
        """Of what it names."""
        named = (*(item.key for item in self.wanted), *(lead.url for lead in self.leads))
        return identity("batch", *named, *(misfit.why for misfit in self.misfits))

    @property
    def name(self) -> str:
        """The same for the same batch, another for any other."""
        return identity("batch", self.lead.url, f"{self.start}:{self.end}", self.digest)

    @property
    def taken(self) -> Taken:
        """Its line in the manifest, before anything is asked for."""
        return Taken(
            file=self.lead.url, size=self.lead.size, start=self.start, end=self.end, digest=self.digest,
            is_last=self.is_last, outside=self.outside, damaged=len(self.misfits), leads=tuple(self.leads),
            again=tuple(item.key for item in self.wanted) if self.lead.is_again else (),
        )  # fmt: skip

    def add(self, found: Found, scope: Scope) -> None:
        """One more of what the list names."""
        self.end += 1
        if self.lead.is_guess and isinstance(found, Listed):
            self.pages.add(hash(found.key))
        if isinstance(found, Misfit):
            self.misfits.append(found)
        elif isinstance(found, Lead):
            self.leads.append(found)
        elif isinstance(found, Outside):
            self.outside += 1
        elif _is_to_come(found, self.now):
            self.misfits.append(
                Misfit(position=self.end - 1, why=f"{found.url} of {found.seen_at}, still to come")
            )
        elif scope.wants(found.url, found.seen_at.isoformat() if found.seen_at else found.at):
            self.wanted.append(found)
        else:
            self.outside += 1

    @property
    def is_full(self) -> bool:
        """Whether the next one belongs to the next batch; what nobody wants costs next to nothing."""
        return len(self.wanted) + len(self.misfits) >= ITEMS


def walk(
    lists: Lists, manifest: Manifest, *, ask: Ask, scope: Scope, direction: Direction, now: datetime
) -> Iterator[Batch]:
    """What is left of a source, list after list, each list once.

    Args:
        lists: where to begin, and how they are read.
        manifest: what was taken before; a list that was read to its end is not asked for again.
        ask: fetches a list.
        scope: what is asked for.
        direction: which lists come first, where each says of which time it is.
        now: what an archive saw after it is no capture.
    """
    guessed: set[int] = set()  # pages of lists that nobody named
    waiting, seen = deque(_sorted([*lists.starts], direction)), {lead.url for lead in lists.starts}
    for _ in range(LISTS):
        if not waiting:
            return
        lead = waiting.popleft()
        leads = manifest.leads_of(lead.url)
        if leads is None:
            leads, pages = [], set[int]()
            for batch in _batches(lead, ask(lead), lists.read, scope, now):
                leads += batch.leads
                pages |= batch.pages
                if not manifest.has(batch.taken):
                    yield batch
            if lead.is_guess and pages <= guessed:
                leads = []  # some sites answer every number with the same page
            guessed |= pages
        fresh = [one for one in leads if one.url not in seen]
        following = _sorted(fresh, direction)[: LISTS + 1 - len(waiting)]  # more are never reached
        seen.update(one.url for one in following)
        waiting.extend(following)
    if waiting:
        yield _refused(waiting[0], Unread(why=f"more than {LISTS} lists", is_passing=False), now)


def again(left: Iterable[Listed], attempt: int, now: datetime) -> Iterator[Batch]:
    """The pages that earlier runs did not get, for one attempt more."""
    items = list(left)
    for start in range(0, len(items), ITEMS):
        wanted = items[start : start + ITEMS]
        lead = Lead(url=f"again/{attempt}", is_again=True)
        yield Batch(lead, start, start + len(wanted), now, wanted, is_last=start + ITEMS >= len(items))


def _batches(
    lead: Lead, document: bytes | Unread, read: ReadList, scope: Scope, now: datetime
) -> Iterator[Batch]:
    if isinstance(document, Unread):
        yield _refused(lead, document, now)
        return
    batch = Batch(lead, 0, 0, now)
    for found in read(lead, document):
        if batch.is_full:
            yield batch
            batch = Batch(lead, batch.end, batch.end, now)
        batch.add(found, scope)
    batch.is_last = True
    yield batch


def _is_to_come(item: Listed, now: datetime) -> bool:
    return item.seen_at is not None and item.seen_at > now + CLOCK


def _refused(lead: Lead, unread: Unread, now: datetime) -> Batch:
    is_missed = unread.is_passing or not lead.is_guess
    misfits = [Misfit(position=0, why=unread.why)] if is_missed else []
    return Batch(lead, 0, 0, now, misfits=misfits, is_last=not unread.is_passing, is_unread=unread.is_passing)


def _sorted(leads: list[Lead], direction: Direction) -> list[Lead]:
    """By time where a list says it, else as they stand there."""
    if not all(lead.at for lead in leads):
        return leads
    return sorted(leads, key=lambda lead: lead.at, reverse=direction is Direction.NEWEST)
