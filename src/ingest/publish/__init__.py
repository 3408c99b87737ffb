"""A loaded replica → the published snapshot, after checks that can hold it back; and the audit of the books.

In: a replica with its load committed. Out: one atomic switch; readers of the old snapshot go on.
"""

from ingest.publish.books import Check
from ingest.publish.stage import PublishReport, audit_books, publish_snapshot

__all__ = ["Check", "PublishReport", "audit_books", "publish_snapshot"]
