"""An example for a DAG of your own: whenever the warehouse is new, post its newest stories to a web hook.

Copy it into your folder of DAGs and set DIGEST_URL. It asks what readers see, and posts one JSON object: an
object for each family of articles, with how many more tell the same. Nothing new is no post.
"""

from datetime import UTC, datetime, timedelta
from os import environ
from typing import Any

from airflow.sdk import Asset, dag, task

WAREHOUSE = Asset(name="warehouse", uri="x-ingest://warehouse")
NEWEST = """
SELECT f.title, a.url, a.published_at, f.articles - 1 AS copies
FROM families AS f
INNER JOIN articles AS a ON f.original_id = a.article_id
WHERE f.first_seen_at > ?
ORDER BY f.first_seen_at DESC, f.family_id
LIMIT 10
"""


@dag(
    schedule=[WAREHOUSE],
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    tags=["ingest"],
    doc_md=__doc__,
)
def post_digest() -> None:
    """One task; what was posted last is what the last successful run was started for."""

    @task(retries=3, retry_delay=timedelta(minutes=1))
    def post(prev_start_date_success: Any = None) -> int:
        import httpx

        import ingest

        since = prev_start_date_success or datetime(1970, 1, 1, tzinfo=UTC)
        connection = ingest.connect(environ["INGEST_HOME"])
        try:
            rows = connection.execute(NEWEST, [since]).fetchall()
        finally:
            connection.close()
        stories = [
            {"title": title, "url": url, "published_at": str(at), "copies": copies}
            for title, url, at, copies in rows
        ]
        if stories:
            httpx.post(environ["DIGEST_URL"], json={"stories": stories}, timeout=30).raise_for_status()
        return len(stories)

    post()


post_digest()
