from pathlib import Path

import pytest
from tests.archive.samples import page, run
from tests.archive.test_tables import SEGMENT, versions

from ingest.archive import Archive
from ingest.errors import UnreadableFile
from ingest.knowledge import packaged
from ingest.records import Agency, Outlet, Subscription


def test_without_a_list_there_are_no_subscriptions(tmp_path: Path) -> None:
    assert Archive(tmp_path).subscriptions() == ()


def test_subscriptions_come_back(tmp_path: Path) -> None:
    those = (
        Subscription(url="https://example.org/feed?a=1&b=2", title="Übung", outlet_domain="example.org"),
        Subscription(
            url="https://example.in/rss",
            title="India",
            outlet_domain="example.in",
            home_url="https://example.in/",
            folder="IN",
        ),
    )
    archive = Archive(tmp_path)
    archive.save_subscriptions(those)
    archive.save_subscriptions(iter(those))
    assert sorted(archive.subscriptions(), key=lambda one: one.url) == sorted(those, key=lambda one: one.url)


def test_a_broken_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_bytes(b"{not xml")
    with pytest.raises(UnreadableFile, match=r"feeds\.opml"):
        Archive(tmp_path).subscriptions()


def test_without_own_rows_we_know_what_the_package_knows(tmp_path: Path) -> None:
    assert Archive(tmp_path).knowledge() == packaged()


def test_own_rows_come_back_and_come_first(tmp_path: Path) -> None:
    outlet = Outlet(
        outlet_id="example.org",
        domain="example.org",
        name='The "Ex", ample\nPost',
        country="IN",
        day_order="dmy",
    )
    agency = Agency(agency_id="xa", name="Example Agency", aliases=("XA", "Agence X"), languages=("en", "fr"))
    archive = Archive(tmp_path)
    archive.save_knowledge([outlet], [agency])
    known = archive.knowledge()
    assert (known.outlets[0], known.agencies[0]) == (outlet, agency)
    assert known.outlets[1:] == packaged().outlets
    assert known.agency_named("agence x") == agency
    assert known.outlet_of("https://news.example.org/a") == outlet


def test_a_list_written_by_hand_needs_only_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "outlets.csv").write_bytes("\ufeffdomain,name,country\n# mine\nexample.org,Ex,FR\n".encode())
    assert Archive(tmp_path).knowledge().outlets[0] == Outlet(
        outlet_id="example.org", domain="example.org", name="Ex", country="FR"
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"name\nEx\n", "no column 'domain'"),
        (b"domain,name,day_order\na.org,A,dmy\nb.org,B,sideways\n", "row 2, column day_order"),
        (b"domain,name\n\xff,A\n", "no CSV in UTF-8"),
        (b"domain,name\na.org,A,too,many\n", "row 1"),
        (b"domain,name,colour\na.org,A,red\n", "row 1, column colour"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "outlets.csv").write_bytes(content)
    with pytest.raises(UnreadableFile, match=complaint) as raised:
        Archive(tmp_path).knowledge()
    assert "outlets.csv" in str(raised.value)


def test_usage_counts_what_is_complete(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.usage().model_dump() == {"captures_bytes": 0, "derived_bytes": 0, "segments": 0}
    archive.write_captures(run(), [page()])
    archive.write_tables("articles", "p", SEGMENT, {"articles": (type(versions(1)[0]), versions(3))})
    usage = archive.usage()
    assert usage.segments == 1
    assert usage.captures_bytes == next((tmp_path / "captures").rglob("*.warc.gz")).stat().st_size
    assert usage.derived_bytes == archive.table_path("articles", "p", SEGMENT, "articles").stat().st_size
