"""Watching the pipeline: measures of its state for a metrics server, the nightly report as files.

In: a workplace. Out: text in the format that Prometheus reads, HTML and JSON. Nothing here changes a store.
"""

from ingest.watch.exporter import serve_metrics
from ingest.watch.exposition import exposed
from ingest.watch.measures import Measures, measure
from ingest.watch.reports import write_report

__all__ = ["Measures", "exposed", "measure", "serve_metrics", "write_report"]
