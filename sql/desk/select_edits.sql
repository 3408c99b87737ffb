-- Grain: one step between two states of the article $article_id, in the order of time.
SELECT
    seen_at,
    kind,
    headline_changed,
    body_changed,
    figures_changed,
    coalesce(notices_added, []) AS notices_added
FROM news.edits
WHERE article_id = $article_id
ORDER BY seen_at, capture_id
