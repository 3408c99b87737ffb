-- Grain: one copy of an article that was corrected.
-- Title: The original was corrected: who still shows the old text?
-- Topic: changes
-- Meaning: Copies whose words are older than the correction of the article that they were taken from. `stale`: we saw
--   the old words after the correction. `not rechecked`: we have not looked since, so nothing can be said.
-- Cannot know: A copy that was corrected in other words than the original's counts as corrected.
-- Parameter rows (integer, default 100): rows at most
WITH corrected AS (
    SELECT
        article_id,
        min(seen_at) AS corrected_at
    FROM news.edits
    WHERE len(notices_added) > 0 OR kind IN ('correction', 'deletion')
    GROUP BY article_id
)

SELECT
    copied.outlet,
    CASE WHEN article.last_seen_at > corrected.corrected_at THEN 'stale' ELSE 'not rechecked' END AS "state",
    original.outlet AS corrected_by,
    corrected.corrected_at,
    article.last_seen_at,
    copied.url,
    copied.article_id
FROM news.copies AS copied
INNER JOIN corrected ON corrected.article_id = copied.parent_id
INNER JOIN news.headlines AS article ON article.article_id = copied.article_id
INNER JOIN news.headlines AS original ON original.article_id = copied.parent_id
WHERE article.first_seen_at <= corrected.corrected_at
ORDER BY "state" DESC, corrected.corrected_at DESC, copied.article_id
LIMIT $rows::INTEGER
