-- Grain: one row: title and text of the version $version_no of the article $article_id; the latest where it is 0.
SELECT
    article_id,
    outlet,
    title,
    "text",
    coalesce(published_at, first_seen_at) AS at,
    version_no,
    language
FROM news.versions
WHERE article_id = $article_id AND ((($version_no = 0) AND is_latest) OR version_no = $version_no)
