"""Cases of our own wording in `tests/cases/deduplicate`, and verdicts on real pairs (ids alone)."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.deduplicate.wording import DAWN
from tests.shared_data import shared_data

from ingest import find_families

CASES = Path(__file__).parents[1] / "cases" / "deduplicate"
PASSAGES: dict[str, str] = tomllib.loads((CASES / "passages.toml").read_text(encoding="utf-8"))
KNOWN: list[dict[str, Any]] = tomllib.loads((CASES / "cases.toml").read_text(encoding="utf-8"))["case"]
JOINING = ("original", "copy", "version_of")


def _table(articles: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.table(
        {
            "article_id": [one["id"] for one in articles],
            "source": [one.get("outlet", f"{one['id']}.example") for one in articles],
            "published_at": pa.array(
                [DAWN + timedelta(minutes=one["minute"]) for one in articles], pa.timestamp("us", "UTC")
            ),
            "title": [one["title"] for one in articles],
            "text": ["\n".join(PASSAGES.get(part, part) for part in one["parts"]) for one in articles],
        }
    )


def _families(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    groups = defaultdict(list)
    for row in rows:
        if row["relation"] in JOINING:
            groups[row["family_id"]].append(row["article_id"])
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


@pytest.mark.parametrize("case", KNOWN, ids=[case["claim"] for case in KNOWN])
def test_it_holds_that(case: Mapping[str, Any]) -> None:
    rows = find_families(_table(case["articles"])).to_pylist()
    assert _families(rows) == sorted(sorted(group) for group in case["families"])
    found = {
        (row["article_id"], row["relation"], row["parent_id"])
        for row in rows
        if row["relation"] not in JOINING
    }
    for one, relation, other in case.get("reuses", []):
        assert (one, relation, other) in found


def test_a_text_of_five_megabytes_finds_its_copy() -> None:
    names = ("dam4", "fair2", "vote2", "strike1", "budget2", "match2")
    long = "\n".join(f"{place} {PASSAGES[name][place % 9 :]}" for place in range(3_600) for name in names)
    articles = [
        {"id": "long", "minute": 0, "title": "Everything", "parts": [long]},
        {"id": "copy", "minute": 9, "title": "Everything", "parts": ["HALLAM (NNA) -", long]},
        {"id": "other", "minute": 12, "title": "Speech", "parts": ["speech1", "speech2", "speech3"]},
    ]
    assert len(long) > 5_000_000
    assert _families(find_families(_table(articles)).to_pylist()) == [["copy", "long"]]


def test_real_pairs_of_different_outlets_are_joined_as_people_judged_them() -> None:
    """All that were joined among 37,554 real articles in November 2026, read side by side: copy or partial.

    Only these articles are compared here, which joins a few pairs less than all of them would.
    """
    source = shared_data("copies") / "articles.parquet"
    verdicts = json.loads((CASES / "natural_verdicts.json").read_text(encoding="utf-8"))
    ids = sorted({name for one, other, _ in verdicts for name in (one, other)})
    articles = pq.read_table(source, filters=pc.field("id").isin(ids))
    found = find_families(
        pa.table(
            {
                "article_id": articles["id"],
                "source": articles["outlet"],
                "published_at": pc.strptime(
                    articles["published"], format="%m/%d/%y", unit="us", error_is_null=True
                ).cast(pa.timestamp("us", "UTC")),
                "title": articles["title"],
                "text": articles["text"],
            }
        )
    ).to_pylist()
    family = {row["article_id"]: row["family_id"] for row in found if row["relation"] in JOINING}
    joined = [verdict for one, other, verdict in verdicts if family[one] == family[other]]
    assert joined.count("copy") == sum(verdict == "copy" for *_, verdict in verdicts)
    assert joined.count("partial") <= 11
