"""Keeping the index: new texts are sampled and freed of furniture, take their places, and meet what is near.

Everything here is a function of the set of texts, so texts that come in one batch or in a hundred,
in any order, leave the same furniture, the same meetings and the same likenesses (decision 0023).
What a batch costs follows the batch, and what its texts meet, not the size of the index.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import floor
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.deduplicate.corpus import Row
from ingest.deduplicate.furniture import (
    Passages,
    Stories,
    is_among,
    listed_passages,
    outlet_keys,
    outside,
    passages,
    repeated,
    sizes,
)
from ingest.deduplicate.index import CLASSES, Numbers, Sampled, readings, sampled
from ingest.deduplicate.notes import Forgotten, Note, Notes
from ingest.deduplicate.pairs import Content, Library, Wording, headline_mark, likenesses, listed
from ingest.deduplicate.signatures import Flags, Hashes, distinct, hashed

WINDOW = 30.0
"""Days between two texts beyond which one is no candidate for the other."""

FIRST = 24
"""So many texts of a window that hold a shingle meet each other by it, the first of the window …"""

LEADERS = 3
"""… and all others meet by it these first three only: a story in 500 papers costs what it is worth."""

UNDATED = -1_000_000
"""The window of texts whose time is unknown; it is near to every other."""

SHARED = 2  # sampled shingles; one is a turn of phrase
SHARE = 0.05  # estimated share of the shorter text below which no rule speaks of a copy …
PASSAGE = 3  # … unless so many sampled shingles are shared: two sentences inside a long text
_TEXTS_AT_ONCE = 10_000  # sampled together: bounds memory
_TEXTS_MET = 10_000  # whose meetings are looked for together: ten times as many cost 700 MB more
_SHINGLES_AT_ONCE = 8_000_000  # placed together
_TOP = (1 << 32) - 1
_WORK = (
    "deduplicate/stage_waiting_shingle",
    "deduplicate/stage_broken_group",
    "deduplicate/stage_changed_text",
    "deduplicate/stage_loosened_text",
)


class Store(Protocol):
    """Where the index lies: named statements, and tables of ours that they can read."""

    def run(self, name: str, /, **parameters: object) -> None:
        """Run a statement."""

    def table(self, name: str, /, **parameters: object) -> pa.Table:
        """The rows of a statement."""

    def lend(self, **tables: pa.Table) -> AbstractContextManager[None]:
        """Inside, statements see these tables as `temp.…`."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A text that enters the index."""

    number: int
    row: Row
    version_id: str | None = None
    capture_id: str | None = None


class Upkeep:
    """One change of the index: texts leave and enter, then what changed is compared anew."""

    def __init__(
        self, store: Store, library: Library, *, notes: Notes | None = None, window: float = WINDOW
    ) -> None:
        self._store = store
        self._library = library
        self._notes = Forgotten() if notes is None else notes
        self._window = window
        for table in _WORK:
            self._store.run(table)
        known = store.table("deduplicate/select_outlets")
        self._outlets: dict[str, int] = {"": 0} | dict(
            zip(listed(known, "source"), listed(known, "source_no"), strict=True)
        )

    def withdraw(self, numbers: Sequence[int]) -> None:
        """Take texts out of the index, since another sighting of their versions takes their places."""
        if numbers:
            with self._store.lend(asked_text=asked(numbers)):
                self._store.run("deduplicate/insert_changed")
                self._take_out()
                self._store.run("deduplicate/delete_texts")

    def enter(self, arrivals: Sequence[Arrival]) -> None:
        """Put texts into the index; those of one outlet together, so that its furniture shows at once."""
        self._know_outlets({arrival.row.source for arrival in arrivals})
        ordered = sorted(arrivals, key=lambda arrival: (arrival.row.source, arrival.number))
        for start in range(0, len(ordered), _TEXTS_AT_ONCE):
            self._enter(ordered[start : start + _TEXTS_AT_ONCE])

    def compare(self) -> None:
        """Give shingles their places and compare every text that changed with what it meets."""
        self._place()
        changed = listed(self._store.table("deduplicate/select_changed"), "text_no")
        if not changed:
            return
        self._store.run("deduplicate/insert_loosened")
        self._store.run("deduplicate/delete_likenesses")
        held = self._store.table("deduplicate/count_waiting")["texts"][0].as_py()
        for start in range(0, len(changed), _TEXTS_MET):
            met = self._met(changed[start : start + _TEXTS_MET], all_changed=held == len(changed))
            with self._store.lend(asked_text=asked(distinct(np.concatenate(met)).tolist())):
                contents = self._store.table("deduplicate/select_contents")
            with self._store.lend(new_likeness=likenesses(*met, partial(self._wordings, contents))):
                self._store.run("deduplicate/insert_likenesses")

    # --- entering ---

    def _know_outlets(self, sources: set[str]) -> None:
        new = sorted(sources - set(self._outlets))
        numbers = range(len(self._outlets), len(self._outlets) + len(new))
        self._outlets.update(zip(new, numbers, strict=True))
        table = pa.table({"source_no": pa.array(numbers, pa.int32()), "source": pa.array(new, pa.string())})
        with self._store.lend(new_outlet=table):
            self._store.run("deduplicate/insert_outlets")

    def _enter(self, arrivals: Sequence[Arrival]) -> None:
        found = sampled(
            [words.text for words in self._library.read([arrival.number for arrival in arrivals])]
        )
        self._notes.keep(
            [arrival.number for arrival in arrivals],
            [Note(one.row.title, read) for one, read in zip(arrivals, found.readings, strict=True)],
        )
        numbers = np.array([arrival.number for arrival in arrivals], np.int64)
        sources = np.array([self._outlets[arrival.row.source] for arrival in arrivals], np.int64)
        articles = np.array([hashed(arrival.row.group) for arrival in arrivals], np.uint64)
        keys = outlet_keys(sources[found.text], found.shingle)
        holders = self._learn(keys, found, articles)
        furniture, is_kept = self._bare(keys, found)
        with self._store.lend(new_text=self._entries(arrivals, found, sources, articles, furniture, is_kept)):
            self._store.run("deduplicate/insert_texts")
        self._wait(numbers, found, is_kept)
        with self._store.lend(asked_text=asked(numbers.tolist())):
            self._store.run("deduplicate/insert_changed")
        self._renew(holders)

    def _learn(self, keys: Hashes, found: Sampled, articles: Hashes) -> list[int]:
        """Learn what is furniture by these texts; the older texts that hold it."""
        known_outlet = keys >= np.uint64(1 << 32)
        own, holder = keys[known_outlet], found.text[known_outlet]
        is_new = ~is_among(own, self._known(own))
        own, holder = own[is_new], holder[is_new]
        with self._store.lend(probed_shingle=_split(distinct(own))):
            held = self._store.table("deduplicate/select_holders", **_range_of(own))
        held_keys = _joined(held)
        older, place = np.unique(held["text_no"].to_numpy(), return_inverse=True)
        stories = self._stories(older, found, articles)
        new = repeated(
            np.concatenate((held_keys, own)),
            np.concatenate((place, holder + len(older))),
            stories,
        )
        with self._store.lend(new_furniture=_split(new)):
            self._store.run("deduplicate/insert_furniture")
        found_in: list[int] = distinct(held["text_no"].to_numpy()[is_among(held_keys, new)]).tolist()
        return found_in

    def _known(self, keys: Hashes) -> Hashes:
        """Those that are furniture."""
        with self._store.lend(probed_shingle=_split(distinct(keys))):
            return _joined(self._store.table("deduplicate/select_known_furniture"))

    def _stories(self, older: Numbers, found: Sampled, articles: Hashes) -> Stories:
        """Older texts, then those of a batch."""
        with self._store.lend(asked_text=asked(older.tolist())):
            entries = self._store.table("deduplicate/select_stories")
        sketches = pc.list_flatten(entries["sketch"]).to_numpy().reshape(-1, CLASSES)
        return Stories(
            article=np.concatenate((entries["article_mark"].to_numpy(), articles)),
            length=np.concatenate((entries["length"].to_numpy(), found.length)),
            sketch=np.concatenate((sketches.astype(np.uint32), found.sketch)),
        )

    def _bare(self, keys: Hashes, found: Sampled) -> tuple[Passages, Flags]:
        """The furniture of texts by all that is known of their outlets, and which shingles lie outside."""
        furniture = passages(found.text, found.place, is_among(keys, self._known(keys)))
        span = int(found.length.max(initial=0)) + 1
        return furniture, outside(furniture, found.text, found.place, span)

    def _entries(
        self,
        arrivals: Sequence[Arrival],
        found: Sampled,
        sources: Numbers,
        articles: Hashes,
        furniture: Passages,
        is_kept: Flags,
    ) -> pa.Table:
        own, thinned = sizes(found, is_kept)
        days = [arrival.row.day for arrival in arrivals]
        headlines = [
            headline_mark(length, arrival.row.title)
            for arrival, length in zip(arrivals, found.length.tolist(), strict=True)
        ]
        columns: Mapping[str, tuple[Any, pa.DataType]] = {
            "text_no": ([arrival.number for arrival in arrivals], pa.int32()),
            "version_id": ([arrival.version_id for arrival in arrivals], pa.string()),
            "capture_id": ([arrival.capture_id for arrival in arrivals], pa.string()),
            "article_id": ([arrival.row.article_id for arrival in arrivals], pa.string()),
            "article_mark": (articles, pa.uint64()),
            "source_no": (sources, pa.int32()),
            "day": (days, pa.float64()),
            "bucket": ([self._bucket(day) for day in days], pa.int32()),
            "mark": ([arrival.row.mark for arrival in arrivals], pa.uint64()),
            "fingerprint": (found.fingerprint, pa.uint64()),
            "headline": (headlines, pa.uint64()),
            "length": (found.length, pa.int32()),
            "sampled": (own, pa.int32()),
            "thinned": (thinned, pa.int32()),
            "is_whole": (found.is_whole, pa.bool_()),
            "sketch": (list(found.sketch), pa.list_(pa.uint32())),
            "furniture": (listed_passages(furniture, len(arrivals)), pa.list_(pa.int32())),
        }
        return pa.table({name: pa.array(values, kind) for name, (values, kind) in columns.items()})

    def _bucket(self, day: float | None) -> int:
        return UNDATED if day is None else floor(day / self._window)

    def _wait(self, numbers: Numbers, found: Sampled, is_kept: Flags) -> None:
        """Let the shingles of texts wait for their places, each once a text."""
        rows = distinct(found.text[is_kept] << 32 | found.shingle[is_kept].astype(np.int64))
        table = pa.table(
            {
                "shingle": pa.array((rows & _TOP).astype(np.uint32)),
                "text_no": pa.array(numbers[rows >> 32].astype(np.int32)),
            }
        )
        with self._store.lend(new_posting=table):
            self._store.run("deduplicate/insert_waiting")

    def _renew(self, holders: Sequence[int]) -> None:
        """Free older texts of what is known as furniture only now."""
        for start in range(0, len(holders), _TEXTS_AT_ONCE):
            numbers = holders[start : start + _TEXTS_AT_ONCE]
            found = sampled([words.text for words in self._library.read(numbers)])
            with self._store.lend(asked_text=asked(numbers)):
                entries = self._store.table("deduplicate/select_contents")
            keys = outlet_keys(entries["source_no"].to_numpy().astype(np.int64)[found.text], found.shingle)
            furniture, is_kept = self._bare(keys, found)
            passages_of = listed_passages(furniture, len(numbers))
            differs = [
                at for at, before in enumerate(listed(entries, "furniture")) if before != passages_of[at]
            ]
            self._replace(np.array(numbers, np.int64), differs, found, is_kept, passages_of)

    def _replace(
        self,
        numbers: Numbers,
        differs: list[int],
        found: Sampled,
        is_kept: Flags,
        passages_of: list[list[int]],
    ) -> None:
        if not differs:
            return
        own, thinned = sizes(found, is_kept)
        table = pa.table(
            {
                "text_no": pa.array(numbers[differs].astype(np.int32)),
                "furniture": pa.array([passages_of[at] for at in differs], pa.list_(pa.int32())),
                "sampled": pa.array(own[differs].astype(np.int32)),
                "thinned": pa.array(thinned[differs].astype(np.int32)),
            }
        )
        with self._store.lend(new_passages=table, asked_text=asked(numbers[differs].tolist())):
            self._take_out()
            self._store.run("deduplicate/update_passages")
            self._store.run("deduplicate/insert_changed")
        self._wait(numbers, found, is_kept & np.isin(found.text, differs))

    def _take_out(self) -> None:
        """Take the shingles of the texts that were asked for out of the index."""
        for step in (
            "deduplicate/insert_broken_groups",
            "deduplicate/return_tails",
            "deduplicate/delete_tails",
            "deduplicate/delete_shingles",
            "deduplicate/delete_waiting",
        ):
            self._store.run(step)

    # --- meeting ---

    def _wordings(self, contents: pa.Table, numbers: Sequence[int]) -> dict[int, Wording]:
        table = contents.take(np.searchsorted(contents["text_no"].to_numpy(), numbers))
        columns = [listed(table, name) for name in ("fingerprint", "length", "furniture", "headline")]
        entries = zip(numbers, self._read(numbers), *columns, strict=True)
        return {
            number: Wording(
                note.title, note.reading, Content(fingerprint, length, tuple(furniture)), headline
            )
            for number, note, fingerprint, length, furniture, headline in entries
        }

    def _read(self, numbers: Sequence[int]) -> list[Note]:
        """Texts as they are compared: noted when they entered, else read once more."""
        known = dict(zip(numbers, self._notes.of(numbers), strict=True))
        missing = [number for number, note in known.items() if note is None]
        words = self._library.read(missing)
        read = zip(words, readings([one.text for one in words]), strict=True)
        again = dict(zip(missing, (Note(one.title, reading) for one, reading in read), strict=True))
        return [known[number] or again[number] for number in numbers]

    def _place(self) -> None:
        waiting = self._store.table("deduplicate/count_waiting")["waiting"][0].as_py()
        parts = waiting // _SHINGLES_AT_ONCE + 1
        bounds = [_TOP * part // parts for part in range(parts + 1)]
        for low, high in pairwise(bounds):
            within = {"low": low + (low > 0), "high": high}
            self._store.run("deduplicate/rank_shingles", **within, most=FIRST)
            self._store.run("deduplicate/insert_displaced", **within, most=FIRST, leaders=LEADERS)
            self._store.run("deduplicate/delete_leading_shingles", **within)
            self._store.run("deduplicate/insert_leading_shingles", leaders=LEADERS)
            self._store.run("deduplicate/insert_near_shingles", **within, most=FIRST)
            self._store.run("deduplicate/insert_tail_shingles", most=FIRST)
            self._store.run("deduplicate/delete_demoted_shingles", most=FIRST)

    def _met(self, numbers: Sequence[int], *, all_changed: bool) -> tuple[Numbers, Numbers]:
        with self._store.lend(asked_text=asked(numbers)):
            met = self._store.table(
                "deduplicate/select_meetings", undated=UNDATED, all_changed=all_changed, window=self._window,
                fewest=SHARED, share=SHARE, passage=PASSAGE,
            )  # fmt: skip
        return met["first_no"].to_numpy().astype(np.int64), met["second_no"].to_numpy().astype(np.int64)


def asked(numbers: Sequence[int]) -> pa.Table:
    """The table `asked_text` of statements."""
    return pa.table({"text_no": pa.array(numbers, pa.int32())})


def _range_of(keys: Hashes) -> dict[str, int]:
    """The first and the last of the outlets in some keys."""
    sources = keys >> np.uint64(32)
    return {"first": int(sources.min(initial=_TOP)), "last": int(sources.max(initial=0))}


def _split(keys: Hashes) -> pa.Table:
    return pa.table(
        {
            "source_no": pa.array((keys >> np.uint64(32)).astype(np.int32)),
            "shingle": pa.array((keys & np.uint64(_TOP)).astype(np.uint32)),
        }
    )


def _joined(table: pa.Table) -> Hashes:
    return outlet_keys(table["source_no"].to_numpy().astype(np.int64), table["shingle"].to_numpy())
