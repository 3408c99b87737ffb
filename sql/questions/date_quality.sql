-- Grain: one outlet and one way in which its articles are dated.
-- Title: How well do we know when articles were published?
-- Topic: times
-- Meaning: Articles by the mark that their date comes from, its precision and how the zone was found.
-- Cannot know: Whether the mark tells the truth.
-- Parameter outlet (text, default none): only this outlet, by its domain
-- Chart: outlet by articles
SELECT
    outlet,
    coalesce(published_precision, 'undated') AS "precision",
    coalesce(published_basis, '') AS zone_from,
    coalesce(published_origin, '') AS mark,
    count(*) AS articles
FROM news.headlines
WHERE $outlet::TEXT IS NULL OR outlet_id = $outlet::TEXT
GROUP BY ALL
ORDER BY outlet, articles DESC, mark
