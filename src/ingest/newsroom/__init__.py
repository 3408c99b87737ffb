"""A simulated press with known truth: a seed comes in; outlets, feeds and pages over real HTTP go out.

Demonstration, tests and benchmarks read it like any other press, offline, and compare what they
find with `Newsroom.truth`. Nothing here is copied from real articles.
"""

from ingest.newsroom.answer import Ranges
from ingest.newsroom.attic import CRAWL, INDEX, MASTER_LIST, Attic
from ingest.newsroom.attic_crawl import CrawlFault, warc_record
from ingest.newsroom.attic_gdelt import TableFault
from ingest.newsroom.attic_site import SiteFault
from ingest.newsroom.attic_web import IndexFault
from ingest.newsroom.decade import Decade
from ingest.newsroom.hub import HUB_URL, Delivery, Hub, Temper, serve_hub
from ingest.newsroom.live import LivePress
from ingest.newsroom.mixed import MixedPress
from ingest.newsroom.press import NIGHTS, Newsroom
from ingest.newsroom.server import Site, serve
from ingest.newsroom.sightings import Sighting, sightings_of
from ingest.newsroom.truth import ArticleTruth, FeedTruth, Truth, write_truth

__all__ = [
    "CRAWL",
    "HUB_URL",
    "INDEX",
    "MASTER_LIST",
    "NIGHTS",
    "ArticleTruth",
    "Attic",
    "CrawlFault",
    "Decade",
    "Delivery",
    "FeedTruth",
    "Hub",
    "IndexFault",
    "LivePress",
    "MixedPress",
    "Newsroom",
    "Ranges",
    "Sighting",
    "Site",
    "SiteFault",
    "TableFault",
    "Temper",
    "Truth",
    "serve",
    "serve_hub",
    "sightings_of",
    "warc_record",
    "write_truth",
]
