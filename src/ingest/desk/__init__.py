"""What this machine shows to the web: today the receiver that WebSub hubs call.

In: settings and the archive. Out: ASGI applications, which `ingest listen` serves and Airflow mounts.
"""

from ingest.desk.receiver import receiver
from ingest.desk.serving import Listening, listen

__all__ = ["Listening", "listen", "receiver"]
