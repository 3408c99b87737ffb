"""What wakes Airflow's DAGs: is anything to be done, and a trigger that says so.

In: the state of a home (inbox, drop folder, segments, feeds). Out: events whose content does not matter; what
is to be done is read from the state again by whoever is woken. `trigger` alone knows Airflow.
"""

from ingest.waking.outlook import Outlook
from ingest.waking.telling import Telling

__all__ = ["Outlook", "Telling"]
