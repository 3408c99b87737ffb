"""What an operator may choose. Read once at the edge and passed down; no pure module imports it."""

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.errors import MisconfiguredError, NoHome

PREFIX = "INGEST_"
_EMPTY: tuple[object, ...] = ("", (), {})  # as good as not set; a zero is not


class Pages(StrEnum):
    """Whether the page of an entry is asked for where the feed brings the whole article."""

    ALWAYS = "always"
    UNLESS_IN_FEED = "unless-in-feed"


class Settings(BaseModel):
    """One field a setting; the environment variable is the name in capitals behind `INGEST_`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Field(description="folder that holds captures, articles, facts and the warehouse")
    contact: str = Field(default="", description="e-mail address or page that publishers can turn to")
    stand_ins: dict[str, str] = Field(
        default_factory=dict,
        description="rehearsals: 'PATTERN=http://127.0.0.1:PORT …' sends requests for hosts that match there",
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="host names that may resolve to an address that is not public"
    )
    request_seconds: float = Field(default=30.0, gt=0, description="whole-request deadline")
    feed_bytes: int = Field(default=10_000_000, gt=0, description="cap on a feed document, inflated")
    page_bytes: int = Field(default=10_000_000, gt=0, description="cap on a page, inflated")
    connections: int = Field(default=25, gt=0, description="requests in flight, all hosts together")
    host_connections: int = Field(default=1, gt=0, description="requests in flight to one host")
    requests_a_second: float = Field(
        default=50.0, ge=0, description="requests started in a second, all hosts together; 0: no bound"
    )
    host_spacing: float = Field(default=1.0, ge=0, description="seconds between two requests to one host")
    pages_a_feed: int = Field(
        default=50, ge=0, description="new pages fetched for one feed in one run; 0: feeds only"
    )
    pages: Pages = Field(
        default=Pages.ALWAYS,
        description="pages of new entries: always, or unless-in-feed (not where the feed brings all of it)",
    )
    callback_url: str = Field(
        default="",
        description="address below which hubs (WebSub) reach `ingest listen`; empty: feeds are polled only",
    )
    alerts_to: str = Field(
        default="",
        description="e-mail addresses with spaces between, told of failed and late runs by Airflow",
    )
    workers: int = Field(default=2, gt=0, description="processes that parse pages")
    family_days: float = Field(
        default=30.0, gt=0, description="days between two articles beyond which only equal words make a copy"
    )
    item_seconds: float = Field(default=5.0, gt=0, description="a page or feed that takes longer is given up")

    @field_validator("stand_ins", mode="before")
    @classmethod
    def _read_pairs(cls, value: object) -> object:
        if isinstance(value, str):
            return dict(pair.split("=", 1) for pair in value.split())
        return value

    @field_validator("stand_ins")
    @classmethod
    def _only_loopback(cls, value: dict[str, str]) -> dict[str, str]:
        for origin in value.values():
            if not _is_loopback(origin):
                message = f"a stand-in must be a plain http loopback address, not {origin}"
                raise ValueError(message)
        return value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _read_names(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @field_validator("callback_url")
    @classmethod
    def _only_reachable(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (
            parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment
        ):
            message = "must be an http or https address without query"
            raise ValueError(message)
        return value

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Settings from variables named `INGEST_…`.

        Raises:
            NoHome: `INGEST_HOME` is not set.
            MisconfiguredError: a variable is unknown or its value cannot work.
        """
        chosen = {
            key.removeprefix(PREFIX).lower(): value
            for key, value in environment.items()
            if key.startswith(PREFIX) and value
        }
        if "home" not in chosen:
            raise NoHome("INGEST_HOME is not set. Choose a folder: export INGEST_HOME=$HOME/ingest")
        try:
            return cls.model_validate(chosen)
        except (ValidationError, ValueError) as error:
            raise MisconfiguredError(_first_complaint(error)) from error

    def as_environment(self) -> dict[str, str]:
        """The variables that give another process these settings: `from_environment` turned round."""
        return {f"{PREFIX}{name.upper()}": _variable(value) for name, value in self if value not in _EMPTY}


def _variable(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{pattern}={origin}" for pattern, origin in value.items())
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _is_loopback(origin: str) -> bool:
    parts = urlsplit(origin)
    try:
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:  # a name is no address: it may resolve to anything
        return False


def _first_complaint(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"][:1]).upper()
        return f"{name}: {first['msg']}. `ingest doctor` lists every setting."
    return f"a setting cannot be read: {error}. `ingest doctor` lists every setting."
