-- Purpose: the table of staged versions without a row, where no segment is staged.
CREATE OR REPLACE TEMP TABLE staged_version_text AS
SELECT
    version_id,
    capture_id,
    first_seen_at,
    article_id,
    outlet_id,
    url,
    canonical_url,
    published_at,
    published_day,
    published_precision,
    ''::TEXT AS title,
    ''::TEXT AS "text",
    []::TEXT[] AS credited_agencies
FROM main.fact_version
LIMIT 0
