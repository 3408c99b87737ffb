-- Purpose: when an article was first seen, in whatever words: `first_seen_at` speaks of one version alone.
ALTER TABLE main.fact_version ADD COLUMN article_seen_at TIMESTAMPTZ;
UPDATE main.fact_version
SET article_seen_at = known.article_seen_at
FROM (
    SELECT
        producer,
        article_id,
        min(first_seen_at) AS article_seen_at
    FROM main.fact_version
    GROUP BY producer, article_id
) AS known
WHERE known.producer = main.fact_version.producer AND known.article_id = main.fact_version.article_id;
COMMENT ON COLUMN main.fact_version.article_seen_at IS 'first capture that shows the article, in any version: provable';
