-- Grain: one family: the news without its copies, the newest first.
WITH
    member AS (
        SELECT
            article.*,
            row_number() OVER (
                PARTITION BY article.family_id
                ORDER BY article.relation <> 'original', coalesce(article.published_at, article.first_seen_at), article.article_id
            ) AS place,
            min(article.first_seen_at) OVER (PARTITION BY article.family_id) AS family_seen_at,
            max(article.version_seen_at) OVER (PARTITION BY article.family_id) AS changed_at
        FROM news.articles AS article
    ),

    others AS (
        SELECT
            family_id,
            count(*) AS articles,
            string_agg(DISTINCT outlet, ', ' ORDER BY outlet) AS outlets
        FROM member
        GROUP BY family_id
    )

SELECT
    member.family_id,
    member.title,
    member.url,
    member.outlet,
    member.summary,
    member.language,
    list_transform(member.authors, lambda author: author.name) AS authors,
    member.topics,
    coalesce(member.published_at, member.family_seen_at) AS published_at,
    member.changed_at,
    others.articles,
    others.outlets,
    member.agency
FROM member
INNER JOIN others ON others.family_id = member.family_id
WHERE
    member.place = 1
    AND ($since::DATE IS NULL OR member.family_seen_at >= $since::DATE)
    AND ($outlet::TEXT IS NULL OR member.outlet_id = $outlet::TEXT)
ORDER BY member.family_seen_at DESC, member.family_id
LIMIT $rows::INTEGER
