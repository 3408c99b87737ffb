-- Check: no key of the given segments stands twice. Tables have no key constraints: their index costs more than this check,
-- which counts 64-bit hashes because that takes half the time of counting the keys; a false alarm among 10 M rows: 1 in 400,000.
WITH
    segment AS (SELECT unnest($segments::TEXT[]) AS segment_id),

    capture AS (
        SELECT
            capture_id,
            version_id,
            article_id
        FROM main.fact_fetch
        WHERE segment_id IN (SELECT segment_id FROM segment)
    ),

    version AS (SELECT DISTINCT version_id FROM capture WHERE version_id IS NOT NULL),

    article AS (SELECT DISTINCT article_id FROM capture WHERE article_id IS NOT NULL),

    counted AS (
        SELECT
            count(*) AS n,
            count(DISTINCT hash(capture_id)) AS keys
        FROM main.fact_fetch
        WHERE capture_id IN (SELECT capture_id FROM capture)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, feed_url, entry_id, content_id)) AS keys
        FROM main.fact_entry
        WHERE capture_id IN (SELECT capture_id FROM capture)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, version_id)) AS keys
        FROM main.fact_version
        WHERE version_id IN (SELECT version_id FROM version)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(version_id)) AS keys
        FROM main.article_text
        WHERE version_id IN (SELECT version_id FROM version)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, version_id, ordinal)) AS keys
        FROM main.fact_credit
        WHERE version_id IN (SELECT version_id FROM version)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, article_id, capture_id)) AS keys
        FROM main.fact_edit
        WHERE capture_id IN (SELECT capture_id FROM capture)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, article_id)) AS keys
        FROM main.fact_family_member
        WHERE article_id IN (SELECT article_id FROM article)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, article_id, inner_article_id, relation)) AS keys
        FROM main.fact_reuse
        WHERE article_id IN (SELECT article_id FROM article)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(producer, article_id, ordinal)) AS keys
        FROM main.fact_lineage_signal
        WHERE article_id IN (SELECT article_id FROM article)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_lineage
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_attribution
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_citation
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_quote
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_mention
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_time_expression
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_figure
        WHERE segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT
            count(*) AS n,
            count(DISTINCT hash(articles_producer, producer, version_id, ordinal)) AS keys
        FROM main.fact_entity
        WHERE segment_id IN (SELECT segment_id FROM segment)
    )

SELECT
    'no row stands twice' AS name,
    sum(n)::BIGINT AS expected,
    sum(keys)::BIGINT AS found,
    sum(n - keys)::BIGINT AS difference
FROM counted
