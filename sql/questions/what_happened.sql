-- Grain: one day that texts speak of.
-- Title: What happened on which day, whenever it was published?
-- Topic: times
-- Meaning: Days that date expressions resolve to ("on Monday" counts from the article's own day), by the independent
--   texts that speak of them. Expressions of more than one day are left out.
-- Cannot know: Whether the expression dates the event or something beside it.
-- Parameter since (day, default none): first day
-- Parameter until (day, default none): last day
-- Parameter rows (integer, default 60): rows at most
-- Chart: day by texts
SELECT
    spoken.first_day AS "day",
    count(DISTINCT article.family_key) AS texts,
    count(DISTINCT article.article_key) AS articles,
    arg_min(article.title, (article.first_seen_at, article.article_id)) AS example
FROM news.dates AS spoken
INNER JOIN news.headlines AS article ON article.version_id = spoken.version_id
WHERE
    spoken.first_day = spoken.last_day
    AND ($since::DATE IS NULL OR spoken.first_day >= $since::DATE)
    AND ($until::DATE IS NULL OR spoken.first_day <= $until::DATE)
GROUP BY spoken.first_day
ORDER BY texts DESC, "day"
LIMIT $rows::INTEGER
