"""Families by Spark are those of one machine, on the same articles. Spark runs in a process of its own."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.deduplicate.test_batches import PRESS
from tests.deduplicate.wording import article, table, text

from ingest import find_families

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("pyspark") is None, reason="pyspark is not installed: it is the extra `spark`"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java: Spark needs version 17"),
]

_SESSION = """
import sys
import pyarrow.parquet as pq
from pyspark.sql import SparkSession
from ingest.deduplicate import spark, upkeep

upkeep.FIRST, upkeep.LEADERS = int(sys.argv[1]), int(sys.argv[2])
session = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()
)
found = spark.find_families(session.read.parquet(sys.argv[3])).toArrow()
pq.write_table(found, sys.argv[4])
session.stop()
"""


def _by_spark(articles: pa.Table, folder: Path, *, first: int, leaders: int) -> pa.Table:
    source, target = folder / "articles.parquet", folder / "families.parquet"
    pq.write_table(articles, source)
    done = subprocess.run(
        [sys.executable, "-c", _SESSION, str(first), str(leaders), str(source), str(target)],
        env=os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return pq.read_table(target)


def _lines(families: pa.Table) -> list[str]:
    return sorted(map(repr, families.to_pylist()))


def test_families_by_spark_are_those_of_one_machine(tmp_path: Path) -> None:
    crowd = [article(f"crowd-{at:02}", f"{text(70, 8)} {text(100 + at, 2)}", minute=at) for at in range(30)]
    articles = table([*PRESS, *crowd])
    expected = find_families(articles)
    assert len(set(expected["family_id"].to_pylist())) < articles.num_rows
    assert _lines(_by_spark(articles, tmp_path, first=24, leaders=3)) == _lines(expected)
