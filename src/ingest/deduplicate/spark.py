"""Families by Apache Spark: the same functions and the same result, for more articles than one machine reads.

Reading, sampling, furniture, meeting and comparing are spread over the executors, which need this
package. The driver joins: it holds the rows without their texts and the likenesses, about two
kilobytes an article (docs/families.md).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import floor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from ingest.deduplicate import upkeep
from ingest.deduplicate.analysis import analysed
from ingest.deduplicate.comparison import comparison
from ingest.deduplicate.corpus import OPTIONAL, Corpus, corpus, insist
from ingest.deduplicate.find import families_of
from ingest.deduplicate.furniture import (
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
from ingest.deduplicate.pairs import LIKENESS, Content, Wording, headline_mark, likenesses, listed
from ingest.deduplicate.signatures import distinct, hashed

_BLOCK = 200  # texts whose pairs are compared together, with all that they meet
_LOOSE = 1_000  # groups of texts whose outlet is unknown: they have no furniture
_ENTRY = (
    "text_no int, source_no int, article_mark long, day double, bucket int, mark long, title string,"
    " row_no long"
)
_SAMPLED = (
    "text_no int, shingle array<long>, place array<long>, is_thin array<boolean>, length int,"
    " fingerprint long, is_whole boolean, sketch array<long>"
)
_INDEXED = (
    "text_no int, fingerprint long, length int, furniture array<int>, kept array<long>,"
    " sampled int, thinned int, is_whole boolean"
)


def find_families(articles: DataFrame, *, window: float = upkeep.WINDOW) -> DataFrame:
    """Group articles into families of copies: what `ingest.find_families` says of the same table.

    Args:
        articles: the columns of `ingest.find_families`.
        window: days between two texts beyond which only equal words make one a copy of the other.

    Returns:
        The columns of `ingest.find_families`.

    Raises:
        KeyError: there is no column `article_id` or `text`.
    """
    insist(
        pa.schema([pa.field(name, pa.null()) for name in articles.columns]).empty_table(),
        "article_id",
        "text",
    )
    named = articles.withColumn("row_no", f.monotonically_increasing_id()).persist()
    try:
        return _found(named, window)
    finally:
        named.unpersist()


def _found(named: DataFrame, window: float) -> DataFrame:
    spark = named.sparkSession
    names = [name for name in ("article_id", *OPTIONAL, "row_no") if name in named.columns]
    rows = named.select(names).toArrow()
    read = corpus(rows, _repeated_texts(named, rows).__getitem__)
    entries = spark.createDataFrame(_entries(read, rows["row_no"].to_numpy(), window), _ENTRY)
    texts = entries.join(named.select("row_no", "text"), "row_no").drop("row_no").persist()
    indexed = _indexed(texts).persist()
    pairs = _meetings(indexed.join(entries, "text_no"), window).persist()
    found = _compared(pairs, texts, indexed).toArrow()
    contents = _headed(indexed.select("text_no", "fingerprint", "length").toArrow(), read)
    told = families_of(analysed(read, comparison(range(len(read.rows)), contents, found)))
    for held in (texts, indexed, pairs):
        held.unpersist()
    return spark.createDataFrame(told)


def _repeated_texts(named: DataFrame, rows: pa.Table) -> Mapping[int, str]:
    """The texts of rows whose article has several: they tell versions with the same row apart."""
    counted = Counter(listed(rows, "article_id"))
    several = {str(article_id) for article_id, count in counted.items() if count > 1}
    texts = {}
    if several:
        chosen = named.where(f.col("article_id").isin(sorted(several))).select("row_no", "text").toArrow()
        place = {row_no: at for at, row_no in enumerate(listed(rows, "row_no"))}
        texts = {
            place[row_no]: text or ""
            for row_no, text in zip(listed(chosen, "row_no"), listed(chosen, "text"), strict=True)
        }
    return texts


def _entries(read: Corpus, row_no: Numbers, window: float) -> pa.Table:
    """What the executors need to know of each text besides its words; unsigned numbers keep their order."""
    sources = sorted({row.source for row in read.rows} - {""})
    outlets = {"": 0} | {source: number for number, source in enumerate(sources, 1)}
    days = [row.day for row in read.rows]
    columns = {
        "text_no": np.arange(len(read.rows), dtype=np.int32),
        "source_no": np.array([outlets[row.source] for row in read.rows], np.int32),
        "article_mark": _signed([hashed(row.group) for row in read.rows]),
        "day": pa.array(days, pa.float64()),
        "bucket": np.array(
            [upkeep.UNDATED if day is None else floor(day / window) for day in days], np.int32
        ),
        "mark": _signed([row.mark for row in read.rows]),
        "title": [row.title for row in read.rows],
        "row_no": row_no[list(read.places)] if len(read.places) else np.empty(0, np.int64),
    }
    return pa.table(columns)


def _headed(contents: pa.Table, read: Corpus) -> pa.Table:
    """The table with the mark of each text's headline."""
    texts = zip(listed(contents, "text_no"), listed(contents, "length"), strict=True)
    marks = [headline_mark(length, read.rows[number].title) for number, length in texts]
    return contents.append_column("headline", pa.array(marks, pa.uint64()))


def _signed(values: Sequence[int]) -> Numbers:
    return (np.array(values, np.uint64) ^ np.uint64(1 << 63)).view(np.int64)


def _indexed(texts: DataFrame) -> DataFrame:
    """Each text sampled, and freed of what its outlet repeats."""
    read = texts.select("text_no", "text").mapInArrow(_sample, _SAMPLED)
    group = f.when(f.col("source_no") > 0, f.col("source_no")).otherwise(-1 - f.col("text_no") % _LOOSE)
    known = texts.select("text_no", "source_no", "article_mark", group.alias("outlet"))
    return read.join(known, "text_no").groupBy("outlet").applyInArrow(_bare, _INDEXED)


def _sample(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        found = sampled([text or "" for text in batch["text"].to_pylist()])
        ends = np.searchsorted(found.text, np.arange(batch.num_rows + 1))
        yield pa.RecordBatch.from_pydict(
            {
                "text_no": batch["text_no"],
                "shingle": _lists(ends, found.shingle.astype(np.int64)),
                "place": _lists(ends, found.place),
                "is_thin": _lists(ends, found.is_thin),
                "length": pa.array(found.length, pa.int32()),
                "fingerprint": pa.array(found.fingerprint.view(np.int64)),
                "is_whole": pa.array(found.is_whole),
                "sketch": _lists(
                    np.arange(batch.num_rows + 1) * CLASSES, found.sketch.astype(np.int64).ravel()
                ),
            }
        )


def _lists(ends: Numbers, values: NDArray[Any]) -> "pa.ListArray[Any]":
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(values))


def _bare(table: pa.Table) -> pa.Table:
    """The texts of one outlet without its furniture."""
    table = table.combine_chunks()
    found = _sampled(table)
    stories = Stories(table["article_mark"].to_numpy().view(np.uint64), found.length, found.sketch)
    keys = outlet_keys(table["source_no"].to_numpy().astype(np.int64)[found.text], found.shingle)
    own = keys >= np.uint64(1 << 32)
    furniture = passages(
        found.text, found.place, is_among(keys, repeated(keys[own], found.text[own], stories))
    )
    is_kept = outside(furniture, found.text, found.place, int(found.length.max(initial=0)) + 1)
    held, thinned = sizes(found, is_kept)
    rows = distinct(found.text[is_kept] << 32 | found.shingle[is_kept].astype(np.int64))
    ends = np.searchsorted(rows >> 32, np.arange(table.num_rows + 1))
    return pa.table(
        {
            "text_no": table["text_no"],
            "fingerprint": table["fingerprint"],
            "length": table["length"],
            "furniture": pa.array(listed_passages(furniture, table.num_rows), pa.list_(pa.int32())),
            "kept": _lists(ends, rows & 0xFFFFFFFF),
            "sampled": pa.array(held, pa.int32()),
            "thinned": pa.array(thinned, pa.int32()),
            "is_whole": table["is_whole"],
        }
    )


def _sampled(table: pa.Table) -> Sampled:
    counts = pc.list_value_length(table["shingle"]).to_numpy()
    flat = {
        name: pc.list_flatten(table[name]).to_numpy() for name in ("shingle", "place", "is_thin", "sketch")
    }
    return Sampled(
        text=np.repeat(np.arange(table.num_rows), counts),
        shingle=flat["shingle"].astype(np.uint32),
        place=flat["place"],
        is_thin=flat["is_thin"],
        length=table["length"].to_numpy().astype(np.int64),
        fingerprint=table["fingerprint"].to_numpy().view(np.uint64),
        is_whole=table["is_whole"].to_numpy(),
        sketch=flat["sketch"].astype(np.uint32).reshape(-1, CLASSES),
        readings=(),
    )


def _meetings(entries: DataFrame, window: float) -> DataFrame:
    """Pairs of texts that share enough sampled shingles: `sql/deduplicate/select_meetings`, all at once."""
    posted = entries.select("text_no", "bucket", "day", "mark", f.explode("kept").alias("shingle"))
    within = Window.partitionBy("shingle", "bucket")
    ordered = within.orderBy(f.col("day").asc_nulls_last(), "mark", "text_no")
    placed = posted.select(
        "shingle",
        "bucket",
        "text_no",
        f.row_number().over(ordered).alias("place"),
        f.count("*").over(within).alias("crowd"),
    )
    near = placed.where(f.col("place") <= upkeep.FIRST)
    tail = placed.where(f.col("place") > upkeep.FIRST)
    leads = placed.where((f.col("place") <= upkeep.LEADERS) & (f.col("crowd") > upkeep.FIRST))
    met = _shared(near, near.where("true"), is_near=True).unionAll(_shared(tail, leads, is_near=False))
    counted = met.groupBy("first_no", "second_no").agg(f.count("*").alias("shared"))
    return _enough(counted.where(f.col("shared") >= upkeep.SHARED), entries, window)


def _shared(one: DataFrame, other: DataFrame, *, is_near: bool) -> DataFrame:
    """A row for each shingle by which two texts meet; near ones may stand in neighbouring windows."""
    a, b = (
        part.select("shingle", f.col("bucket").alias(f"{name}_bucket"), f.col("text_no").alias(f"{name}_no"))
        for part, name in ((one, "a"), (other, "b"))
    )
    joined = a.join(b, "shingle")
    if is_near:
        lowest = f.least("a_bucket", "b_bucket")
        beside = f.abs(f.col("a_bucket") - f.col("b_bucket")) <= 1
        joined = joined.where((f.col("a_no") < f.col("b_no")) & (beside | (lowest == upkeep.UNDATED)))
    else:
        joined = joined.where((f.col("a_bucket") == f.col("b_bucket")) & (f.col("a_no") != f.col("b_no")))
    return joined.select(
        f.least("a_no", "b_no").alias("first_no"), f.greatest("a_no", "b_no").alias("second_no")
    )


def _enough(counted: DataFrame, entries: DataFrame, window: float) -> DataFrame:
    known = ("text_no", "day", "is_whole", "sampled", "thinned")
    one, two = (
        entries.select([f.col(name).alias(f"{side}_{name}") for name in known]) for side in ("a", "b")
    )
    joined = counted.join(one, f.col("first_no") == f.col("a_text_no")).join(
        two, f.col("second_no") == f.col("b_text_no")
    )
    apart = f.abs(f.col("a_day") - f.col("b_day"))
    in_time = apart.isNull() | (apart <= window)
    held = f.when(f.col("a_is_whole") & f.col("b_is_whole"), f.least("a_sampled", "b_sampled")).otherwise(
        f.least("a_thinned", "b_thinned")
    )
    enough = (f.col("shared") >= upkeep.PASSAGE) | (f.col("shared") >= f.lit(upkeep.SHARE) * held)
    return joined.where(in_time & enough).select("first_no", "second_no")


def _compared(pairs: DataFrame, texts: DataFrame, indexed: DataFrame) -> DataFrame:
    """The likenesses of pairs, block by block with the texts that a block needs."""
    blocks = pairs.withColumn("block", f.floor(f.col("first_no") / _BLOCK))
    ends = [
        blocks.select(f.col("block").alias("of_block"), f.col(name).alias("text_no"))
        for name in ("first_no", "second_no")
    ]
    words = texts.select("text_no", "title", "text").join(
        indexed.select("text_no", "fingerprint", "length", "furniture"), "text_no"
    )
    needed = ends[0].unionAll(ends[1]).distinct().join(words, "text_no")
    schema = ", ".join(
        f"{name} {_SPARK[kind]}" for name, kind in zip(LIKENESS.names, LIKENESS.types, strict=True)
    )
    return blocks.groupBy("block").cogroup(needed.groupBy("of_block")).applyInArrow(_alike, schema)


_SPARK = {pa.int32(): "int", pa.float64(): "double", pa.int8(): "tinyint"}


def _alike(pairs: pa.Table, words: pa.Table) -> pa.Table:
    columns = ("text_no", "title", "text", "fingerprint", "length", "furniture")
    rows = list(zip(*(listed(words, name) for name in columns), strict=True))
    read = readings([row[2] or "" for row in rows])
    known = {
        number: Wording(
            title, reading, Content(fingerprint, length, tuple(furniture)), headline_mark(length, title)
        )
        for (number, title, _, fingerprint, length, furniture), reading in zip(rows, read, strict=True)
    }
    first, second = (pairs[name].to_numpy().astype(np.int64) for name in ("first_no", "second_no"))
    return likenesses(first, second, lambda numbers: {number: known[number] for number in numbers})
