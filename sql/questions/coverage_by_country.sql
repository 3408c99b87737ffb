-- Grain: one country that articles mention.
-- Title: Which countries are written about, with and without wire copy?
-- Topic: coverage
-- Meaning: Articles that mention a place in a country, the independent texts among them, and those that an outlet wrote
--   itself. Many articles and few texts: the world sees the country through one pair of eyes.
-- Cannot know: Places that the list of places doesn't have.
-- Parameter rows (integer, default 30): rows at most
-- Chart: country by articles
SELECT
    place.country,
    count(DISTINCT article.article_id) AS articles,
    count(DISTINCT article.family_id) AS texts,
    count(DISTINCT article.article_id) FILTER (
        article.relation = 'original' AND article.agency_id IS NULL AND article.parent_agency_id IS NULL
    ) AS own
FROM news.places AS place
INNER JOIN news.articles AS article ON article.version_id = place.version_id
WHERE place.country IS NOT NULL
GROUP BY place.country
ORDER BY articles DESC, place.country
LIMIT $rows::INTEGER
