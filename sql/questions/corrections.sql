-- Grain: one outlet and one kind of step.
-- Title: Who corrects, updates, takes down or moves articles?
-- Topic: changes
-- Meaning: Steps in the life of articles by kind: `correction` (a notice was added), `edit`, `deletion` (404 or 410),
--   `redirect` (the address shows another article).
-- Cannot know: Corrections that are printed elsewhere than on the article's page.
-- Chart: outlet by steps
SELECT
    article.outlet,
    edit.kind,
    count(*) AS steps,
    count(DISTINCT edit.article_id) AS articles,
    max(edit.seen_at) AS last_seen_at
FROM news.edits AS edit
INNER JOIN news.headlines AS article ON article.article_id = edit.article_id
GROUP BY article.outlet_id, article.outlet, edit.kind
ORDER BY steps DESC, article.outlet, edit.kind
