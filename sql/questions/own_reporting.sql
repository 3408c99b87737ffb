-- Grain: one outlet with its articles.
-- Title: How much of each outlet did nobody else write?
-- Topic: copies
-- Meaning: Articles that are the original of their family and credit no agency. `run_by_others` counts those that
--   other outlets took over: reporting that others live on.
-- Cannot know: Texts taken from a source that we never captured and that is not credited.
-- Parameter at_least (integer, default 5): only outlets with so many articles
-- Chart: outlet by percent
SELECT
    article.outlet,
    count(*) AS articles,
    count(*) FILTER (article.relation = 'original' AND article.parent_agency_id IS NULL AND article.agency_id IS NULL) AS own,
    count(*) FILTER (
        article.relation = 'original' AND article.parent_agency_id IS NULL AND article.agency_id IS NULL AND family.outlets > 1
    ) AS run_by_others,
    round(100.0 * own / count(*), 1) AS percent
FROM news.headlines AS article
INNER JOIN news.families AS family ON family.family_id = article.family_id
WHERE article.outlet_kind <> 'agency'
GROUP BY article.outlet_id, article.outlet
HAVING count(*) >= $at_least::INTEGER
ORDER BY percent DESC, article.outlet
