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
                    count(*) AS articles
                FROM news.article_places
                WHERE is_first_of_name
                GROUP BY name
            ) AS counted
        )
    ) AS name
)

SELECT
    place.seen_on AS "day",
    place.name AS place,
    count(DISTINCT place.article_key) AS articles,
    count(DISTINCT place.family_key) AS texts,
    count(DISTINCT article.outlet_id) AS outlets
FROM news.article_places AS place
INNER JOIN chosen ON lower(chosen.name) = lower(place.name)
INNER JOIN news.headlines AS article ON article.article_key = place.article_key
WHERE place.is_first_of_name
GROUP BY ALL
ORDER BY "day", place
