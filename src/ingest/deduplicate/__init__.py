"""Articles to families: who reprinted whom, which texts hold parts of others.

In: a table of articles, or a replica with versions that its index has not met.
Out: every article's place in its family (original, copy of, version of) with score, method and
evidence, and directed reuses (embeds, excerpt of) that join no family. A function of the set of
articles: no order of arrival changes it. See docs/families.md.
"""

from ingest.deduplicate.judging import JudgedPart, Judgement, PrintedText, judged
from ingest.deduplicate.renewal import Copies
from ingest.deduplicate.stage import find_copies, find_families, find_families_of_file, find_members

__all__ = [
    "Copies",
    "JudgedPart",
    "Judgement",
    "PrintedText",
    "find_copies",
    "find_families",
    "find_families_of_file",
    "find_members",
    "judged",
]
