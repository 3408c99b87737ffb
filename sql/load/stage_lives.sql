-- Grain: one capture that shows the state of one touched article: a version, its deletion, or that its address leads elsewhere.
-- An answer without words (304, 404) speaks of the article that the same address showed first. Other answers say nothing.
CREATE OR REPLACE TEMP TABLE article_life AS
WITH
    touched_address AS (
        SELECT DISTINCT url
        FROM main.fact_fetch
        WHERE kind = 'page' AND article_id IN (SELECT article_id FROM temp.touched_article)
    ),

    answer AS (
        SELECT
            capture_id,
            fetched_at AS seen_at,
            outcome,
            article_id,
            arg_min(article_id, (fetched_at, capture_id)) FILTER (version_id IS NOT NULL)
                OVER (PARTITION BY url) AS first_article_id,
            coalesce(
                version_id,
                CASE WHEN outcome = 'unchanged' THEN
                    last_value(version_id IGNORE NULLS) OVER (PARTITION BY url ORDER BY fetched_at, capture_id)
                END
            ) AS version_id,
            CASE WHEN version_id IS NULL AND outcome = 'unchanged' THEN
                last_value(CASE WHEN version_id IS NOT NULL THEN article_id END IGNORE NULLS)
                    OVER (PARTITION BY url ORDER BY fetched_at, capture_id)
                ELSE article_id
            END AS shown_article_id
        FROM main.fact_fetch
        WHERE kind = 'page' AND url IN (SELECT url FROM touched_address)
    )

SELECT *
FROM (
    SELECT
        shown_article_id AS article_id,
        capture_id,
        seen_at,
        'version' AS state,
        version_id,
        NULL::TEXT AS to_article_id
    FROM answer
    WHERE version_id IS NOT NULL
    UNION ALL
    SELECT
        coalesce(first_article_id, article_id),
        capture_id,
        seen_at,
        'deletion',
        NULL,
        NULL
    FROM answer
    WHERE outcome IN ('gone', 'missing') AND coalesce(first_article_id, article_id) IS NOT NULL
    UNION ALL
    SELECT
        first_article_id,
        capture_id,
        seen_at,
        'redirect',
        NULL,
        shown_article_id
    FROM answer
    WHERE version_id IS NOT NULL AND first_article_id <> shown_article_id
) AS life
WHERE article_id IN (SELECT article_id FROM temp.touched_article)
