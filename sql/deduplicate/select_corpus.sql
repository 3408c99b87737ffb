-- Grain: one version of one article, loaded or staged, as its first sighting shows it. A bare day stands as its midnight.
WITH credited AS (
    SELECT
        producer,
        version_id,
        list(agency_id || ':' || "where" ORDER BY ordinal) AS credited_agencies
    FROM main.fact_credit
    WHERE kind IN ('text', 'joint')
    GROUP BY producer, version_id
),

known AS (
    SELECT
        version.version_id,
        version.capture_id,
        version.first_seen_at,
        version.article_id,
        version.outlet_id,
        version.url,
        version.canonical_url,
        version.published_at,
        version.published_day,
        version.published_precision,
        words.title,
        words."text",
        coalesce(credited.credited_agencies, []) AS credited_agencies
    FROM main.fact_version AS version
    INNER JOIN main.article_text AS words ON words.version_id = version.version_id
    LEFT JOIN credited
        ON credited.version_id = version.version_id AND credited.producer = version.producer
    WHERE version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    UNION ALL BY NAME
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
        title,
        "text",
        credited_agencies
    FROM temp.staged_version_text
)

SELECT
    article_id,
    outlet_id AS source,
    url,
    canonical_url,
    first_seen_at,
    coalesce(published_at, published_day::TIMESTAMPTZ) AS published_at,
    CASE WHEN published_at IS NULL THEN 'day' ELSE published_precision END AS published_precision,
    title,
    "text",
    credited_agencies
FROM known
QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY first_seen_at, capture_id) = 1
