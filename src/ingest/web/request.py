"""What is asked for."""

from pydantic import Field

from ingest.records import CaptureKind, FeedEntry, HubTalk, Record


class Request(Record):
    """One address to fetch, with what we know of it from the last time.

    `etag` and `last_modified` are sent back byte for byte as they came. An answer whose decoded body has
    the hash `previous_sha256` is a revisit of the capture `previous_capture_id`.
    """

    kind: CaptureKind
    url: str
    byte_limit: int  # before and after inflation
    moved_to: str | None = None  # asked there: where earlier answers came from, by permanent redirects
    etag: str | None = None
    last_modified: str | None = None
    feed_url: str | None = None
    entry: FeedEntry | None = None
    previous_capture_id: str | None = None
    previous_sha256: str | None = None  # hexadecimal
    byte_range: tuple[int, int] | None = (
        None  # first and last byte of those that are asked for (RFC 9110, 14)
    )
    hub: HubTalk | None = None  # what a hub is asked for
    form: tuple[tuple[str, str], ...] = Field(default=(), repr=False)
    """Sent with POST: once, to nobody else. It may hold secrets, so nothing of it is kept."""

    @property
    def starts_at(self) -> str:
        """The address that is asked first; `url` stays what the request is for."""
        return self.moved_to or self.url
