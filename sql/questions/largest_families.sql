-- Grain: one family of at least two articles.
-- Title: Which stories were copied most?
-- Topic: copies
-- Meaning: Families by the number of their articles, with the outlets and owners that ran them and the hours between
--   the first and the last first sighting.
-- Cannot know: Copies on sites that we don't poll.
-- Parameter since (day, default none): only families first seen on or after this day
-- Parameter rows (integer, default 20): rows at most
-- Chart: title by articles
SELECT
    family.title,
    family.articles,
    family.outlets,
    family.owners,
    round(epoch(max(article.first_seen_at) - min(article.first_seen_at)) / 3600, 1) AS hours,
    family.family_id
FROM news.families AS family
INNER JOIN news.articles AS article ON article.family_id = family.family_id
WHERE family.articles > 1 AND ($since::DATE IS NULL OR family.first_seen_at >= $since::DATE)
GROUP BY ALL
ORDER BY family.articles DESC, family.family_id
LIMIT $rows::INTEGER
