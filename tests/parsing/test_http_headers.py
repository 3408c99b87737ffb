"""What headers say about the next request."""

from datetime import UTC, datetime

import pytest

from ingest.parsing.http_headers import LONGEST_WAIT, fresh_for, seconds_to_wait

_NOW = datetime(2024, 2, 20, 16, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Tue, 20 Feb 2024 16:05:00 GMT", 60),
        ("Tue, 20 Feb 2024 16:00:00 GMT", 0),
        ("99999999999", LONGEST_WAIT),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_wish_to_wait_is_a_number_or_a_date(said: str, seconds: int | None) -> None:
    assert seconds_to_wait((("retry-after", said),), _NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "public, max-age=600"}, 600),
        ({"Cache-Control": 'MAX-AGE="600"'}, 600),
        ({"Cache-Control": "max-age=600", "Age": "580"}, 20),
        ({"Cache-Control": "max-age=600", "Age": "700"}, 0),
        ({"Cache-Control": "max-age=600", "Age": "x"}, 600),
        ({"Cache-Control": "max-age=600, no-cache"}, None),
        ({"Cache-Control": "no-store, max-age=600"}, None),
        ({"Cache-Control": "max-age=600, must-revalidate"}, None),
        ({"Cache-Control": "max-age=999999999"}, LONGEST_WAIT),
        ({"Expires": "Tue, 20 Feb 2024 17:04:00 GMT"}, 3_600),
        ({"Expires": "Tue, 20 Feb 2024 17:04:00 GMT", "Date": "Tue, 20 Feb 2024 16:34:00 GMT"}, 1_800),
        ({"Expires": "Tue, 20 Feb 2024 17:04:00 GMT", "Cache-Control": "max-age=60"}, 60),
        ({"Expires": "Tue, 20 Feb 2024 17:04:00 GMT", "Cache-Control": "no-cache"}, None),
        ({"Expires": "0"}, None),
        ({"Expires": "Mon, 01 Jan 1990 00:00:00 GMT"}, 0),
        ({}, None),
    ],
)
def test_an_answer_is_fresh_for_as_long_as_the_server_says(
    headers: dict[str, str], seconds: int | None
) -> None:
    assert fresh_for(tuple(headers.items()), _NOW) == seconds
