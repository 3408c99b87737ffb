-- Grain: one edit that changed figures.
-- Title: Where were figures changed without a notice?
-- Topic: changes
-- Meaning: Edits that changed numbers in the text while no correction or update notice was added.
-- Cannot know: Whether the number was wrong before: a death toll that rises is no error.
-- Parameter rows (integer, default 50): rows at most
SELECT
    article.outlet,
    article.title,
    edit.seen_at,
    edit.figures_changed,
    edit.article_id,
    edit.from_version_id,
    edit.to_version_id
FROM news.edits AS edit
INNER JOIN news.headlines AS article ON article.article_id = edit.article_id
WHERE edit.figures_changed > 0 AND len(edit.notices_added) = 0
ORDER BY edit.seen_at DESC, edit.article_id
LIMIT $rows::INTEGER
