"""An index in memory that is fed in batches, and what it holds then, by the texts' own names."""

from collections.abc import Sequence

import pyarrow as pa

from ingest.deduplicate.analysis import analysed
from ingest.deduplicate.comparison import comparison
from ingest.deduplicate.corpus import Row, TableTexts, corpus
from ingest.deduplicate.find import families_of
from ingest.deduplicate.pairs import Words
from ingest.deduplicate.stage import Shelf
from ingest.deduplicate.upkeep import WINDOW, Arrival, Upkeep, asked
from ingest.warehouse import execute, memory

Held = dict[str, list[tuple[object, ...]]]

_HELD = {
    "texts": "SELECT * EXCLUDE (text_no, source_no) FROM main.indexed_text",
    "furniture": "SELECT source, shingle FROM main.outlet_furniture"
    " JOIN main.indexed_outlet USING (source_no)",
    "first": "SELECT mark, fingerprint, shingle FROM main.text_shingle"
    " JOIN main.indexed_text USING (text_no)",
    "tail": "SELECT mark, fingerprint, shingle FROM main.tail_shingle JOIN main.indexed_text USING (text_no)",
    "leading": "SELECT mark, shingle FROM main.leading_shingle JOIN main.indexed_text USING (text_no)",
    "likenesses": (
        "SELECT unnest([(one.mark, other.mark, first_cover, second_cover, strength),"
        " (other.mark, one.mark, second_cover, first_cover, strength)]) FROM main.text_likeness"
        " JOIN main.indexed_text AS one ON one.text_no = first_no"
        " JOIN main.indexed_text AS other ON other.text_no = second_no"
    ),
}


class _Arrived:
    """Texts by the numbers under which they arrived."""

    def __init__(self, rows: Sequence[Row], places: Sequence[int], texts: TableTexts) -> None:
        self._rows = rows
        self._places = places
        self._texts = texts
        self.positions: list[int] = []

    def read(self, numbers: Sequence[int]) -> list[Words]:
        positions = [self.positions[number] for number in numbers]
        texts = self._texts.read([self._places[position] for position in positions])
        return [Words(self._rows[at].title, text) for at, text in zip(positions, texts, strict=True)]


def fed(
    articles: pa.Table, batches: Sequence[Sequence[int]], *, window: float = WINDOW
) -> tuple[pa.Table, Held]:
    """Families, and all that the index holds, after batches of positions in the corpus arrived one by one."""
    texts = TableTexts(articles["text"])
    read = corpus(articles, lambda place: texts.read([place])[0])
    arrived = _Arrived(read.rows, read.places, texts)
    with memory() as connection:
        execute(connection, "migrations/0037_text_index")
        shelf = Shelf(connection)
        for batch in batches:
            upkeep = Upkeep(shelf, arrived, window=window)
            first = len(arrived.positions)
            arrived.positions.extend(batch)
            upkeep.enter([Arrival(first + at, read.rows[position]) for at, position in enumerate(batch)])
            upkeep.compare()
        numbers = sorted(range(len(arrived.positions)), key=arrived.positions.__getitem__)
        with shelf.lend(asked_text=asked(sorted(numbers))):
            contents = shelf.table("deduplicate/select_contents")
        found = analysed(read, comparison(numbers, contents, shelf.table("deduplicate/select_likenesses")))
        held = {name: sorted(connection.sql(query).fetchall(), key=repr) for name, query in _HELD.items()}
        return families_of(found), held
