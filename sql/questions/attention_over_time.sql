-- Grain: one UTC day that has articles.
-- Title: How much attention does a place get, day by day?
-- Topic: coverage
-- Meaning: Articles first seen on a day that mention the place, and the independent texts among them. Without a place it
--   takes the one that most articles mention.
-- Cannot know: Days on which we were blind (`blind_days`) look quiet.
-- Parameter place (text, default none): canonical name, as in `places`
-- Chart: day by texts
WITH chosen AS (
    SELECT coalesce(
        $place::TEXT,
        (
            SELECT arg_max(counted.name, (counted.articles, counted.name))
            FROM (
                SELECT
                    name,
                    count(DISTINCT article_id) AS articles
                FROM news.places
                GROUP BY name
            ) AS counted
        )
    ) AS name
)

SELECT
    article.first_seen_at::DATE AS "day",
    place.name AS place,
    count(DISTINCT article.article_id) AS articles,
    count(DISTINCT article.family_id) AS texts,
    count(DISTINCT article.outlet_id) AS outlets
FROM news.places AS place
INNER JOIN chosen ON lower(chosen.name) = lower(place.name)
INNER JOIN news.articles AS article ON article.version_id = place.version_id
GROUP BY ALL
ORDER BY "day", place
