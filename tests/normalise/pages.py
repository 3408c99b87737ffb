# ruff: noqa: RUF001, E501 - text of articles, as it stands
"""Pages and knowledge for the tests of this stage; all text is made up."""

from datetime import UTC, datetime

from ingest.knowledge import Knowledge
from ingest.normalise import normalise
from ingest.records import Agency, Article, FeedEntry, Outlet, Zone

SEEN = datetime(2024, 2, 21, 12, tzinfo=UTC)
URL = "https://www.example.in/world/harbour-plan-2809183"
SENTENCES = (
    "The harbour council of Norrvik voted on Tuesday to rebuild the eastern breakwater after two winters of storms.",
    "Engineers will begin to survey the sea floor in March, and the first stones are to be laid before the autumn.",
    "Fishing crews asked for a second entrance, which the council will discuss once the survey has been published.",
    "The work costs about forty million and will be paid from the fund that the region set up nine years ago.",
)
KNOWN = Knowledge(
    outlets=(
        Outlet(
            outlet_id="example.in", domain="example.in", name="Example Post", country="IN", language="en",
            zone="Asia/Kolkata", day_order="dmy",
        ),
    ),
    agencies=(
        Agency(agency_id="reuters", name="Reuters", aliases=("Thomson Reuters",), country="GB", domain="reuters.com"),
        Agency(agency_id="ani", name="Asian News International", aliases=("ANI",), country="IN", domain="aninews.in"),
        Agency(agency_id="afp", name="Agence France-Presse", aliases=("AFP",), country="FR", domain="afp.com"),
        Agency(agency_id="ap", name="Associated Press", aliases=("AP", "The Associated Press"), country="US", domain="apnews.com"),
        Agency(agency_id="aap", name="Australian Associated Press", aliases=("AAP",), country="AU"),
        Agency(agency_id="dpa", name="Deutsche Presse-Agentur", aliases=("dpa",), country="DE", domain="dpa.com"),
        Agency(agency_id="tass", name="TASS", aliases=("ТАСС",), country="RU"),
        Agency(agency_id="xinhua", name="Xinhua", aliases=("新华社",), country="CN"),
        Agency(agency_id="kyodo", name="Kyodo News", aliases=("Kyodo",), country="JP"),
    ),
    zones=(
        Zone(abbreviation="IST", country="IN", offset_minutes=330, zone="Asia/Kolkata"),
        Zone(abbreviation="IST", country="IE", offset_minutes=60, zone="Europe/Dublin"),
    ),
)  # fmt: skip


def page(body: str = "", head: str = "", title: str = "Norrvik rebuilds its breakwater") -> bytes:
    """A page with a title, four paragraphs, and what a test adds."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | Example Post</title>{head}</head><body><article>"
        f"<h1>{title}</h1>{body or paragraphs}</article></body></html>"
    ).encode()


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def article(
    payload: bytes, *, url: str = URL, entry: FeedEntry | None = None, seen_at: datetime = SEEN
) -> Article:
    return normalise(
        payload,
        url=url,
        content_type="text/html; charset=utf-8",
        seen_at=seen_at,
        entry=entry,
        knowledge=KNOWN,
    )
