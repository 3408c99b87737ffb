-- Grain: one country that articles mention.
-- Title: Which countries are written about, with and without wire copy?
-- Topic: coverage
-- Meaning: Articles that mention a place in a country, the independent texts among them, and those that an outlet wrote
--   itself. Many articles and few texts: the world sees the country through one pair of eyes.
-- Cannot know: Places that the list of places doesn't have.
-- Parameter rows (integer, default 30): rows at most
-- Chart: country by articles
SELECT
    country,
    count(*) AS articles,
    count(DISTINCT family_key) AS texts,
    count(*) FILTER (is_own) AS own
FROM news.article_places
WHERE country IS NOT NULL AND is_first_of_country
GROUP BY country
ORDER BY articles DESC, country
LIMIT $rows::INTEGER
