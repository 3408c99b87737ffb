-- Grain: one outlet with articles: how many, how many of them copies, and how often they are edited.
SELECT
    outlet.outlet_id,
    outlet.name,
    outlet.kind,
    coalesce(outlet.country, '') AS country,
    coalesce(outlet.language, '') AS language,
    count(*) AS articles,
    count(*) FILTER (article.relation = 'copy') AS copies,
    count(*) FILTER (article.agency_id IS NOT NULL OR article.parent_agency_id IS NOT NULL) AS wire,
    count(*) FILTER (article.versions > 1) AS edited,
    median(copied.lag_minutes) FILTER (article.relation = 'copy') AS lag_minutes,
    max(article.first_seen_at) AS newest_at
FROM news.headlines AS article
INNER JOIN news.outlets AS outlet ON outlet.outlet_id = article.outlet_id
LEFT JOIN news.copies AS copied ON copied.article_id = article.article_id
GROUP BY ALL
ORDER BY articles DESC, outlet.outlet_id
