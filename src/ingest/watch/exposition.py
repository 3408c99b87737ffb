"""Measures as metrics in the text format of Prometheus (exposition format 0.0.4). Pure."""

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from ingest.watch.measures import Measures, Snapshot

_Rows = Iterable[tuple[tuple[str, ...], float]]


def exposed(measures: Measures) -> bytes:
    """The metrics as a metrics server reads them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Measured(measures))
    return generate_latest(registry)


class _Measured(Collector):
    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    @override
    def collect(self) -> Iterator[Metric]:
        measures = self._measures
        yield _gauge("ingest_waiting", "What waits to be done, by queue.", _by(measures.waiting), "queue")
        yield _gauge("ingest_free_bytes", "Free on the disk of the captures.", [((), measures.free_bytes)])
        if measures.snapshot:
            age = (measures.at - measures.snapshot.published_at).total_seconds()
            yield from _of_snapshot(measures.snapshot, age)


def _of_snapshot(snapshot: Snapshot, age: float) -> Iterator[Metric]:
    captures = [((one.kind, one.channel, one.outcome), one.captures) for one in snapshot.captures]
    items = [((one.item, one.outcome, one.reason), one.items) for one in snapshot.items]
    feeds = [((one.state,), one.feeds) for one in snapshot.feeds]
    lags = [(("0.5",), snapshot.lags.median), (("0.95",), snapshot.lags.most)]
    known = [(labels, lag) for labels, lag in lags if lag is not None]
    yield _gauge("ingest_snapshot_age_seconds", "Since the snapshot was published.", [((), age)])
    yield _gauge("ingest_articles", "In the snapshot.", [((), snapshot.articles)])
    yield _gauge("ingest_families", "In the snapshot.", [((), snapshot.families)])
    yield _gauge("ingest_feeds", "Feeds that are subscribed to, by state.", feeds, "state")
    yield _gauge("ingest_lag_seconds", "From publication to capture, last day.", known, "quantile")
    differences = _by(snapshot.differences)
    yield _gauge("ingest_books_difference", "Of the audit's checks: not 0 is an error.", differences, "check")
    yield _counter("ingest_fetches", "Captures, by how they ended.", captures, "kind", "channel", "outcome")
    yield _counter(
        "ingest_items", "Items of the books, by how they ended.", items, "item", "outcome", "reason"
    )


def _by(values: Mapping[str, float]) -> _Rows:
    return [((name,), value) for name, value in values.items()]


def _gauge(name: str, meaning: str, rows: _Rows, *labels: str) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=labels)
    for values, number in rows:
        family.add_metric(values, number)
    return family


def _counter(name: str, meaning: str, rows: _Rows, *labels: str) -> Metric:
    family = CounterMetricFamily(name, meaning, labels=labels)
    for values, number in rows:
        family.add_metric(values, number)
    return family
