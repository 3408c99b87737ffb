-- Grain: one article that is gone or leads elsewhere.
-- Title: What was taken down, and what did it say?
-- Topic: changes
-- Meaning: Articles whose page answers 404 or 410, or shows another article, with the hours that we know it was up.
--   Their words and bytes are kept: `ingest explain ARTICLE_ID` shows them.
-- Cannot know: Why; and pages that we have not asked for since.
-- Parameter rows (integer, default 50): rows at most
SELECT
    article.outlet,
    article.title,
    edit.kind,
    edit.seen_at AS gone_at,
    date_diff('hour', article.first_seen_at, edit.seen_at) AS hours_known,
    family.articles - 1 AS copies_elsewhere,
    edit.article_id,
    edit.to_article_id
FROM news.edits AS edit
INNER JOIN news.headlines AS article ON article.article_id = edit.article_id
INNER JOIN news.families AS family ON family.family_id = article.family_id
WHERE edit.kind IN ('deletion', 'redirect')
ORDER BY edit.seen_at DESC, edit.article_id
LIMIT $rows::INTEGER
