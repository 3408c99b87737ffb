"""A request on its way from redirect to redirect, and the capture that is left of it. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote, quote_plus, urldefrag, urljoin, urlsplit, urlunsplit

from ingest.records import Capture, FetchOutcome, identity
from ingest.web.exchange import Answer
from ingest.web.request import Request

MAX_REDIRECTS = 5
_LONGEST_LOCATION = 8_000  # characters; RFC 9110 section 4.1 asks for 8,000 octets
_PERMANENT = frozenset({301, 308})
_REPLY_BYTES = 2_000  # kept of an answer to a form; far less than is read, so no cut goes through a secret
_CONFIDENTIAL = frozenset({"hub.callback", "hub.secret"})
_POSTED_ON = frozenset({307, 308})  # the others make a GET of a POST


@dataclass(slots=True)
class Journey:
    """Where a request is now, and how it came there."""

    url: str
    started_at: datetime
    passed: list[str] = field(default_factory=list)
    is_permanent: bool = True
    seconds: float = 0.0

    def follow(self, answer: Answer, *, has_form: bool = False) -> bool:
        """Go where a redirect leads; False where that is no place on the web, or none for a form.

        A step from https to http is taken, for a feed is no secret, but nothing is moved for good by it.
        A form goes where the same origin wants it posted, nowhere else (RFC 9110 section 15.4).
        """
        target = _target(self.url, answer.location or "")
        if target is None:
            return False
        if has_form and (answer.status not in _POSTED_ON or urlsplit(target)[:2] != urlsplit(self.url)[:2]):
            return False
        is_downgrade = self.url.startswith("https:") and target.startswith("http:")
        self.is_permanent = self.is_permanent and answer.status in _PERMANENT and not is_downgrade
        self.passed.append(self.url)
        self.url = target
        return True


def _target(base: str, location: str) -> str | None:
    if len(location) > _LONGEST_LOCATION:
        return None
    try:
        target = without_credentials(urldefrag(urljoin(base, location)).url)
        parts = urlsplit(target)
    except ValueError:
        return None
    return target if parts.scheme in {"http", "https"} and parts.hostname else None


def without_credentials(url: str) -> str:
    """The address without user name and password, which are neither sent nor kept.

    >>> without_credentials("https://me:secret@example.org/feed")
    'https://example.org/feed'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def capture_of(request: Request, journey: Journey, answer: Answer) -> Capture:
    """The exchange as it is kept; a body that came before is left out and named."""
    outcome, detail, left_out = answer.outcome or FetchOutcome.FETCHED, answer.detail, None
    repeats = request.previous_sha256 is not None and answer.payload_sha256 == request.previous_sha256
    if repeats and request.previous_capture_id and outcome is FetchOutcome.FETCHED:
        outcome, detail = FetchOutcome.UNCHANGED, "the same bytes as last time"
        left_out = sha256(answer.body).hexdigest()
    if outcome is FetchOutcome.UNCHANGED and not request.previous_capture_id:
        outcome, detail = FetchOutcome.ODD_STATUS, "HTTP 304 to a request without conditions"
    arrived = outcome in {FetchOutcome.FETCHED, FetchOutcome.UNCHANGED}
    moved = arrived and bool(journey.passed or request.moved_to) and journey.is_permanent
    subject = () if request.hub is None else (request.feed_url or "", request.hub.mode, request.hub.topic)
    capture = Capture(
        capture_id=identity("capture", request.kind, request.url, *subject, journey.started_at.isoformat()),
        kind=request.kind,
        url=request.url,
        final_url=journey.url,
        fetched_at=journey.started_at,
        outcome=outcome,
        status=answer.status,
        headers=answer.headers,
        body=b"" if left_out else bytes(answer.body),
        detail=detail,
        redirects=tuple(journey.passed[1:]),
        moved_to=journey.url if moved else None,
        seconds=round(journey.seconds, 6),
        feed_url=request.feed_url,
        entry=request.entry,
        revisit_of=request.previous_capture_id if outcome is FetchOutcome.UNCHANGED else None,
        payload_sha256=answer.payload_sha256,
        left_out_sha256=left_out,
        hub=request.hub,
    )
    return _without_form(capture, request) if request.form else capture


def _without_form(capture: Capture, request: Request) -> Capture:
    """What a server repeats of a form is not kept, wherever it stands: it is for that server alone."""
    values = [value for name, value in request.form if name in _CONFIDENTIAL]
    spellings = [form for value in values for form in (value, quote(value, safe=""), quote_plus(value))]

    def cut(text: str) -> str:
        for spelling in spellings:
            text = text.replace(spelling, "[left out]")
        return text

    return capture.model_copy(
        update={
            "final_url": cut(capture.final_url),
            "headers": tuple((cut(name), cut(value)) for name, value in capture.headers),
            "body": cut(capture.body.decode("latin-1"))[:_REPLY_BYTES].encode("latin-1"),
            "detail": cut(capture.detail),
            "redirects": tuple(map(cut, capture.redirects)),
            "moved_to": capture.moved_to and cut(capture.moved_to),
        }
    )
