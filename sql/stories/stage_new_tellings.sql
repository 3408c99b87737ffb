-- Grain: one family that a load may have changed, or any where $all_families: its day, and the version that speaks for it.
CREATE OR REPLACE TEMP TABLE new_telling AS
SELECT
    article.family_id,
    min(
        coalesce(
            article.published_day,
            (article.published_at AT TIME ZONE 'UTC')::DATE,
            (article.first_seen_at AT TIME ZONE 'UTC')::DATE
        )
    ) AS day,
    arg_min(article.version_id, (article.relation <> 'original', article.article_id)) AS version_id
FROM main.article_summary AS article
WHERE
    article.family_id IN (
        SELECT family_id
        FROM main.article_summary
        WHERE $all_families OR article_id IN (SELECT article_id FROM temp.changed_article)
    )
GROUP BY article.family_id
