-- Grain: one way in which items of one capture ended: a poll, a page, or some entries of a feed. Every item is in exactly one row.
CREATE OR REPLACE VIEW news.outcomes AS
WITH first_shown AS (
    SELECT
        capture_id,
        version_no
    FROM main.fact_version
    WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
),

entry AS (
    SELECT
        capture_id,
        sightings,
        version_no
    FROM news.entries
)

SELECT
    CASE
        WHEN capture.kind <> 'feed' THEN capture.kind
        WHEN capture.channel = 'request' THEN 'poll'
        ELSE capture.channel
    END AS item,
    CASE
        WHEN capture.result = 'rejected' THEN 'rejected'
        WHEN capture.result = 'feed' THEN 'read'
        WHEN shown.version_no = 1 THEN 'new'
        WHEN shown.version_no > 1 THEN 'updated'
        WHEN capture.result = 'article' OR capture.outcome = 'unchanged' THEN 'unchanged'
        WHEN capture.outcome IN ('gone', 'missing') THEN 'gone'
        WHEN capture.outcome = 'fetched' THEN 'read'
        ELSE 'failed'
    END AS outcome,
    CASE
        WHEN capture.result = 'rejected' THEN capture.reason
        WHEN capture.outcome IN ('fetched', 'unchanged', 'in-feed') THEN ''
        ELSE capture.outcome
    END AS reason,
    1::BIGINT AS items,
    capture.capture_id
FROM main.fact_fetch AS capture
LEFT JOIN first_shown AS shown ON shown.capture_id = capture.capture_id
UNION ALL
SELECT
    'entry',
    CASE version_no WHEN 1 THEN 'new' ELSE 'updated' END,
    '',
    1,
    capture_id
FROM entry
UNION ALL
SELECT
    'entry',
    'unchanged',
    '',
    sightings - 1,
    capture_id
FROM entry
WHERE sightings > 1
UNION ALL
SELECT
    'entry',
    'duplicate',
    'listed-twice',
    entries_duplicate,
    capture_id
FROM main.fact_fetch
WHERE entries_duplicate > 0
UNION ALL
SELECT
    'entry',
    'rejected',
    reason,
    count(*),
    capture_id
FROM main.fact_rejection
WHERE item = 'entry' AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
GROUP BY ALL;

COMMENT ON VIEW news.outcomes IS 'Grain: one way in which items of one capture ended: a poll, a page, or some entries of a feed. Every item is in exactly one row.';
COMMENT ON COLUMN news.outcomes.item IS 'poll, push or drop (a feed document), page, robots, hub or entry';
COMMENT ON COLUMN news.outcomes.outcome IS 'new, updated, unchanged, duplicate, read, gone, rejected or failed';
COMMENT ON COLUMN news.outcomes.reason IS 'why it was rejected or failed';
COMMENT ON COLUMN news.outcomes.items IS 'number of items that ended so';
COMMENT ON COLUMN news.outcomes.capture_id IS 'capture; for unchanged entries the one that first listed them';
