"""The houses of the simulated press: outlets, agencies, houses whose feed is at fault (`houses/*.csv`)."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from ingest.knowledge import agency_from, rows
from ingest.records import Agency, FetchOutcome, Outlet, Record, Subscription

FEED_PATHS = {"rss": "/feed.xml", "rdf": "/index.rdf", "atom": "/atom.xml", "json": "/feed.json"}
LATEST_PATH = "/latest.xml"
"""A second feed of the same articles, with tracking parameters on its links."""

_WITH_LATEST = frozenset({"harbour-post.example", "kurier-am-see.example", "faro-de-levante.example"})
_LANGUAGES = {"DE": "de"}  # of houses at fault; the others write English
_ZONES = {
    "GB": "Europe/London", "US": "America/New_York", "CA": "America/Toronto", "IE": "Europe/Dublin",
    "AU": "Australia/Sydney", "NZ": "Pacific/Auckland", "ZA": "Africa/Johannesburg", "DE": "Europe/Berlin",
}  # fmt: skip


class House(Record):
    """An outlet with the habits of its pages and feeds."""

    domain: str
    name: str
    kind: str = "newspaper"
    country: str
    language: str
    zone: str
    day_order: str = "dmy"
    feed: str = "rss"  # rss | rdf | atom | json
    template: str = "jsonld"  # jsonld | meta | time | visible | bar
    visible: str = "long"  # a style of calendars.written
    feed_dates: str = "offset"  # offset | abbreviation | none
    validators: str = "both"  # of its feed: both | etag | date | none
    fault: str | None = None  # what is wrong with its feed (faults.py)
    outcome: FetchOutcome = FetchOutcome.FETCHED  # how a request for its feed ends
    is_readable: bool = True  # the feed lists articles
    state: str = "healthy"  # in which a poll finds its feed (the view news.feeds)
    why: str = ""  # words of the reason that the view gives

    @property
    def home_url(self) -> str:
        """The front page."""
        return f"http://{self.domain}/"

    @property
    def feed_url(self) -> str:
        """The main feed."""
        return f"http://{self.domain}{FEED_PATHS[self.feed]}"

    @property
    def latest_url(self) -> str | None:
        """The second feed, where there is one."""
        return f"http://{self.domain}{LATEST_PATH}" if self.domain in _WITH_LATEST else None

    @property
    def shows_seconds(self) -> bool:
        """Whether a mark on its pages is exact to the second."""
        return self.template in {"jsonld", "meta", "time"}

    @property
    def feed_urls(self) -> tuple[str, ...]:
        """Every feed."""
        return (self.feed_url, self.latest_url) if self.latest_url else (self.feed_url,)


@cache
def houses() -> tuple[House, ...]:
    """Every house, those with a faulty feed last."""
    sound = tuple(House.model_validate(row) for row in _table("outlets"))
    return (*sound, *(_at_fault(row) for row in _table("faults")))


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies; the one without a domain has no public site."""
    return tuple(map(agency_from, _table("agencies")))


@cache
def ailments() -> Mapping[str, Mapping[str, object]]:
    """By fault, what becomes of a feed that has it: fields of `House`."""
    return {
        row["fault"]: {
            "fault": row["fault"], "outcome": FetchOutcome(row["outcome"]),
            "is_readable": row["readable"] == "yes", "state": row["state"], "why": row["why"],
        }
        for row in _table("ailments")
    }  # fmt: skip


def knowledge_rows(publishers: Iterable[House]) -> tuple[tuple[Outlet, ...], tuple[Agency, ...]]:
    """What a user would write into outlets.csv and agencies.csv to know these houses."""
    outlets = tuple(
        Outlet(
            outlet_id=house.domain, domain=house.domain, name=house.name, kind=house.kind,
            country=house.country, language=house.language, zone=house.zone, day_order=house.day_order,
            family_id=house.domain,
        )
        for house in publishers
    )  # fmt: skip
    return outlets, agencies()


def subscriptions(publishers: Iterable[House]) -> tuple[Subscription, ...]:
    """Every feed of these houses, sound or at fault."""
    return tuple(
        Subscription(
            url=url, title=house.name if url == house.feed_url else f"{house.name}: latest",
            outlet_domain=house.domain, home_url=house.home_url, folder=house.country,
        )
        for house in publishers
        for url in house.feed_urls
    )  # fmt: skip


def _at_fault(row: dict[str, str]) -> House:
    return House(
        domain=row["domain"], name=row["name"], country=row["country"],
        language=_LANGUAGES.get(row["country"], "en"), zone=_ZONES[row["country"]],
        day_order="mdy" if row["country"] == "US" else "dmy", **ailments()[row["fault"]],
    )  # fmt: skip


def _table(name: str) -> tuple[dict[str, str], ...]:
    text = (files("ingest.newsroom") / "houses" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(rows(text.splitlines()))
