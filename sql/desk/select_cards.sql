-- Grain: one of the families $families as a card of the river, in their order.
WITH
    wanted AS (
        SELECT
            unnest($families::TEXT[]) AS family_id,
            generate_subscripts($families::TEXT[], 1) AS place
    ),

    card AS (
        SELECT
            wanted.place,
            wanted.family_id,
            arg_min(
                {
                    'article_id': article.article_id,
                    'version_id': article.version_id,
                    'title': article.title,
                    'outlet': article.outlet
                },
                (article.relation <> 'original', article.published_at, article.article_id)
            ) AS lead,
            coalesce(min(article.agency), min(agency.name), '') AS agency,
            count(*) AS articles,
            count(DISTINCT article.outlet_id) AS outlets,
            list_sort(list(DISTINCT article.outlet))[:8] AS outlet_names,
            max(article.versions) AS versions,
            min(article.published_at) AS published_at
        FROM wanted
        INNER JOIN news.headlines AS article ON article.family_key = md5_number_lower(wanted.family_id)
        LEFT JOIN main.dim_agency AS agency ON agency.agency_id = article.parent_agency_id
        GROUP BY wanted.place, wanted.family_id
    )

SELECT
    card.family_id,
    card.lead.article_id,
    card.lead.title,
    coalesce(words.summary, '') AS summary,
    card.lead.outlet,
    card.agency,
    card.articles,
    card.outlets,
    card.outlet_names,
    card.versions,
    card.published_at
FROM card
LEFT JOIN main.article_text AS words ON words.version_id = card.lead.version_id
ORDER BY card.place
