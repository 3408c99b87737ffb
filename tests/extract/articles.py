"""Articles made by hand, as the normalise room would hand them over."""

from datetime import UTC, date, datetime

from ingest.records import Article, Credit, CreditKind, Moment, Precision, ZoneBasis

TUESDAY = date(2024, 2, 20)


def moment(day: date = TUESDAY) -> Moment:
    """A day, published at noon."""
    return Moment(
        at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        day=day,
        precision=Precision.MINUTE,
        zone_basis=ZoneBasis.OFFSET,
        origin="meta:article:published_time",
        raw=day.isoformat(),
    )


def article(
    text: str,
    *,
    language: str = "en",
    url: str = "https://www.devdiscourse.com/article/1",
    credit: str | None = None,
    published: Moment | None = None,
) -> Article:
    """An article that holds a text and, where `credit` names an agency, a byline credit."""
    credited = (
        (
            Credit(
                agency_id=credit,
                name=credit.upper(),
                kind=CreditKind.TEXT,
                where="byline",
                raw=credit.upper(),
            ),
        )
        if credit
        else ()
    )
    plain = Article.from_text(text, url=url, published=published or moment())
    return plain.model_copy(update={"language": language, "credits": credited})
