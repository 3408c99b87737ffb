-- Grain: one article of one family.
-- Title: How did one story travel from outlet to outlet?
-- Topic: copies
-- Meaning: The articles of a family by publication: who ran it, taken from whom, how many minutes after the first.
--   Without a family it shows the largest.
-- Cannot know: Stations that we never captured.
-- Parameter family (text, default none): family_id, or the article_id of any member
-- Chart: outlet by minutes
WITH chosen AS (
    SELECT coalesce(
        (SELECT min(family_id) FROM news.headlines WHERE article_id = $family::TEXT),
        $family::TEXT,
        (SELECT arg_max(family_id, (articles, family_id)) FROM news.families)
    ) AS family_id
)

SELECT
    article.outlet,
    article.relation,
    coalesce(copied.taken_from, '') AS taken_from,
    article.published_at,
    date_diff('minute', min(article.published_at) OVER (), article.published_at) AS minutes,
    coalesce(copied.evidence, '') AS evidence,
    article.title,
    article.article_id
FROM news.headlines AS article
INNER JOIN chosen ON chosen.family_id = article.family_id
LEFT JOIN news.copies AS copied ON copied.article_id = article.article_id
ORDER BY article.published_at, article.article_id
