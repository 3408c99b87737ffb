from itertools import permutations
from pathlib import Path

import pytest
from tests.warehouse.segments import ARTICLES_BY, FACTS_BY, Answer, Press, load_into, nights, publish_all

from ingest.archive import Archive
from ingest.records import BodySource, FetchOutcome, Subscription
from ingest.warehouse import Connection, Warehouse, digest, table_digests

PAGE = "https://paper.example/a"


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(Archive(tmp_path / "home"))


def _loaded(press: Press, place: Path, *groups: list[str]) -> dict[str, str]:
    """Digests after loading groups of segments, one transaction a group."""
    with Warehouse(place).writer() as replica:
        for group in groups:
            load_into(press, replica, group)
        return table_digests(replica.connection)


def _one(connection: Connection, question: str) -> tuple[object, ...]:
    row = connection.execute(question).fetchone()
    assert row is not None
    return tuple(row)


def test_the_result_depends_neither_on_order_nor_on_grouping(press: Press, tmp_path: Path) -> None:
    names = nights(press, 3)
    together = _loaded(press, tmp_path / "together", names)
    for turn, (first, second, third) in enumerate(permutations(names)):
        assert _loaded(press, tmp_path / f"single-{turn}", [first], [second], [third]) == together
        assert _loaded(press, tmp_path / f"pair-{turn}", [first], [third, second]) == together


def test_loading_twice_changes_nothing(press: Press, tmp_path: Path) -> None:
    names = nights(press, 2)
    assert _loaded(press, tmp_path / "a", names, names, names[:1]) == _loaded(press, tmp_path / "b", names)


def test_a_report_counts_what_was_loaded_and_skips_what_was(press: Press, tmp_path: Path) -> None:
    names = nights(press, 2)
    with Warehouse(tmp_path).writer() as replica:
        assert load_into(press, replica, names[:1]).segments == (names[0],)
        report = load_into(press, replica, names)
        assert (report.segments, report.fetches, report.entries, report.versions) == ((names[1],), 10, 10, 6)
        assert load_into(press, replica, names).segments == ()


def test_a_load_that_fails_leaves_nothing(press: Press, tmp_path: Path) -> None:
    names = nights(press, 2)
    press.archive.table_path("facts", FACTS_BY, names[1], "facts").unlink()
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, names[:1])
        before = digest(replica.connection)
        with pytest.raises(Exception, match=r"facts\.parquet"):
            load_into(press, replica, names)
        assert digest(replica.connection) == before
        assert replica.segments() == {names[0]}


def test_edits_tell_corrections_deletions_redirects_and_returns_apart(press: Press, tmp_path: Path) -> None:
    other = "https://paper.example/b"
    names = [
        press.segment(1, [Answer(PAGE, 0, "It cost 10 euros.")]),
        press.segment(2, [Answer(PAGE, 10, "It cost 12 euros.", notices=("Corrected: the price.",))]),
        press.segment(3, [Answer(PAGE, 20, outcome=FetchOutcome.GONE)]),
        press.segment(4, [Answer(PAGE, 25, outcome=FetchOutcome.TIMED_OUT)]),
        press.segment(5, [Answer(PAGE, 30, "It cost 12 euros.", notices=("Corrected: the price.",))]),
        press.segment(
            6, [Answer(PAGE, 40, "It cost 12 euros.", title="Dearer", notices=("Corrected: the price.",))]
        ),
        press.segment(7, [Answer(PAGE, 50, "Another article.", article=other)]),
    ]
    with Warehouse(tmp_path).writer() as replica:
        for name in reversed(names):
            load_into(press, replica, [name])
        edits = replica.connection.execute(
            "SELECT kind, headline_changed, body_changed, figures_changed, len(notices_added),"
            " seconds_since_publication FROM fact_edit ORDER BY seen_at"
        ).fetchall()
        assert edits == [
            ("correction", False, True, 1, 1, 1200),
            ("deletion", False, False, 0, 0, 1800),
            ("return", False, False, 0, 0, 2400),
            ("edit", True, False, 0, 0, 3000),
            ("redirect", False, False, 0, 0, 3600),
        ]


def _steps(press: Press, tmp_path: Path, *answers: Answer) -> list[tuple[str, bool]]:
    """What each of the answers of one page changed, and whether the page went back."""
    names = [press.segment(number, [answer]) for number, answer in enumerate(answers, 1)]
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, names)
        return replica.connection.execute(
            "SELECT change, is_reversal FROM fact_edit ORDER BY seen_at"
        ).fetchall()


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (
            "Five men \u2013 all miners \u2013 said \u201cno\u201d.",
            'Five men - all miners - said "no"',
            "cosmetic",
        ),
        ("It rose 1.5 percent.", "It rose 15 percent.", "figures"),
        ("It rose 1.5 percent.", "It rose 1,5 percent.", "figures"),
        ("It rose 5 percent.", "It rose -5 percent.", "figures"),
        ("It cost 1,000 euros.", "It cost 1.000 euros.", "figures"),
        ("12 dead and 14 hurt.", "14 dead and 12 hurt.", "figures"),
        ("5 dead, 5 hurt, 6 safe.", "5 dead, 6 hurt, 6 safe.", "figures"),
        ("12 people died.", "Several people died.", "figures"),
        ("Five people died.", "Six people died.", "figures"),
        ("Five people died.", "5 people died.", "body"),
        ("Twenty million fled.", "Twenty billion fled.", "figures"),
        ("\u0661\u0662 dead.", "\u0661\u0664 dead.", "figures"),
        ("\u0661\u0662 dead.", "12 dead.", "cosmetic"),
        ("The G7 met.", "The G20 met.", "body"),
        ("The mayor came.", "The mayor left.", "body"),
    ],
)
def test_a_changed_number_is_never_cosmetic(
    before: str, after: str, change: str, press: Press, tmp_path: Path
) -> None:
    assert _steps(press, tmp_path, Answer(PAGE, 0, before), Answer(PAGE, 9, after)) == [(change, False)]


def test_a_text_from_the_feed_and_then_from_the_page_is_no_edit(press: Press, tmp_path: Path) -> None:
    fed = Answer(PAGE, 0, "As the feed has it.", body_source=BodySource.FEED_CONTENT)
    shown = Answer(PAGE, 9, "As the page has it, with a line more.")
    edited = Answer(
        PAGE, 19, "As the page has it, with two lines more.", body_source=BodySource.JSONLD
    )  # a, then two
    assert _steps(press, tmp_path, fed, shown, edited) == [("figures", False)]


def test_a_headline_that_differs_over_the_same_text_is_an_edit_whatever_shows_it(
    press: Press, tmp_path: Path
) -> None:
    fed = Answer(PAGE, 0, "The same words.", body_source=BodySource.FEED_CONTENT)
    assert _steps(press, tmp_path, fed, Answer(PAGE, 9, "The same words.", title="Other")) == [
        ("headline", False)
    ]


def test_a_notice_that_takes_a_text_back_is_a_retraction(press: Press, tmp_path: Path) -> None:
    gone = Answer(PAGE, 9, "Words.", notices=("This story has been retracted.",))
    corrected = Answer(PAGE, 19, "Words!", notices=("Correction: two words.",))
    assert _steps(press, tmp_path, Answer(PAGE, 0, "Wrong words."), gone, corrected) == [
        ("retraction", False),
        ("correction", False),
    ]


def test_a_page_that_goes_back_and_forth_is_known_by_its_reversals(press: Press, tmp_path: Path) -> None:
    texts = ("He resigns.", "He stays.", "He resigns.", "He stays.", "He is gone.")
    answers = [Answer(PAGE, minute, text) for minute, text in enumerate(texts)]
    assert [back for _, back in _steps(press, tmp_path, *answers)] == [False, True, True, False]


def test_a_new_headline_alone_is_told_as_such(press: Press, tmp_path: Path) -> None:
    assert _steps(
        press, tmp_path, Answer(PAGE, 0, "Words.", title="Calm"), Answer(PAGE, 9, "Words.", title="Storm")
    ) == [("headline", False)]


def test_an_unchanged_answer_is_a_sighting(press: Press, tmp_path: Path) -> None:
    seen = press.segment(1, [Answer(PAGE, 0, "Words.")])
    again = press.segment(2, [Answer(PAGE, 90, outcome=FetchOutcome.UNCHANGED)])
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, [again])
        load_into(press, replica, [seen])
        query = "SELECT sightings, date_diff('minute', first_seen_at, last_seen_at) FROM fact_version"
        assert _one(replica.connection, query) == (2, 90)


def test_words_that_come_back_are_the_latest_version_again(press: Press, tmp_path: Path) -> None:
    names = [press.segment(n, [Answer(PAGE, n, text)]) for n, text in enumerate(("One.", "Two.", "One."), 1)]
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, names)
        versions = replica.connection.execute(
            "SELECT version_no, is_latest, sightings FROM fact_version ORDER BY version_no"
        ).fetchall()
        assert versions == [(1, True, 2), (2, False, 1)]
        assert _one(replica.connection, "SELECT count(*), min(kind) FROM fact_edit") == (2, "edit")


def test_an_earlier_sighting_that_turns_up_later_decides(press: Press, tmp_path: Path) -> None:
    late = press.segment(2, [Answer(PAGE, 90, "Words.")])
    early = press.segment(1, [Answer(PAGE, 0, "Words.")])
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, [late])
        load_into(press, replica, [early])
        for table in ("fact_version", "fact_mention", "fact_lineage"):
            assert _one(replica.connection, f"SELECT DISTINCT segment_id FROM {table}") == (early,)
        assert _one(replica.connection, "SELECT count(*) FROM fact_mention") == (2,)
        assert _one(replica.connection, "SELECT count(*) FROM fact_credit") == (1,)


def test_entries_are_counted_by_content(press: Press, tmp_path: Path) -> None:
    first = press.segment(1, [Answer(PAGE, 0, "Words.")], spoilt_entries=2)
    again = press.segment(2, [Answer(PAGE, 90, outcome=FetchOutcome.UNCHANGED)])
    renamed = press.segment(3, [Answer(PAGE, 95, outcome=FetchOutcome.UNCHANGED, title="Other")])
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, [renamed, again, first])
        entries = replica.connection.execute("SELECT title, sightings FROM fact_entry ORDER BY first_seen_at")
        assert entries.fetchall() == [("Title", 2), ("Other", 1)]
        rejected = replica.connection.execute(
            "SELECT item, reason, position FROM fact_rejection ORDER BY ALL"
        )
        assert rejected.fetchall() == [("entry", "no-link", 2), ("entry", "no-link", 3)]


def test_families_become_what_they_are_told_to_be(press: Press, tmp_path: Path) -> None:
    one, two = "https://one.example/a", "https://two.example/b"
    names = [
        press.segment(1, [Answer(one, 0, "The same."), Answer(two, 1, "The same.")]),
        press.segment(2, [Answer(one, 99, "Something else.")]),
    ]
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, names[:1])
        assert _one(replica.connection, "SELECT articles, outlets FROM news.families") == (2, 2)
        load_into(press, replica, names[1:])
        families = replica.connection.execute("SELECT articles FROM news.families").fetchall()
        assert families == [(1,), (1,)]


def test_a_new_producer_takes_the_place_of_the_old_for_readers(press: Press, tmp_path: Path) -> None:
    name = press.segment(1, [Answer(PAGE, 0, "Words.", title="With the name of the site - Site")])
    press.derive(name, 1, [Answer(PAGE, 0, "Words.", title="Without")], articles_by="normalise-2")
    with Warehouse(tmp_path / "old").writer() as replica:
        load_into(press, replica, [name])
        load_into(press, replica, [name], articles_by="normalise-2")
        assert _one(replica.connection, "SELECT count(*), any_value(title) FROM news.versions") == (
            1,
            "Without",
        )
        assert _one(replica.connection, "SELECT count(*) FROM fact_version") == (2,)
        assert replica.segments(articles_producer=ARTICLES_BY) == {name}
        upgraded = digest(replica.connection)
    with Warehouse(tmp_path / "new").writer() as replica:
        load_into(press, replica, [name], articles_by="normalise-2")
        assert digest(replica.connection) == upgraded


def test_a_feed_is_known_by_its_subscription_and_by_its_polls(press: Press, tmp_path: Path) -> None:
    name = press.segment(1, [Answer(PAGE, 0, "Words.")])
    press.archive.save_subscriptions(
        [
            Subscription(
                url="https://quiet.example/rss", title="Quiet", outlet_domain="quiet.example", folder="FR"
            )
        ]
    )
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, [name])
        feeds = replica.connection.execute(
            "SELECT feed_url, title, outlet_id, is_subscribed, polls, last_outcome FROM news.feeds ORDER BY 1"
        ).fetchall()
        assert feeds == [
            ("https://paper.example/feed", None, "paper.example", False, 1, "fetched"),
            ("https://quiet.example/rss", "Quiet", "quiet.example", True, 0, None),
        ]


def test_every_item_ends_in_one_outcome(press: Press, tmp_path: Path) -> None:
    nights(press, 3)
    warehouse = Warehouse(tmp_path)
    publish_all(press, warehouse)
    with warehouse.reader() as connection:
        funnel = connection.execute("SELECT item, outcome, items FROM funnel ORDER BY ALL").fetchall()
    assert funnel == [
        ("entry", "duplicate", 3),
        ("entry", "new", 14),
        ("entry", "unchanged", 8),
        ("page", "failed", 2),
        ("page", "gone", 2),
        ("page", "new", 14),
        ("page", "unchanged", 2),
        ("page", "updated", 2),
        ("poll", "read", 3),
    ]
