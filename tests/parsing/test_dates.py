"""The one date reader."""

from datetime import UTC, date, datetime
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.dates import read_moment
from ingest.parsing.dates_words import month_number
from ingest.records import Agency, Moment, Outlet, Precision, Zone, ZoneBasis

ZONES = (
    Zone(abbreviation="IST", country="IN", offset_minutes=330, zone="Asia/Kolkata"),
    Zone(abbreviation="IST", country="IL", offset_minutes=120, zone="Asia/Jerusalem"),
    Zone(abbreviation="IST", country="IE", offset_minutes=60, zone="Europe/Dublin"),
    Zone(abbreviation="CST", country="US", offset_minutes=-360, zone="America/Chicago"),
    Zone(abbreviation="CST", country="CN", offset_minutes=480, zone="Asia/Shanghai"),
    Zone(abbreviation="BST", country="GB", offset_minutes=60, zone="Europe/London"),
    Zone(abbreviation="BST", country="BD", offset_minutes=360, zone="Asia/Dhaka"),
    Zone(abbreviation="ET", country="US", offset_minutes=-300, zone="America/New_York"),
)
INDIAN = Outlet(outlet_id="a.in", domain="a.in", name="A", country="IN", zone="Asia/Kolkata", day_order="dmy")
AMERICAN = Outlet(
    outlet_id="a.us", domain="a.us", name="A", country="US", zone="America/New_York", day_order="mdy"
)
ANI = Agency(agency_id="ani", name="ANI", country="IN")


def moment(raw: str, outlet: Outlet | None = None, agency: Agency | None = None) -> Moment:
    found = read_moment(raw, origin="test", outlet=outlet, zones=ZONES, agency=agency)
    assert found is not None, raw
    assert found.raw == raw
    return Moment.model_validate(
        found.model_dump()
    )  # records built without validation are valid all the same


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)  # type: ignore[misc, arg-type]  # fields of a clock


@pytest.mark.parametrize(
    "raw",
    [
        "2024-02-20T16:04:00+05:30",
        "2024-02-20T16:04:00.000+0530",
        "2024-02-20 10:34:00Z",
        "2024-02-20T10:34:00 UTC",
        "Tue, 20 Feb 2024 16:04:00 +0530",
        "20 Feb 2024 10:34:00 GMT",
        "Tue, 20 Feb 2024 05:34:00 EST",
        "1708425240",
        "1708425240000",
        "20240220T103400Z",
        " 2024-02-20T10:34:00-00:00\n",
        "Tue Feb 20 10:34:00 UTC 2024",
    ],
)
def test_machine_forms_with_a_zone_give_an_instant(raw: str) -> None:
    assert moment(raw).at == utc(2024, 2, 20, 10, 34)
    assert moment(raw).precision is Precision.SECOND


@pytest.mark.parametrize(
    "raw",
    [
        "20 février 2024",
        "20. Februar 2024",
        "20 de febrero de 2024",
        "20 de fevereiro de 2024",
        "20 febbraio 2024",
        "20 februari 2024",
        "den 20. februar 2024",
        "20. helmikuuta 2024",
        "20 lutego 2024 r.",
        "20. února 2024",
        "20 februára 2024",
        "20. veljače 2024.",
        "20. фебруар 2024.",
        "20 февраля 2024 года",
        "20 лютого 2024",
        "20 februarie 2024",
        "2024. február 20.",
        "20 Φεβρουαρίου 2024",
        "20 Şubat 2024",
        "2024 m. vasario 20 d.",
        "20 Februari 2024",
        "20 tháng 2, 2024",
        "20 फ़रवरी 2024",
        "২০ ফেব্রুয়ারী ২০২৪",
        "20 فبراير 2024",
        "20 בפברואר 2024",
        "20 กุมภาพันธ์ 2567",
        "2024年2月20日",
        "2024년 2월 20일",
        "Feb. 20, 2024",
        "February 20th, 2024",
        "20-Feb-24",
        "20/02/2024",
        "2024/2/20",
        "20.2.2024",
        "20240220",
    ],
)
def test_visible_days_are_read_in_many_languages(raw: str) -> None:
    assert moment(raw).day == date(2024, 2, 20)
    assert moment(raw).at is None
    assert moment(raw).precision is Precision.DAY


@pytest.mark.parametrize(
    "raw",
    [
        "20 février 2024 à 16h04",
        "20. Februar 2024, 16.04 Uhr",
        "2024年2月20日 16時04分",
        "2024년 2월 20일 오후 4:04",
        "February 20, 2024 4:04 p.m.",
        "4:04 PM, Tue February 20, 2024",
        "16:04 20.02.2024",
        "20 Φεβ 2024 4:04 μμ",
    ],
)
def test_a_clock_without_a_zone_is_read_in_the_zone_of_the_outlet(raw: str) -> None:
    found = moment(raw, INDIAN)
    assert found.at == utc(2024, 2, 20, 10, 34)
    assert found.zone_basis is ZoneBasis.OUTLET
    assert found.precision is Precision.MINUTE


def test_a_clock_without_any_zone_has_a_day_and_no_instant() -> None:
    found = moment("2024-02-20T16:04:00")
    assert (found.at, found.day, found.zone_basis) == (None, date(2024, 2, 20), ZoneBasis.NONE)


def test_the_seed_line_is_read_as_design_8_says() -> None:
    found = moment("20-02-2024 16:04 IST", INDIAN, ANI)
    assert found.at == utc(2024, 2, 20, 10, 34)
    assert found.precision is Precision.MINUTE
    assert found.zone_basis is ZoneBasis.ABBREVIATION
    assert "day first because 20 is no month" in found.notes
    assert "IST read as India because the outlet and the agency are Indian" in found.notes


@pytest.mark.parametrize(
    ("raw", "outlet", "hour"),
    [
        ("20 Feb 2024 16:04 CST", AMERICAN, 22),
        ("20 Feb 2024 16:04 CST", Outlet(outlet_id="c", domain="c", name="C", country="CN"), 8),
        ("20 Feb 2024 16:04 IST", Outlet(outlet_id="c", domain="c", name="C", country="IL"), 14),
        ("20 Jun 2024 16:04 BST", Outlet(outlet_id="c", domain="c", name="C", country="GB"), 15),
        ("20 Jun 2024 16:04 BST", Outlet(outlet_id="c", domain="c", name="C", country="BD"), 10),
        ("20 Jun 2024 4:04 pm ET", AMERICAN, 20),
        ("20 Feb 2024 4:04 pm ET", AMERICAN, 21),
        ("20 Jun 2024 16:04 EDT", AMERICAN, 20),
    ],
)
def test_an_abbreviation_means_what_it_means_in_the_country_of_the_outlet(
    raw: str, outlet: Outlet, hour: int
) -> None:
    found = moment(raw, outlet)
    assert found.at is not None
    assert found.at.hour == hour
    assert found.zone_basis is ZoneBasis.ABBREVIATION


def test_an_abbreviation_of_several_countries_stays_unknown_and_names_them() -> None:
    found = moment("20 Feb 2024 16:04 IST")
    assert found.at is None
    assert found.day == date(2024, 2, 20)
    assert {reading.at.hour for reading in found.alternatives if reading.at} == {10, 14, 15}


def test_a_header_field_says_what_cst_means() -> None:
    assert moment("Tue, 20 Feb 2024 16:04:00 CST").at == utc(2024, 2, 20, 22, 4)


def test_an_unknown_day_order_gives_both_readings_and_no_day() -> None:
    found = moment("03/04/2024")
    assert (found.at, found.day) == (None, None)
    assert [reading.day for reading in found.alternatives] == [date(2024, 4, 3), date(2024, 3, 4)]


def test_the_outlet_knows_its_day_order() -> None:
    assert moment("03/04/2024", INDIAN).day == date(2024, 4, 3)
    assert moment("03/04/2024", AMERICAN).day == date(2024, 3, 4)
    assert moment("03/14/2024", INDIAN).day == date(2024, 3, 14)  # 14 is no month, whatever the outlet does


def test_a_skipped_hour_and_a_repeated_hour_are_read_and_said() -> None:
    skipped = moment("2024-03-10 02:30", AMERICAN)
    assert skipped.at == utc(2024, 3, 10, 7, 30)
    assert any("skipped" in note for note in skipped.notes)
    repeated = moment("2024-11-03 01:30", AMERICAN)
    assert repeated.at == utc(2024, 11, 3, 5, 30)
    assert [reading.at for reading in repeated.alternatives] == [utc(2024, 11, 3, 6, 30)]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "1899-12-31",
        "0001-01-01T00:00:00",
        "2024-02-30",
        "2024-13-02",
        "30/30/2024",
        "12-10-24",
        "May 2024",
    ],
)
def test_what_states_no_day_is_no_date(raw: str) -> None:
    assert read_moment(raw, origin="test", zones=ZONES) is None


def test_an_impossible_clock_or_offset_leaves_the_day() -> None:
    assert moment("2024-02-20T25:00:00Z").at is None
    assert moment("2024-02-20T25:00:00Z").day == date(2024, 2, 20)
    assert moment("2024-02-20T16:04:00+99:00").at is None


def test_a_month_that_two_languages_name_alike_is_read_in_the_language_of_the_outlet() -> None:
    assert (month_number("listopad", "pl"), month_number("listopad", "hr")) == (11, 10)


@given(st.text(max_size=400))
def test_any_text_is_a_moment_or_none(raw: str) -> None:
    for outlet in (None, INDIAN, AMERICAN):
        found = read_moment(raw, origin="test", outlet=outlet, zones=ZONES, agency=ANI)
        assert found is None or Moment.model_validate(found.model_dump()) == found


@given(
    st.lists(
        st.sampled_from(
            [
                "20",
                "02",
                "2024",
                "0",
                "99",
                "Feb",
                "mai",
                "-",
                "/",
                ".",
                ":",
                " ",
                "T",
                "Z",
                "+05:30",
                "IST",
                "pm",
                "h",
                "年",
            ]
        ),
        max_size=14,
    )
)
def test_any_heap_of_date_parts_is_a_moment_or_none(parts: list[str]) -> None:
    raw = "".join(parts)
    found = read_moment(raw, origin="test", outlet=AMERICAN, zones=ZONES)
    assert found is None or Moment.model_validate(found.model_dump()) == found


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds of a strategy
def test_what_python_writes_is_read_back(at: datetime) -> None:
    found = read_moment(at.isoformat(), origin="test")
    assert found is not None
    assert found.at == at.replace(microsecond=0)


def test_fifty_thousand_feed_dates_take_about_a_second() -> None:
    started = perf_counter()
    for _ in range(25_000):
        read_moment("2024-02-20T16:04:00+05:30", origin="feed", outlet=INDIAN, zones=ZONES)
        read_moment("Tue, 20 Feb 2024 16:04:00 +0530", origin="feed", outlet=INDIAN, zones=ZONES)
    assert perf_counter() - started < 4  # 0.35 s on a quiet core; eight times that on a crowded one
