-- Grain: one outlet with its articles.
-- Title: Who changes articles after publication, and how soon?
-- Topic: changes
-- Meaning: Changes of words that we saw between two captures of a page, with and without a notice, and the median of
--   the hours between the claimed publication and our sighting of the change.
-- Cannot know: Changes between two captures: we see the last state only.
-- Chart: outlet by edits
SELECT
    article.outlet,
    count(*) AS edits,
    count(DISTINCT edit.article_id) AS articles,
    count(*) FILTER (len(edit.notices_added) > 0) AS with_notice,
    count(*) FILTER (edit.headline_changed) AS headlines,
    round(quantile_cont(edit.seconds_since_publication, 0.5) / 3600, 1) AS median_hours
FROM news.edits AS edit
INNER JOIN news.headlines AS article ON article.article_id = edit.article_id
WHERE edit.headline_changed OR edit.body_changed
GROUP BY article.outlet_id, article.outlet
ORDER BY count(*) DESC, article.outlet
