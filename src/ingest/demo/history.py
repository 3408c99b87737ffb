"""Ten years out of three archives and one night of the living: what a backfill finds, as a calendar."""

from datetime import date
from pathlib import Path
from time import monotonic

from rich.console import Group, RenderableType
from rich.text import Text

from ingest.ask import Coverage, coverage, show_coverage
from ingest.ask.rows import records
from ingest.demo.quiet import output_to
from ingest.demo.run import LOG, Progress, clear, settings_of
from ingest.history import Limits, Order, Scope, Source, SourceKind
from ingest.newsroom import CRAWL, INDEX, NIGHTS, Decade, Newsroom, serve
from ingest.pipeline import Workplace, audit, backfill, ingest_captures, poll_feeds
from ingest.records import Record, RunMode

YEARS = 10
_CRAWLED = date(2021, 1, 1)  # until then the web archive is asked, from then on the news crawl


class Address(Record):
    """Where an article is."""

    url: str


class History(Record):
    """What the demonstration showed."""

    seconds: float
    planted: int  # pages of the past that an archive or a site holds
    found: int  # of them, as articles
    difference: int  # of the books: 0
    coverage: Coverage
    warehouse: str  # path of the published snapshot
    home: str

    @property
    def is_good(self) -> bool:
        """Everything planted was found, and the books balance."""
        return self.found == self.planted and self.difference == 0

    def as_object(self) -> dict[str, object]:
        """One object for machines."""
        cells = [cell.model_dump() | {"state": cell.state} for cell in self.coverage.cells]
        return self.model_dump(exclude={"coverage"}) | {
            "period": self.coverage.period, "cells": cells, "gains": self.coverage.gains.model_dump(),
        }  # fmt: skip


def demonstrate_history(home: Path, *, seed: int, years: int = YEARS, progress: Progress) -> History:
    """Backfill some years of the press below a folder, which an earlier demonstration may have left.

    Raises:
        MisconfiguredError: the folder holds something else.
    """
    started = monotonic()
    clear(home)
    press, past = Newsroom(seed=seed), Decade(seed, years)
    with output_to(home / LOG), serve(press, night=1, shelves=past.shelves) as site:
        place = Workplace.of(settings_of(home, site.stand_ins))
        place.archive.save_knowledge(*press.knowledge_rows())
        polled = {house.domain for house in past.seen_by_others}
        place.archive.save_subscriptions(one for one in press.subscriptions() if one.outlet_domain in polled)
        orders = _orders(past)
        for number, order in enumerate(orders):
            progress("archives", number, len(orders))
            backfill(place, order, limits=Limits(), clock=lambda: NIGHTS[0])
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[0])
        progress("archives", len(orders), len(orders))
        progress("load", 0, 1)
        ingest_captures(place)
        progress("load", 1, 1)
    return _shown(place, past, started)


def _orders(past: Decade) -> tuple[Order, ...]:
    domains, first = tuple(sorted(house.domain for house in past.seen_by_others)), past.begins.date()
    archived = Scope(first=first, last=max(first, _CRAWLED), outlets=domains, margin=0)
    crawled = Scope(first=max(first, _CRAWLED), outlets=domains)
    return (
        Order(source=Source(kind=SourceKind.CDX, place=INDEX), scope=archived),
        Order(source=Source(kind=SourceKind.CC_NEWS, place=CRAWL), scope=crawled),
        *(
            Order(source=Source(kind=SourceKind.SITEMAP, place=house.home_url))
            for house in past.with_sitemaps
        ),
    )


def _shown(place: Workplace, past: Decade, started: float) -> History:
    with place.warehouse.reader() as connection:
        shown = coverage(connection, first=None, last=None, outlets=())
        urls = {one.url for one in records(connection, "demo/select_addresses", Address)}
    return History(
        planted=len(past.addresses), found=len(past.addresses & urls), coverage=shown,
        difference=sum(abs(check.difference) for check in audit(place)),
        warehouse=str(place.warehouse.published_path()), home=str(place.settings.home),
        seconds=monotonic() - started,
    )  # fmt: skip


def show_history(shown: History) -> RenderableType:
    """The calendar, and what was found of what was planted."""
    line = (
        f"{shown.found:,} of {shown.planted:,} pages that somebody kept · difference of the books: "
        f"{shown.difference} · {shown.seconds:.0f} s"
    )
    return Group(
        show_coverage(shown.coverage), Text(line, style="green" if shown.is_good else "bold red"),
        Text(f"warehouse  {shown.warehouse}"),
    )  # fmt: skip
