-- Grain: one version of the article $article_id, in order.
SELECT
    version_no,
    title,
    first_seen_at,
    last_seen_at,
    sightings,
    word_count
FROM news.versions
WHERE article_id = $article_id
ORDER BY version_no
