-- Check: no key stands twice. Tables have no key constraints: their index costs more than this check, which counts
-- 64-bit hashes because that takes half the time of counting the keys; a false alarm among 10 M rows: 1 in 400,000.
WITH counted AS (
    SELECT
        count(*) AS n,
        count(DISTINCT hash(capture_id)) AS keys
    FROM main.fact_fetch
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(producer, feed_url, entry_id, content_id)) AS keys
    FROM main.fact_entry
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(producer, version_id)) AS keys
    FROM main.fact_version
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(version_id)) AS keys
    FROM main.article_text
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(producer, version_id, ordinal)) AS keys
    FROM main.fact_credit
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(producer, article_id, capture_id)) AS keys
    FROM main.fact_edit
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(producer, article_id)) AS keys
    FROM main.fact_family_member
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(producer, article_id, inner_article_id, relation)) AS keys
    FROM main.fact_reuse
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_lineage
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_attribution
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_citation
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_quote
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_mention
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_time_expression
    UNION ALL
    SELECT
        count(*) AS n,
        count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
    FROM main.fact_figure
)

SELECT
    'no row stands twice' AS name,
    sum(n)::BIGINT AS expected,
    sum(keys)::BIGINT AS found,
    sum(n - keys)::BIGINT AS difference
FROM counted
