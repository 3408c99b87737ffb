-- Grain: one version that the index lacks, or has by another sighting, or has and should not have.
WITH current AS (
    SELECT
        version_id,
        capture_id
    FROM main.fact_version
    WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
)

SELECT
    entry.text_no,
    current.version_id,
    current.capture_id
FROM current
FULL JOIN main.indexed_text AS entry ON entry.version_id = current.version_id
WHERE entry.capture_id IS DISTINCT FROM current.capture_id
ORDER BY current.version_id
