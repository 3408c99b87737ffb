-- Grain: one version's words; the version's identity fixes them, so what is there stays.
MERGE INTO main.article_text AS loaded
USING (
    SELECT
        version_id,
        article.article_id AS article_id,
        article.title AS title,
        article.summary AS summary,
        article."text" AS "text"
    FROM read_parquet($articles)
    SEMI JOIN temp.staged_version USING (version_id, capture_id)
) AS staged
ON loaded.version_id = staged.version_id
WHEN NOT MATCHED THEN INSERT (version_id, article_id, title, summary, "text")
VALUES (staged.version_id, staged.article_id, staged.title, staged.summary, staged."text")
