"""What must add up, and what to say when it does not."""

from collections.abc import Iterable

from ingest.records import Record

BOOKS = (
    "audit/entries_listed",
    "audit/entries_kept",
    "audit/entries_rejected",
    "audit/captures_rejected",
    "audit/captures_with_outcome",
    "audit/entries_with_outcome",
    "audit/pages_shown",
    "audit/versions_sighted",
    "audit/one_family_each",
)
"""Statements that add up the books in the warehouse; `audit_books` also compares them with the captures."""

SUMS = (
    "audit/entries_listed",
    "audit/entries_kept",
    "audit/entries_rejected",
    "audit/captures_rejected",
    "audit/versions_sighted",
)
"""Those of the books that are sums of columns: quick at any size, so every publication adds them up."""

FITNESS = ("publish/check_keys", "publish/check_references", "publish/check_pages")
"""Statements that the new segments of a snapshot must satisfy to be published."""

SUMMARISED = "audit/articles_summarised"
"""What the audit adds: summaries follow the facts, whatever the books say."""

DELETED = "publish/check_deleted"

ONE_PRODUCER = "publish/check_one_producer"


class Check(Record):
    """One sum of the books: what is expected, what was found, and how many items are amiss."""

    name: str
    expected: int
    found: int
    difference: int


def complaint(checks: Iterable[Check]) -> str:
    """One line about the checks that failed; empty when all is well.

    >>> complaint([Check(name="every kept entry is a sighting", expected=3, found=2, difference=1)])
    'every kept entry is a sighting: expected 3, found 2'
    >>> complaint([Check(name="no row stands twice", expected=3, found=3, difference=0)])
    ''
    """
    return "; ".join(
        f"{check.name}: expected {check.expected}, found {check.found}"
        for check in checks
        if check.difference
    )
