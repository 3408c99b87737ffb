"""Metrics follow from the stores, balance with them, and are those that the dashboard asks for."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample
from tests.press import capture_both_nights

from ingest.newsroom import NIGHTS
from ingest.pipeline import Workplace, ingest_captures
from ingest.settings import Settings
from ingest.watch import exposed, measure, write_report

ROOT = Path(__file__).resolve().parents[2]
NOW = NIGHTS[1] + timedelta(hours=1)


def _samples(text: bytes) -> list[Sample]:
    return [one for family in text_string_to_metric_families(text.decode()) for one in family.samples]


def _sum(samples: list[Sample], name: str, **labels: str) -> float:
    return sum(one.value for one in samples if one.name == name and labels.items() <= one.labels.items())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    found = capture_both_nights(Path(tmp_path_factory.mktemp("watched")))
    ingest_captures(found)
    return found


@pytest.fixture(scope="module")
def samples(place: Workplace) -> list[Sample]:
    return _samples(exposed(measure(place, now=NOW)))


def test_before_the_first_load_only_what_waits_is_known(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "page.html").write_text("<p>News</p>", encoding="utf-8")
    found = _samples(exposed(measure(Workplace.of(Settings(home=tmp_path)), now=NOW)))
    assert _sum(found, "ingest_waiting", queue="dropped") == 1
    assert {one.name for one in found} == {"ingest_waiting", "ingest_free_bytes"}


def test_captures_and_items_are_those_of_the_snapshot(place: Workplace, samples: list[Sample]) -> None:
    with place.warehouse.reader() as connection:
        (counted,) = connection.execute("SELECT count(*) FROM news.fetches").fetchall()
        items = connection.execute("SELECT item, sum(items) FROM news.funnel GROUP BY item").fetchall()
    assert _sum(samples, "ingest_fetches_total") == counted[0]
    assert {item: _sum(samples, "ingest_items_total", item=item) for item, _ in items} == dict(items)


def test_the_books_balance_and_nothing_waits_after_a_load(samples: list[Sample]) -> None:
    assert _sum(samples, "ingest_books_difference") == 0
    assert len([one for one in samples if one.name == "ingest_books_difference"]) > 5
    assert _sum(samples, "ingest_waiting", queue="segments") == 0


def test_the_lag_is_that_of_articles_that_were_new_within_a_day(samples: list[Sample]) -> None:
    median, most = (_sum(samples, "ingest_lag_seconds", quantile=share) for share in ("0.5", "0.95"))
    assert 0 < median <= most <= timedelta(days=1).total_seconds()


def test_the_dashboard_asks_for_metrics_and_labels_that_there_are(samples: list[Sample]) -> None:
    board = json.loads((ROOT / "docker" / "grafana" / "ingest.json").read_text(encoding="utf-8"))
    asked = [target for panel in board["panels"] for target in panel["targets"]]
    known = {one.name: set(one.labels) for one in samples}
    for target in asked:
        (name,) = set(re.findall(r"ingest_\w+", target["expr"]))
        shown = set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]))
        grouped = {
            label.strip()
            for group in re.findall(r"by \(([^)]*)\)", target["expr"])
            for label in group.split(",")
        }
        assert shown | grouped <= known[name], target
    assert {re.findall(r"ingest_\w+", target["expr"])[0] for target in asked} == set(known)


@contextmanager
def _served(home: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "ingest", "metrics", "--port", "0", "--home", str(home)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            yield line.removeprefix("metrics are at ").strip()
        finally:
            process.terminate()


def test_a_metrics_server_reads_them_over_the_network_of_this_machine_and_nothing_else(
    place: Workplace,
) -> None:
    with _served(place.settings.home) as address:
        answer = httpx.get(address, timeout=60)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=")
        assert _sum(_samples(answer.content), "ingest_articles") > 300
        assert httpx.get(address.replace("/metrics", "/"), timeout=60).status_code == 404


def test_the_nightly_report_is_a_page_and_an_object(place: Workplace) -> None:
    page = write_report(place, day=datetime(2026, 3, 3, tzinfo=UTC).date())
    assert page == place.settings.home / "reports" / "2026-03-03.html"
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "What is in the warehouse" in text
    known = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert known["totals"]["articles"] > 300
    assert write_report(place, day=datetime(2026, 3, 3, tzinfo=UTC).date()) == page, "again is the same"
