"""Folders of WARC, pages and wire items: everything is taken once, with its own time, and nothing hides."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.archived import captured
from tests.history.archives import BEGIN, NOW, as_polled, order_of, page, place_at, rows_of, taken, warc_of
from tests.shared_data import shared_data

from ingest.ask import coverage
from ingest.errors import JournalBusy, UnreadableFile
from ingest.history import Direction, Limits, SourceKind
from ingest.parsing.urls import article_identity
from ingest.pipeline import audit, ingest_captures, plan_backfill, published_digest, replay
from ingest.records import Channel, FetchOutcome, Run, RunMode


def _folder(path: Path, **files: bytes) -> Path:
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / f"{name}.warc.gz").write_bytes(content)
    return path


def test_a_folder_of_warc_becomes_articles_first_seen_when_the_archive_saw_them(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "crawl", a=warc_of(map(page, range(3))), b=warc_of(map(page, range(3, 5))))
    place = place_at(tmp_path / "home")
    done = taken(place, order_of(folder))
    assert (done.kept, done.known, done.damaged, done.is_complete) == (5, 0, 0, True)
    seen = rows_of(place, "SELECT first_seen_at FROM articles ORDER BY ALL")
    assert [at.astimezone(UTC) for (at,) in seen] == [BEGIN + timedelta(hours=number) for number in range(5)]
    assert rows_of(place, "SELECT DISTINCT channel FROM fetches") == [("backfill",)]
    assert rows_of(place, "SELECT DISTINCT mode, started_at::DATE::TEXT FROM runs") == [
        ("backfill", "2026-11-20")
    ]
    assert [check for check in audit(place) if check.difference] == []
    assert replay(place, into=tmp_path / "replayed") == published_digest(place)


def test_nothing_is_taken_twice_not_even_by_another_order_or_from_a_copy(tmp_path: Path) -> None:
    content = warc_of(map(page, range(4)))
    folder = _folder(tmp_path / "crawl", a=content, b=content)
    place = place_at(tmp_path / "home")
    first = taken(place, order_of(folder))
    assert (first.kept, first.known) == (4, 4)
    again = taken(place, order_of(folder))
    assert (again.kept, again.known, again.segments) == (0, 0, ())
    other = taken(place, order_of(_folder(tmp_path / "elsewhere", c=content)), load=False)
    assert (other.kept, other.known) == (0, 4)
    assert len(captured(place)) == 4


def test_outlets_and_days_outside_are_counted_and_left(tmp_path: Path) -> None:
    pages = [page(n, host="www.a.example") for n in range(30)] + [page(n, host="b.example") for n in range(5)]
    folder = _folder(tmp_path / "crawl", a=warc_of(pages))
    order = order_of(folder, outlets=("a.example",), first="2019-03-01", last="2019-03-01", margin=0)
    done = taken(place_at(tmp_path / "home"), order)
    assert (done.kept, done.outside) == (18, 17)  # of the first day: 06:00 to 23:00


def test_a_file_that_grew_gives_what_is_new_alone(tmp_path: Path) -> None:
    folder, place = tmp_path / "crawl", place_at(tmp_path / "home")
    taken(place, order_of(_folder(folder, a=warc_of(map(page, range(3))))))
    done = taken(place, order_of(_folder(folder, a=warc_of(map(page, range(5))))))
    assert (done.kept, done.known) == (2, 3)


def test_damage_is_a_line_in_the_books_and_hides_nothing_behind_it(tmp_path: Path) -> None:
    sound = warc_of(map(page, range(4)))
    start = len(warc_of(map(page, range(1))))
    hurt = sound[: start + 40] + b"\x00" * 60 + sound[start + 100 :]
    folder = _folder(tmp_path / "crawl", hurt=hurt, torn=warc_of([page(9), page(10)])[:-700], empty=b"")
    place = place_at(tmp_path / "home")
    done = taken(place, order_of(folder))
    assert done.damaged >= 2
    assert rows_of(place, "SELECT count(*) FROM articles")[0][0] >= 4
    told = rows_of(place, "SELECT url, detail FROM fetches WHERE outcome = 'undecodable' ORDER BY url")
    assert len(told) == done.damaged
    assert {url.split("?")[0] for url, _ in told} == {
        "https://backfill.invalid/hurt.warc.gz", "https://backfill.invalid/torn.warc.gz",
    }  # fmt: skip
    assert all("at byte" in detail for _, detail in told)
    assert [check for check in audit(place) if check.difference] == []


@pytest.mark.parametrize("name", ["captures/warcio", "captures/stormcrawler"])
def test_every_record_of_real_archives_has_an_outcome(tmp_path: Path, name: str) -> None:
    place = place_at(tmp_path / "home")
    order = order_of(shared_data(name))
    done = taken(place, order)
    lines = [json.loads(line) for line in place.archive.journal_lines(order.job_id)[1:]]
    held = {path.name for path in Path(order.source.place).iterdir()}
    assert {line["file"] for line in lines} == {
        name for name in held if name.endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))
    }
    assert done.kept + done.damaged == rows_of(place, "SELECT count(*) FROM fetches")[0][0]
    assert [check for check in audit(place) if check.difference] == []


def test_no_kind_of_real_archive_is_forgotten() -> None:
    kinds = {path.name for path in shared_data("captures").iterdir() if path.is_dir()}
    assert kinds == {"warcio", "stormcrawler", "cdx", "gdelt", "sitemaps"}  # each has a test in this folder


def test_a_run_with_a_limit_stops_and_the_next_goes_on(tmp_path: Path) -> None:
    files = {f"f{n}": warc_of(map(page, range(n * 3, n * 3 + 3))) for n in range(4)}
    folder, place = _folder(tmp_path / "crawl", **files), place_at(tmp_path / "home")
    order = order_of(folder)
    first = taken(place, order, byte_limit=len(files["f0"]) + 1)
    assert (first.kept, first.is_complete) == (6, False)
    planned = plan_backfill(place, order, limits=Limits(), clock=lambda: NOW)
    assert (planned.files, planned.files_done) == (2, 2)
    assert planned.bytes_to_read == sum(map(len, files.values())) - first.bytes_read
    second = taken(place, order)
    assert (second.kept, second.is_complete) == (6, True)
    whole = place_at(tmp_path / "whole")
    taken(whole, order)
    assert published_digest(place) == published_digest(whole)


def test_the_newest_file_comes_first_where_that_is_asked_for(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "crawl", a=warc_of([page(1)]), b=warc_of([page(2)]))
    place = place_at(tmp_path / "home")
    order = order_of(folder).model_copy(update={"direction": Direction.NEWEST})
    taken(place, order, byte_limit=1, load=False)
    assert [capture.url for capture in captured(place)] == ["https://paper.example/news/2"]


def test_a_plan_writes_nothing_and_refuses_with_numbers_what_the_disk_cannot_hold(tmp_path: Path) -> None:
    folder, place = tmp_path / "crawl", place_at(tmp_path / "home")
    folder.mkdir()
    with (folder / "huge.warc").open("wb") as file:
        file.truncate(4 << 40)  # sparse: four terabytes that take no disk
    planned = plan_backfill(place, order_of(folder), limits=Limits(), clock=lambda: NOW)
    assert planned.bytes_to_read == 4 << 40
    assert "needs up to 8,796.1 GB of disk" in planned.refusal
    assert (
        plan_backfill(place, order_of(folder), limits=Limits(byte_limit=1_000_000), clock=lambda: NOW).refusal
        == ""
    )
    assert not place.archive.home.exists()


def test_pages_and_wire_items_of_a_folder_are_captures_of_their_own_time(tmp_path: Path) -> None:
    folder, place = tmp_path / "pages", place_at(tmp_path / "home")
    (folder / "2019").mkdir(parents=True)
    (folder / "2019/one.html").write_bytes(page(1).body)
    (folder / "2019/one.html.meta.json").write_text(
        json.dumps({"url": "https://paper.example/news/1", "fetched_at": "2019-03-04T05:06:07Z"})
    )
    (folder / "empty.html").touch()
    done = taken(place, order_of(folder, SourceKind.FILES))
    assert (done.kept, done.damaged) == (1, 1)
    assert rows_of(place, "SELECT url, epoch(first_seen_at) FROM articles") == [
        ("https://paper.example/news/1", datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC).timestamp())
    ]
    assert {(one.channel, one.outcome) for one in captured(place)} == {
        (Channel.BACKFILL, FetchOutcome.FETCHED), (Channel.BACKFILL, FetchOutcome.UNDECODABLE),
    }  # fmt: skip
    again = taken(place, order_of(folder, SourceKind.FILES))
    assert again.kept == 0


def test_one_process_at_a_time_works_on_an_order(tmp_path: Path) -> None:
    order, place = order_of(_folder(tmp_path / "crawl", a=warc_of([page(1)]))), place_at(tmp_path / "home")
    place.archive.home.mkdir()
    with place.archive.journal(order.job_id), pytest.raises(JournalBusy):
        taken(place, order)


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no-such-folder"):
        taken(place_at(tmp_path / "home"), order_of(tmp_path / "no-such-folder"))


def test_an_archived_capture_is_no_request_of_a_poll(tmp_path: Path) -> None:
    from ingest.capture.stage import read_state

    place = place_at(tmp_path / "home")
    done = taken(place, order_of(_folder(tmp_path / "crawl", a=warc_of([page(1)]))), load=False)
    assert place.archive.run_of(done.segments[0]).mode is RunMode.BACKFILL
    state, _ = read_state(place.warehouse, place.archive, now=NOW, settings=place.settings)
    assert dict(state.pages) == {}
    assert article_identity("https://paper.example/news/1") not in state.known


def test_the_calendar_tells_live_backfilled_lost_and_missing_days_apart(tmp_path: Path) -> None:
    place = place_at(tmp_path / "home")
    live = page(1, host="paper.example", at=datetime(2019, 3, 1, 6, tzinfo=UTC))
    segment = place.archive.write_captures(
        Run(run_id="poll-1", mode=RunMode.POLL, started_at=NOW, software="x"), [as_polled(live)]
    )
    assert segment in place.archive.segments()
    pages = [
        live._replace(at=live.at - timedelta(hours=3)),  # the archive saw it before the poll
        page(2, at=datetime(2019, 3, 3, 6, tzinfo=UTC)),
        page(3, at=datetime(2019, 3, 4, 6, tzinfo=UTC))._replace(status="404 Not Found"),
    ]
    taken(place, order_of(_folder(tmp_path / "crawl", a=warc_of(pages))))
    with place.warehouse.reader() as connection:
        shown = coverage(connection, first=None, last=None, outlets=())
    assert [(cell.period, cell.state) for cell in shown.cells] == [
        ("2019-03-01", "live"), ("2019-03-02", "missing"), ("2019-03-03", "backfilled"),
        ("2019-03-04", "unobtainable"),
    ]  # fmt: skip
    gains = shown.gains
    assert (gains.new_articles, gains.seen_earlier, gains.median_seconds_gained) == (1, 1, 3 * 3600)


def test_a_backfilled_original_moves_back_and_gives_copies_their_parent(tmp_path: Path) -> None:
    place = place_at(tmp_path / "home")
    story = " ".join(f"The ferry pact names {number} islands and {number * 3} piers." for number in range(9))
    copy = page(5, host="copy.example", at=BEGIN + timedelta(hours=9), words=story)
    place.archive.write_captures(
        Run(run_id="poll-1", mode=RunMode.POLL, started_at=NOW, software="x"), [as_polled(copy)]
    )
    ingest_captures(place)
    taken(
        place, order_of(_folder(tmp_path / "crawl", a=warc_of([page(5, host="first.example", words=story)])))
    )
    with place.warehouse.reader() as connection:
        gains = coverage(connection, first=None, last=None, outlets=()).gains
        parent = connection.execute(
            "SELECT parent.url FROM articles AS child JOIN articles AS parent "
            "ON parent.article_id = child.parent_id"
        ).fetchall()
    assert (gains.new_originals, gains.parents_found) == (1, 1)
    assert parent == [("https://first.example/news/5",)]
