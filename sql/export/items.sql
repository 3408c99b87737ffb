-- Grain: one article as other programs take it: its latest words, its authors, places and sources.
SELECT
    article.article_id,
    article.url,
    article.outlet_id,
    article.outlet,
    article.title,
    article.summary,
    article."text",
    article.language,
    article.section,
    article.topics,
    list_transform(article.authors, lambda author: author.name) AS authors,
    article.byline,
    article.agency,
    article.published_at,
    article.published_day,
    article.modified_at,
    article.first_seen_at,
    article.family_id,
    article.versions,
    parent.url AS parent_url,
    coalesce(place.names, []) AS places,
    coalesce(source.names, []) AS sources
FROM news.articles AS article
LEFT JOIN news.versions AS parent ON parent.article_id = article.parent_id AND parent.is_latest
LEFT JOIN (
    SELECT
        version_id,
        list(DISTINCT name ORDER BY name) AS names
    FROM news.places
    GROUP BY version_id
) AS place ON place.version_id = article.version_id
LEFT JOIN (
    SELECT
        version_id,
        list(DISTINCT name ORDER BY name) AS names
    FROM news.citations
    GROUP BY version_id
) AS source ON source.version_id = article.version_id
WHERE
    ($since::DATE IS NULL OR article.first_seen_at >= $since::DATE)
    AND ($outlet::TEXT IS NULL OR article.outlet_id = $outlet::TEXT)
ORDER BY article.first_seen_at, article.article_id
