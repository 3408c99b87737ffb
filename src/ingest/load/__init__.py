"""Prepared segments → star schema, in one transaction.

In: the Parquet folders of segments that the replica's ledger lacks, and the families of all articles.
Out: rows, families and ledger lines, all of them or none. The result is a function of the set of
segments: their order and grouping, kills and repetitions change nothing.
"""

from ingest.load.stage import Copies, LoadReport, load_segments

__all__ = ["Copies", "LoadReport", "load_segments"]
