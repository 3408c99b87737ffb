-- Check: every page that shows an article shows a version that we hold, with its words.
WITH
    expected AS (
        SELECT count(*) AS n
        FROM main.fact_fetch
        WHERE result = 'article'
    ),

    found AS (
        SELECT count(*) AS n
        FROM main.fact_fetch AS capture
        SEMI JOIN main.article_text AS words ON words.version_id = capture.version_id
        SEMI JOIN main.fact_version AS version
            ON version.version_id = capture.version_id AND version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
        WHERE capture.result = 'article'
    )

SELECT
    'every article page has its version and text' AS name,
    expected.n AS expected,
    found.n AS found,
    abs(expected.n - found.n) AS difference
FROM expected
CROSS JOIN found
