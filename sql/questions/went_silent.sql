-- Grain: one outlet on one day on which it was silent.
-- Title: Who answered and published nothing, against its habit?
-- Topic: coverage
-- Meaning: Days on which an outlet's feeds answered, brought no new article, and on most days do. Days on which we
--   could not reach it are in `blind_days`: never take one for the other.
-- Cannot know: Why; a holiday looks the same.
-- Parameter rows (integer, default 100): rows at most
SELECT
    coalesce(outlet.name, silent.outlet_id) AS outlet,
    silent."day",
    silent.polls_good,
    usual.articles_a_day
FROM news.outlet_days AS silent
INNER JOIN (
    SELECT
        outlet_id,
        quantile_disc(new_articles, 0.5) AS articles_a_day
    FROM news.outlet_days
    GROUP BY outlet_id
) AS usual ON usual.outlet_id = silent.outlet_id
LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = silent.outlet_id
WHERE silent."state" = 'silent'
ORDER BY silent."day" DESC, usual.articles_a_day DESC, silent.outlet_id
LIMIT $rows::INTEGER
