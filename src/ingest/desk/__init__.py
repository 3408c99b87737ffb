"""What this machine shows to the web: the news desk, and the receiver that WebSub hubs call.

In: settings, the archive, the published snapshot, who may do what. Out: ASGI applications, which
`ingest desk` and `ingest listen` serve and Airflow mounts.
"""

from ingest.desk.news import news_desk
from ingest.desk.receiver import receiver
from ingest.desk.rights import Right, everything
from ingest.desk.serving import Listening, listen

__all__ = ["Listening", "Right", "everything", "listen", "news_desk", "receiver"]
