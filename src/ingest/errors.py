"""Every error this package raises on purpose.

    IngestError
    ├── TransientError            try again later: the world was at fault
    │   ├── WarehouseBusy         another process holds the writer's lock
    │   ├── ConsoleBusy           as many questions as there may be are being answered
    │   ├── JournalBusy           another process does this piece of work
    │   ├── OutOfSpace            the disk is full
    │   └── SourceUnavailable     where history is read from does not answer, or wants no more requests
    └── PermanentError            trying again cannot help: a person must act
        ├── NotAFeed              the bytes are no feed; `.reason`
        ├── NotAnArticle          the bytes are no article; `.reason`
        ├── NotAWireItem          the bytes are no agency's item; `.reason`
        ├── UnreadableCapture     a WARC record or file cannot be read
        ├── UnreadableBody        a body cannot be inflated within bounds; `.reason`
        ├── UnreadableFile        a file that a person named cannot be read or understood
        ├── NoHome                INGEST_HOME is missing or not a folder that can be written
        ├── NothingPublished      no snapshot yet: nothing has been loaded
        ├── SnapshotHeldBack      a loaded snapshot fails a check: readers keep the old one
        ├── OlderSnapshot         the snapshot lacks what this version of ingest asks it for
        ├── NewerSchema           the warehouse was written by a newer version of ingest
        ├── QueryRefused          a question to the warehouse is wrong or not allowed
        ├── OutOfBalance          the books of a warehouse do not add up
        ├── DemonstrationFailed   the demonstration's DAG run did not succeed
        ├── ServiceFailed         a part of the service does not start, stay up or end
        └── MisconfiguredError    a setting has a value that cannot work

One bad item (a feed, a page, an entry, a record) is never an exception that reaches the
next item: a stage's door turns it into a recorded outcome.
"""


class IngestError(Exception):
    """Base of all errors raised by ingest. Its text is one line that says what to do next."""


class TransientError(IngestError):
    """A retry may succeed."""


class JournalBusy(TransientError):
    """Another process does this piece of work."""


class SourceUnavailable(TransientError):
    """A source of history does not answer, or wants no more requests."""


class PermanentError(IngestError):
    """A retry cannot succeed."""


class WarehouseBusy(TransientError):
    """Another process is loading: the writer's lock is taken."""


class ConsoleBusy(TransientError):
    """As many questions as there may be are being answered by the guarded console."""


class OutOfSpace(TransientError):
    """The disk that holds INGEST_HOME is full."""


class NotAFeed(PermanentError):
    """The bytes are not a feed.

    Attributes:
        reason: a short stable code, such as `empty`, `html`, `entities`.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"not a feed ({reason}){': ' + detail if detail else ''}")
        self.reason = reason


class NotAnArticle(PermanentError):
    """The bytes are not an article.

    Attributes:
        reason: a short stable code, such as `empty`, `redirect-stub`, `index-page`.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"not an article ({reason}){': ' + detail if detail else ''}")
        self.reason = reason


class NotAWireItem(PermanentError):
    """The bytes are no news item in a wire format.

    Attributes:
        reason: a short stable code, such as `empty`, `no-wire`, `malformed`.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"not a wire item ({reason}){': ' + detail if detail else ''}")
        self.reason = reason


class UnreadableCapture(PermanentError):
    """A WARC record cannot be read."""


class UnreadableBody(PermanentError):
    """A content-encoded body cannot be inflated within its bounds.

    Attributes:
        reason: `truncated`, `too-large` or `undecodable`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"the body cannot be read ({reason}): {detail}")
        self.reason = reason


class UnreadableFile(PermanentError):
    """A file that a person named cannot be read or understood."""


class NoHome(PermanentError):
    """INGEST_HOME is missing, is no folder, or cannot be written."""


class NothingPublished(PermanentError):
    """No snapshot has been published yet."""


class SnapshotHeldBack(PermanentError):
    """A loaded snapshot fails a check and is not published."""


class OlderSnapshot(PermanentError):
    """The snapshot was published by an older version and lacks what this one asks it for."""


class NewerSchema(PermanentError):
    """The warehouse was written by a newer version of ingest."""


class QueryRefused(PermanentError):
    """A question to the warehouse is wrong or not allowed."""


class OutOfBalance(PermanentError):
    """The books of a warehouse do not add up."""


class DemonstrationFailed(PermanentError):
    """A DAG run of the demonstration did not succeed."""


class ServiceFailed(PermanentError):
    """A part of the service does not start, stay up or end."""


class MisconfiguredError(PermanentError):
    """A setting has a value that cannot work."""
