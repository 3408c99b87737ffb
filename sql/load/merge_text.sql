-- Grain: one version's words; the version's identity fixes them, so what is there stays.
INSERT INTO main.article_text (version_id, article_id, title, summary, "text")
SELECT
    listed.version_id,
    listed.article.article_id,
    listed.article.title,
    listed.article.summary,
    listed.article."text"
FROM read_parquet($articles) AS listed
SEMI JOIN temp.staged_version AS staged
    ON staged.version_id = listed.version_id AND staged.capture_id = listed.capture_id
ANTI JOIN main.article_text AS loaded ON loaded.version_id = listed.version_id
