"""From a changed index to changed families: only what the change reaches is decided anew.

Texts that were compared anew, and those that were like one of them, are followed along likenesses,
equal texts and versions until nothing new is reached. What lies beyond shares no edge with a
change, so its families, lineage and reuses stay as they are (decision 0023).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ingest.deduplicate.analysis import analysed
from ingest.deduplicate.comparison import comparison
from ingest.deduplicate.corpus import Corpus, corpus
from ingest.deduplicate.pairs import Library, Likenesses, listed
from ingest.deduplicate.reuse import reuses, sides
from ingest.deduplicate.signatures import hashed
from ingest.deduplicate.upkeep import Arrival, Store, Upkeep, asked
from ingest.knowledge import Knowledge
from ingest.records import FamilyMember, LineageSignal, Relation, Reuse

METHOD = "families-7"
"""Raise the number when the same texts would get another index: it is then made anew."""

_INDEX = (
    "deduplicate/clear_family_index",
    "deduplicate/clear_indexed_outlet",
    "deduplicate/clear_indexed_text",
    "deduplicate/clear_text_shingle",
    "deduplicate/clear_tail_shingle",
    "deduplicate/clear_leading_shingle",
    "deduplicate/clear_outlet_furniture",
    "deduplicate/clear_text_likeness",
)


@dataclass(frozen=True, slots=True)
class Copies:
    """What changed: places of articles in their families, and the reuses of articles that are told anew."""

    members: tuple[FamilyMember, ...]  # by article_id; every other article keeps its place
    reuses: tuple[Reuse, ...]  # by outer article, then inner
    signals: tuple[LineageSignal, ...]  # of all members that are told, by article_id and ordinal
    retold: tuple[str, ...]  # outer articles; what they showed before and is not in `reuses` is no more


class Renewal:
    """One renewal: the loaded versions are the truth, the index follows them, families follow the index."""

    def __init__(self, store: Store, library: Library, knowledge: Knowledge, *, window: float) -> None:
        self._store = store
        self._library = library
        self._knowledge = knowledge
        self._window = window

    def copies(self) -> Copies:
        """Bring the index up to date and tell what that changed."""
        is_all = self._insist_on_rules()
        changes = self._store.table("deduplicate/select_index_changes")
        if None in listed(changes, "version_id"):  # a version is no more: what it proved may be wrong
            self._clear()
            is_all = self._insist_on_rules()
            changes = self._store.table("deduplicate/select_index_changes")
        upkeep = Upkeep(self._store, self._library, window=self._window)
        upkeep.withdraw([number for number in listed(changes, "text_no") if number is not None])
        upkeep.enter(self._arrivals(changes))
        upkeep.compare()
        return self._told(self._reached(is_all=is_all))

    def _insist_on_rules(self) -> bool:
        """Clear an index that was made by other rules; whether lineage must be decided anew everywhere."""
        (found,) = self._store.table("deduplicate/select_index_rules").to_pylist()
        sites = sorted((agency.agency_id, agency.domain or "") for agency in self._knowledge.agencies)
        agencies = f"{hashed(repr(sites)):016x}"
        made_by = (METHOD, self._window, found["current_producer"])
        if (found["method"], found["window_days"], found["producer"]) != made_by:
            self._clear()
        elif found["agencies"] == agencies:
            return False
        else:
            self._store.run("deduplicate/clear_family_index")
        self._store.run(
            "deduplicate/insert_index_rules",
            method=METHOD, window_days=self._window, producer=found["current_producer"], agencies=agencies,
        )  # fmt: skip
        return True

    def _clear(self) -> None:
        for step in _INDEX:
            self._store.run(step)

    def _arrivals(self, changes: pa.Table) -> list[Arrival]:
        first = self._store.table("deduplicate/select_next_number")["next_no"][0].as_py()
        numbers = list(range(first, first + changes.num_rows))
        arriving = pa.table({"text_no": pa.array(numbers, pa.int32()), "version_id": changes["version_id"]})
        with self._store.lend(new_arrival=arriving):
            self._store.run("deduplicate/stage_arriving_text")
        read, found, table = self._corpus(numbers)
        versions, captures = listed(table, "version_id"), listed(table, "capture_id")
        return [
            Arrival(number, row, versions[place], captures[place])
            for number, row, place in zip(found, read.rows, read.places, strict=True)
        ]

    def _corpus(self, numbers: Sequence[int]) -> tuple[Corpus, list[int], pa.Table]:
        """Texts by their numbers: their rows, the numbers in the order of these, and the table of them."""
        with self._store.lend(asked_text=asked(numbers)):
            table = self._store.table("deduplicate/select_corpus")
        sites = [self._knowledge.agency_at(str(url)) for url in listed(table, "url")]
        own = pa.array([agency.agency_id if agency else None for agency in sites], pa.string())
        versions = listed(table, "version_id")
        read = corpus(table.append_column("source_agency", own), versions.__getitem__)
        found = listed(table, "text_no")
        return read, [found[place] for place in read.places], table

    def _reached(self, *, is_all: bool) -> list[int]:
        """The texts whose family may have changed."""
        self._store.run("deduplicate/stage_frontier", all_texts=is_all)
        self._store.run("deduplicate/stage_reached_text")
        while self._store.table("deduplicate/count_frontier")["texts"][0].as_py():
            self._store.run("deduplicate/advance_frontier")
            self._store.run("deduplicate/insert_reached_texts")
        return listed(self._store.table("deduplicate/select_reached_texts"), "text_no")

    def _told(self, reached: Sequence[int]) -> Copies:
        if not reached:
            return Copies((), (), (), ())
        read, numbers, _ = self._corpus(reached)
        with self._store.lend(asked_text=asked(reached)):
            contents = self._store.table("deduplicate/select_contents")
        likenesses = self._store.table("deduplicate/select_inner_likenesses")
        found = analysed(read, comparison(numbers, contents, likenesses))
        members = sorted(
            (one for family in found.members() for one in family), key=lambda one: one.article_id
        )
        self._store.run("deduplicate/stage_outer_text")
        retold = listed(self._store.table("deduplicate/select_outer_articles"), "article_id")
        signals = sorted(found.signals(), key=lambda one: (one.article_id, one.ordinal))
        return Copies(tuple(members), self._reuses(members, set(retold)), tuple(signals), tuple(retold))

    def _reuses(self, members: Sequence[FamilyMember], retold: set[str]) -> tuple[Reuse, ...]:
        table = self._store.table("deduplicate/select_outer_likenesses")
        ends = {*listed(table, "first_no"), *listed(table, "second_no")}
        read, numbers, _ = self._corpus(sorted(ends))
        family, originals = self._families({row.article_id for row in read.rows}, members)
        position = np.full(max(numbers, default=-1) + 1, -1, np.int64)
        position[numbers] = np.arange(len(numbers))
        told = reuses(sides(read.rows, Likenesses(table, position), family), originals)
        return tuple(reuse for reuse in told if reuse.article_id in retold)

    def _families(
        self, articles: Iterable[str], members: Sequence[FamilyMember]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Each article's family, and each family's original: as decided now, else as loaded."""
        decided = {one.article_id: one.family_id for one in members}
        others = sorted(set(articles) - set(decided))
        with self._store.lend(asked_article=pa.table({"article_id": pa.array(others, pa.string())})):
            loaded = self._store.table("deduplicate/select_places").to_pylist()
        family = {line["article_id"]: line["family_id"] for line in loaded} | decided
        originals = {
            line["family_id"]: line["article_id"]
            for line in loaded
            if line["relation"] == Relation.ORIGINAL and line["article_id"] not in decided
        }
        originals |= {one.family_id: one.article_id for one in members if one.relation is Relation.ORIGINAL}
        return family, originals
