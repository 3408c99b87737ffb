"""The door of the stories stage: what a load changed in, told stories out."""

from datetime import date
from functools import partial

import pyarrow as pa

from ingest.stories.ranges import retold, runs
from ingest.stories.tellings import Telling, telling
from ingest.warehouse import Connection, execute, rows

METHOD = "stories-1"
"""Raise the number when the same families would tell other stories: all are then made anew."""


def renew_stories(connection: Connection, *, articles_producer: str, facts_producer: str) -> int:
    """Tell the stories anew that `temp.changed_article` reaches; call it inside the load's transaction.

    What is read are the days around those that changed, so the cost follows the load.

    Returns:
        How many families were looked at.
    """
    made_by = f"{METHOD}+{articles_producer}+{facts_producer}"
    ((is_current,),) = rows(connection, "stories/select_made_by", made_by=made_by)
    if not is_current:
        execute(connection, "stories/delete_all_members")
        execute(connection, "stories/delete_all_tellings")
    execute(connection, "stories/stage_new_tellings", all_families=not is_current)
    days = [day.toordinal() for (day,) in rows(connection, "stories/select_touched_days")]
    execute(connection, "stories/delete_tellings")
    execute(connection, "stories/insert_tellings", made_by=made_by)
    families: list[str] = []
    told: dict[str, str] = {}
    for first, last in runs(days):
        chosen, found = retold(first, last, partial(_read, connection))
        families += chosen
        told |= found
    _write(connection, families, told, articles_producer)
    return len(families)


def _read(connection: Connection, first: int, last: int) -> list[Telling]:
    low, high = (date.fromordinal(min(max(day, 1), date.max.toordinal())) for day in (first, last))
    found = rows(connection, "stories/select_tellings", first=low, last=high)
    return [telling(family_id, day.toordinal(), title, marks) for family_id, day, title, marks in found]


def _write(connection: Connection, families: list[str], told: dict[str, str], producer: str) -> None:
    members = sorted(told.items())
    tables = {
        "retold_family": pa.table({"family_id": pa.array(families, pa.string())}),
        "new_story_member": pa.table(
            {
                "family_id": pa.array([family for family, _ in members], pa.string()),
                "story_id": pa.array([story for _, story in members], pa.string()),
            }
        ),
    }
    for name, table in tables.items():
        connection.register(name, table)
    try:
        execute(connection, "stories/delete_members", producer=producer)
        execute(connection, "stories/insert_members", producer=producer)
    finally:
        for name in tables:
            connection.unregister(name)
