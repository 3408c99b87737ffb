-- Check: no article that was deleted is in the snapshot, in any version, by any producer.
SELECT
    'what was deleted stays deleted' AS name,
    0 AS expected,
    count(*) AS found,
    count(*) AS difference
FROM (
    SELECT article_id
    FROM main.fact_version
    UNION ALL
    SELECT article_id
    FROM main.article_text
) AS kept
WHERE article_id IN (SELECT unnest($deleted::TEXT[]))
