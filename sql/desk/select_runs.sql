-- Grain: one of the $limit newest runs with what it captured.
WITH newest AS (
    SELECT *
    FROM news.runs
    ORDER BY started_at DESC, run_id
    LIMIT $limit
)

SELECT
    run.run_id,
    run.mode,
    run.started_at,
    run.software,
    coalesce(run.dropped_bytes, 0) AS dropped_bytes,
    count(fetched.capture_id) AS captures,
    count(*) FILTER (fetched.outcome = 'fetched') AS fetched,
    count(*) FILTER (fetched.outcome = 'unchanged') AS unchanged,
    count(*) FILTER (fetched.result = 'rejected') AS rejected
FROM newest AS run
LEFT JOIN news.fetches AS fetched ON fetched.run_id = run.run_id
GROUP BY ALL
ORDER BY run.started_at DESC, run.run_id
