-- Grain: one version among those asked for, as its first sighting shows it. A bare day stands as its midnight.
WITH
    numbered AS (
        SELECT
            text_no,
            version_id
        FROM main.indexed_text
        SEMI JOIN temp.asked_text USING (text_no)
        UNION
        SELECT
            text_no,
            version_id
        FROM temp.arriving_text
        SEMI JOIN temp.asked_text USING (text_no)
    ),

    version AS (
        SELECT
            numbered.text_no,
            seen.*
        FROM main.fact_version AS seen
        INNER JOIN numbered ON numbered.version_id = seen.version_id
        WHERE seen.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    ),

    credited AS (
        SELECT
            version_id,
            list(agency_id || ':' || "where" ORDER BY ordinal) AS credited_agencies
        FROM main.fact_credit
        SEMI JOIN version USING (producer, version_id)
        WHERE kind IN ('text', 'joint')
        GROUP BY version_id
    )

SELECT
    version.text_no,
    version.version_id,
    version.capture_id,
    version.article_id,
    version.outlet_id AS source,
    version.url,
    coalesce(version.foreign_canonical_url, version.canonical_url) AS canonical_url,
    version.first_seen_at,
    coalesce(version.published_at, version.published_day::TIMESTAMPTZ) AS published_at,
    CASE WHEN version.published_at IS NULL THEN 'day' ELSE version.published_precision END AS published_precision,
    words.title,
    coalesce(credited.credited_agencies, []) AS credited_agencies
FROM version
INNER JOIN main.article_text AS words ON words.version_id = version.version_id
LEFT JOIN credited ON credited.version_id = version.version_id
ORDER BY version.text_no
