-- Check: every article stands in the summaries once, with its latest version and its family.
WITH
    fact AS (
        SELECT
            version.article_id,
            version.version_id,
            version.last_seen_at,
            member.family_id,
            coalesce(member.relation, 'original') AS relation
        FROM main.fact_version AS version
        LEFT JOIN main.fact_family_member AS member
            ON member.article_id = version.article_id AND member.producer = version.producer
        WHERE version.is_latest AND version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    ),

    same AS (
        SELECT count(*) AS n
        FROM fact
        INNER JOIN main.article_summary AS known
            ON known.article_id = fact.article_id
            AND known.version_id = fact.version_id
            AND known.last_seen_at = fact.last_seen_at
            AND known.relation = fact.relation
            AND known.family_id IS NOT DISTINCT FROM fact.family_id
    ),

    total AS (
        SELECT greatest((SELECT count(*) FROM fact), (SELECT count(*) FROM main.article_summary)) AS n
    )

SELECT
    'every article stands in the summaries as the facts have it' AS name,
    total.n AS expected,
    same.n AS found,
    total.n - same.n AS difference
FROM total
CROSS JOIN same
