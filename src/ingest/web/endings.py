"""What an exception of the network means. Pure."""

import ssl

from ingest.records import FetchOutcome
from ingest.web.network import ForbiddenAddress, TooMuch

_HEADER_TOO_LARGE = 431  # what h11 would say to a client that sends such a header


def ended_by(error: Exception) -> tuple[FetchOutcome, str]:
    """The outcome, and a line that tells a person what happened."""
    if isinstance(error, ForbiddenAddress):
        return FetchOutcome.FORBIDDEN_ADDRESS, str(error)
    cause = error.__cause__
    if isinstance(error, TooMuch) or getattr(cause, "error_status_hint", None) == _HEADER_TOO_LARGE:
        return FetchOutcome.TOO_LARGE, "the header of the answer has no end"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchOutcome.UNREACHABLE, f"the certificate is not to be trusted: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return FetchOutcome.UNREACHABLE, f"no secure connection: {cause.reason or cause}"
    return FetchOutcome.UNREACHABLE, str(error) or "the connection was lost before an answer"
