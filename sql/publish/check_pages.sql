-- Check: every page of the given segments that shows an article has its version, its words and its family.
WITH
    capture AS (
        SELECT
            version_id,
            article_id
        FROM main.fact_fetch
        WHERE result = 'article' AND segment_id IN (SELECT unnest($segments::TEXT[]))
    ),

    kept AS (
        SELECT count(*) AS n
        FROM capture
        SEMI JOIN main.article_text AS words ON words.version_id = capture.version_id
        SEMI JOIN main.fact_version AS version
            ON version.version_id = capture.version_id
            AND version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
        SEMI JOIN main.fact_family_member AS member
            ON member.article_id = capture.article_id
            AND member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )

SELECT
    'every new article page has its version, text and family' AS name,
    (SELECT count(*) FROM capture) AS expected,
    kept.n AS found,
    (SELECT count(*) FROM capture) - kept.n AS difference
FROM kept
