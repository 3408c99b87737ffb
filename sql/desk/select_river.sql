-- Grain: one family of which an article that fits the filters was first seen between $since and $until, the newest first.
SELECT article.family_id
FROM main.article_summary AS article
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = article.outlet_id
WHERE
    article.first_seen_at >= $since
    AND article.first_seen_at < $until
    AND article.family_id IS NOT NULL
    AND ($country = '' OR outlet.country = $country)
    AND ($language = '' OR article.language = $language)
    AND ($agency = '' OR coalesce(article.agency_id, article.parent_agency_id) = $agency)
    AND ($outlet = '' OR article.outlet_id = $outlet)
GROUP BY article.family_id
ORDER BY max(article.first_seen_at) DESC, article.family_id
LIMIT $limit OFFSET $skipped
