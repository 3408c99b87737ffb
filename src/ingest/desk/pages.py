"""The pages of the news desk: each reads one published snapshot and is rendered whole."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from ingest.archive import Archive
from ingest.ask import Mark, beside, paragraphs
from ingest.ask.rows import Row, records
from ingest.desk import shown
from ingest.desk.rendering import PAGE_HEADERS, asset, page
from ingest.desk.snapshot import OfSnapshot
from ingest.desk.tree import MOST_DRAWN, Leaf, drawn
from ingest.warehouse import Connection, Warehouse, rows

_LISTED = 50
_CALENDAR_DAYS = 56
_UNSEEN = "its own page was not captured"

Books = tuple[tuple[shown.RunLine, ...], tuple[shown.FunnelLine, ...], tuple[shown.Refused, ...]]
VersionNumber = Annotated[int, Query(ge=0, le=1_000_000)]


class Pages:
    """Each page: rows in, HTML out."""

    def __init__(self, warehouse: Warehouse, archive: Archive) -> None:
        self._warehouse = warehouse
        self._archive = archive
        self._books = OfSnapshot(warehouse, _books)
        self._outlets = OfSnapshot(warehouse, _outlets)

    def family(self, request: Request, family_id: str) -> Response:
        """One family: its drawing and its articles in the order of publication."""
        members = self._rows("desk/select_family_members", shown.Member, family_id=family_id)
        if not members:
            raise HTTPException(404, f"no family {family_id[:40]}")
        leaves = _leaves(members)
        drawing = drawn(leaves) if len(leaves) <= MOST_DRAWN else None
        original = next((one for one in members if one.relation == "original"), members[0])
        names = {one.article_id: one.outlet for one in members}
        others = self._rows("desk/select_same_event", shown.Report, family_id=family_id, limit=_LISTED)
        return page(
            request, "family.html", members=members, original=original, drawing=drawing, names=names,
            others=others,
        )  # fmt: skip

    def article(self, request: Request, article_id: str, version: VersionNumber = 0) -> Response:
        """One version of an article with all that was found in it."""
        with self._warehouse.reader() as connection:
            found = records(
                connection,
                "desk/select_article",
                shown.ArticleShown,
                article_id=article_id,
                version_no=version,
            )
            if not found:
                raise HTTPException(404, f"no article {article_id[:40]}")
            by_version, by_article = {"version_id": found[0].version_id}, {"article_id": article_id}
            marks = records(connection, "desk/select_marks", Mark, **by_version)
            return page(
                request, "article.html", article=found[0], lines=paragraphs(found[0].text, marks),
                kinds=tuple(dict.fromkeys(mark.kind for mark in marks)),
                chain=records(connection, "desk/select_chain", shown.HopLine, **by_version),
                dates=records(connection, "desk/select_dates", shown.DateLine, **by_version),
                versions=records(connection, "desk/select_versions", shown.VersionLine, **by_article),
                edits=records(connection, "desk/select_edits", shown.EditLine, **by_article),
                family=_family_of(connection, found[0]),
            )  # fmt: skip

    def beside(
        self, request: Request, article_id: str, other_id: str, version: VersionNumber = 0,
        other_version: VersionNumber = 0,
    ) -> Response:  # fmt: skip
        """Two texts side by side: a copy and its parent, or two versions of one article."""
        left = self._text(article_id, version)
        right = self._text(other_id, other_version)
        found = beside(left.text, right.text, language=left.language)
        return page(request, "beside.html", left=left, right=right, found=found)

    def outlets(self, request: Request) -> Response:
        """Every outlet in numbers."""
        return page(request, "outlets.html", outlets=self._outlets.now())

    def outlet(self, request: Request, outlet_id: str) -> Response:
        """One outlet: its numbers, its last eight weeks, its newest articles."""
        found = next((one for one in self._outlets.now() if one.outlet_id == outlet_id), None)
        if found is None:
            raise HTTPException(404, f"no outlet {outlet_id[:80]}")
        with self._warehouse.reader() as connection:
            days = records(
                connection, "desk/select_outlet_days", shown.OutletDay, outlet=outlet_id, days=_CALENDAR_DAYS
            )
            articles = records(
                connection,
                "desk/select_outlet_articles",
                shown.OutletArticle,
                outlet=outlet_id,
                limit=_LISTED,
            )
        return page(request, "outlet.html", outlet=found, days=days, articles=articles)

    def runs(self, request: Request) -> Response:
        """What the runs did, how everything ended, what could not be used."""
        runs, funnel, refused = self._books.now()
        return page(request, "runs.html", runs=runs, funnel=funnel, refused=refused)

    def capture(self, capture_id: str) -> Response:
        """The body of a capture as it came, never shown as a page: it is a stranger's."""
        with self._warehouse.reader() as connection:
            places = rows(connection, "desk/select_capture", capture_id=capture_id)
        if not places:
            raise HTTPException(404, f"no capture {capture_id[:40]}")
        found = self._archive.read_capture(*places[0])
        return Response(
            found.body, media_type="application/octet-stream",
            headers=PAGE_HEADERS | {"Content-Disposition": f'attachment; filename="{found.capture_id}.bin"'},
        )  # fmt: skip

    def style(self) -> Response:
        """The style sheet."""
        return Response(asset("desk.css"), media_type="text/css", headers=PAGE_HEADERS)

    def icon(self) -> Response:
        """The picture in a browser's tab."""
        return Response(asset("icon.svg"), media_type="image/svg+xml", headers=PAGE_HEADERS)

    def _rows(self, name: str, kind: type[Row], **parameters: object) -> tuple[Row, ...]:
        with self._warehouse.reader() as connection:
            return records(connection, name, kind, **parameters)

    def _text(self, article_id: str, version: int) -> shown.TextShown:
        found = self._rows("desk/select_text", shown.TextShown, article_id=article_id, version_no=version)
        if not found:
            raise HTTPException(404, f"no article {article_id[:40]} with that version")
        return found[0]


def _outlets(connection: Connection) -> tuple[shown.OutletLine, ...]:
    return records(connection, "desk/select_outlets", shown.OutletLine)


def _books(connection: Connection) -> Books:
    return (
        records(connection, "desk/select_runs", shown.RunLine, limit=_LISTED),
        records(connection, "desk/select_funnel", shown.FunnelLine),
        records(connection, "desk/select_quarantine", shown.Refused, limit=_LISTED),
    )


def _family_of(connection: Connection, article: shown.ArticleShown) -> tuple[shown.Member, ...]:
    if article.family_id is None:
        return ()
    return records(connection, "desk/select_family_members", shown.Member, family_id=article.family_id)


def _leaves(members: Sequence[shown.Member]) -> list[Leaf]:
    """The articles of a family, behind the agencies that they were taken from and nobody captured."""
    agencies = {
        f"agency {one.parent_agency_id}": one.parent_agency or one.parent_agency_id
        for one in members
        if one.parent_agency_id and not one.parent_id
    }
    roots = [
        Leaf(key=key, parent=None, name=name, note=_UNSEEN, article_id=None, is_certain=True)
        for key, name in agencies.items()
    ]
    return [*roots, *map(_leaf, members)]


def _leaf(member: shown.Member) -> Leaf:
    at = member.published_at or member.first_seen_at
    late = f", {member.lag_minutes:,} min behind" if member.lag_minutes else ""
    parent = member.parent_id or (f"agency {member.parent_agency_id}" if member.parent_agency_id else None)
    return Leaf(
        key=member.article_id,
        parent=parent,
        name=member.outlet,
        note=f"{at:%d %b %H:%M}{late}",
        article_id=member.article_id,
        is_certain=member.confidence >= 0.5,
    )
