"""Settings: read from the environment, refused where they cannot work, and documented, each of them."""

from pathlib import Path

import pytest

from ingest.errors import MisconfiguredError, NoHome
from ingest.settings import PREFIX, Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"


def test_every_setting_is_documented_and_nothing_else() -> None:
    documented = {
        line.split("`")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    }
    assert documented == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def test_variables_become_settings() -> None:
    read = Settings.from_environment(
        {
            "INGEST_HOME": "/data",
            "INGEST_STAND_INS": "*.example=http://127.0.0.1:80",
            "INGEST_WORKERS": "4",
            "PATH": "x",
        }
    )
    assert (str(read.home), read.workers, read.stand_ins) == (
        "/data",
        4,
        {"*.example": "http://127.0.0.1:80"},
    )


def test_settings_travel_to_another_process_whole() -> None:
    settings = Settings.from_environment(
        {"INGEST_HOME": "/data", "INGEST_STAND_INS": "*.example=http://127.0.0.1:80 a.b=http://127.0.0.2:81",
         "INGEST_ALLOWED_HOSTS": "one two", "INGEST_HOST_SPACING": "0"}
    )  # fmt: skip
    assert Settings.from_environment(settings.as_environment()) == settings


def test_a_missing_home_is_an_error_of_its_own() -> None:
    with pytest.raises(NoHome, match="INGEST_HOME"):
        Settings.from_environment({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INGEST_WORKERS", "0"),
        ("INGEST_WORKERS", "many"),
        ("INGEST_HOST_SPACING", "-1"),
        ("INGEST_STAND_INS", "*=https://10.0.0.1"),
        ("INGEST_STAND_INS", "*=http://127.0.0.1.attacker.example"),
        ("INGEST_STAND_INS", "nonsense"),
        ("INGEST_CALLBACK_URL", "ftp://we.example/"),
        ("INGEST_CALLBACK_URL", "https:///hooks"),
        ("INGEST_CALLBACK_URL", "https://we.example/?id=1"),
        ("INGEST_COLOUR", "blue"),
    ],
)
def test_a_value_that_cannot_work_is_named(name: str, value: str) -> None:
    with pytest.raises(MisconfiguredError, match=name):
        Settings.from_environment({"INGEST_HOME": "/data", name: value})
