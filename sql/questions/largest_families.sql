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
    round(epoch(family.last_first_seen_at - family.first_seen_at) / 3600, 1) AS hours,
    family.family_id
FROM news.families AS family
WHERE family.articles > 1 AND ($since::DATE IS NULL OR family.first_seen_at >= $since::DATE)
ORDER BY family.articles DESC, family.family_id
LIMIT $rows::INTEGER
