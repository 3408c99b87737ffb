-- Grain: one family of which an article that fits the filters was first seen between $since and $until, the newest first.
WITH
    fitting AS (
        SELECT
            article.family_id,
            max(article.first_seen_at) AS newest_at
        FROM news.articles AS article
        LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = article.outlet_id
        WHERE
            article.first_seen_at >= $since
            AND article.first_seen_at < $until
            AND ($words = '' OR contains(lower(article.title), lower($words)))
            AND ($country = '' OR outlet.country = $country)
            AND ($language = '' OR article.language = $language)
            AND ($agency = '' OR coalesce(article.agency_id, article.parent_agency_id) = $agency)
            AND ($outlet = '' OR article.outlet_id = $outlet)
        GROUP BY article.family_id
        ORDER BY newest_at DESC, article.family_id
        LIMIT $limit OFFSET $skipped
    )

SELECT
    fitting.family_id,
    arg_min(article.article_id, (article.relation <> 'original', article.published_at, article.article_id)) AS article_id,
    arg_min(article.title, (article.relation <> 'original', article.published_at, article.article_id)) AS title,
    coalesce(
        arg_min(article.summary, (article.relation <> 'original', article.published_at, article.article_id)), ''
    ) AS summary,
    arg_min(article.outlet, (article.relation <> 'original', article.published_at, article.article_id)) AS outlet,
    coalesce(min(article.agency), min(agency.name), '') AS agency,
    count(*) AS articles,
    count(DISTINCT article.outlet_id) AS outlets,
    list_sort(list(DISTINCT article.outlet))[:8] AS outlet_names,
    max(article.versions) AS versions,
    min(article.published_at) AS published_at,
    fitting.newest_at
FROM fitting
INNER JOIN news.articles AS article ON article.family_id = fitting.family_id
LEFT JOIN news.agencies AS agency ON agency.agency_id = article.parent_agency_id
GROUP BY fitting.family_id, fitting.newest_at
ORDER BY fitting.newest_at DESC, fitting.family_id
