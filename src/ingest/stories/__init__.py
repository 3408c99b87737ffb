"""Families to stories: texts of their own about the same event, a looser level above copies.

In: a replica whose families and facts are loaded. Out: which families tell one story. A function of the
set of families: no order of loads changes it. See docs/stories.md.
"""

from ingest.stories.stage import renew_stories

__all__ = ["renew_stories"]
