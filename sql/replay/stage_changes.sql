-- Grain: one way in which one article is read differently in the catalog `rebuilt` than in the catalog `published`.
CREATE OR REPLACE TEMP TABLE reading_change AS
WITH
    facts_before AS (
        SELECT version_id, 'attributions' AS kind, count(*) AS n FROM published.news.attributions GROUP BY version_id
        UNION ALL
        SELECT version_id, 'citations', count(*) FROM published.news.citations GROUP BY version_id
        UNION ALL
        SELECT version_id, 'quotes', count(*) FROM published.news.quotes GROUP BY version_id
        UNION ALL
        SELECT version_id, 'places', count(*) FROM published.news.places GROUP BY version_id
        UNION ALL
        SELECT version_id, 'dates', count(*) FROM published.news.dates GROUP BY version_id
        UNION ALL
        SELECT version_id, 'figures', count(*) FROM published.news.figures GROUP BY version_id
        UNION ALL
        SELECT version_id, 'hops', count(*) FROM published.news.lineage GROUP BY version_id
    ),

    facts_after AS (
        SELECT version_id, 'attributions' AS kind, count(*) AS n FROM rebuilt.news.attributions GROUP BY version_id
        UNION ALL
        SELECT version_id, 'citations', count(*) FROM rebuilt.news.citations GROUP BY version_id
        UNION ALL
        SELECT version_id, 'quotes', count(*) FROM rebuilt.news.quotes GROUP BY version_id
        UNION ALL
        SELECT version_id, 'places', count(*) FROM rebuilt.news.places GROUP BY version_id
        UNION ALL
        SELECT version_id, 'dates', count(*) FROM rebuilt.news.dates GROUP BY version_id
        UNION ALL
        SELECT version_id, 'figures', count(*) FROM rebuilt.news.figures GROUP BY version_id
        UNION ALL
        SELECT version_id, 'hops', count(*) FROM rebuilt.news.lineage GROUP BY version_id
    ),

    pair AS (
        SELECT
            coalesce(before.article_id, after.article_id) AS article_id,
            coalesce(before.outlet, after.outlet) AS outlet,
            before.article_id IS NULL AS is_new,
            after.article_id IS NULL AS is_gone,
            before,
            after
        FROM published.news.articles AS before
        FULL JOIN rebuilt.news.articles AS after ON after.article_id = before.article_id
    ),

    fact AS (
        SELECT
            pair.article_id,
            pair.outlet,
            coalesce(facts_before.kind, facts_after.kind) AS kind,
            coalesce(facts_before.n, 0) AS n_before,
            coalesce(facts_after.n, 0) AS n_after
        FROM (SELECT article_id, outlet, unnest(['attributions', 'citations', 'quotes', 'places', 'dates', 'figures', 'hops']) AS kind, before, after FROM pair WHERE NOT is_new AND NOT is_gone) AS pair
        LEFT JOIN facts_before ON facts_before.version_id = pair.before.version_id AND facts_before.kind = pair.kind
        LEFT JOIN facts_after ON facts_after.version_id = pair.after.version_id AND facts_after.kind = pair.kind
    )

SELECT
    article_id,
    outlet,
    'an article less' AS change,
    before.title AS "before",
    '' AS "after"
FROM pair
WHERE is_gone
UNION ALL
SELECT article_id, outlet, 'an article more', '', after.title
FROM pair
WHERE is_new
UNION ALL
SELECT article_id, outlet, 'title', before.title, after.title
FROM pair
WHERE before.title <> after.title
UNION ALL
SELECT
    article_id, outlet, 'text',
    before.word_count || ' words: …' || right(before."text", 60),
    after.word_count || ' words: …' || right(after."text", 60)
FROM pair
WHERE before."text" <> after."text"
UNION ALL
SELECT
    article_id, outlet, 'published',
    concat_ws(' ', coalesce(before.published_at::TEXT, before.published_day::TEXT, 'unknown'), before.published_basis),
    concat_ws(' ', coalesce(after.published_at::TEXT, after.published_day::TEXT, 'unknown'), after.published_basis)
FROM pair
WHERE NOT is_new AND NOT is_gone AND (before.published_at, before.published_day) IS DISTINCT FROM (after.published_at, after.published_day)
UNION ALL
SELECT article_id, outlet, 'language', coalesce(before.language, ''), coalesce(after.language, '')
FROM pair
WHERE NOT is_new AND NOT is_gone AND before.language IS DISTINCT FROM after.language
UNION ALL
SELECT article_id, outlet, 'agency', coalesce(before.agency_id, ''), coalesce(after.agency_id, '')
FROM pair
WHERE NOT is_new AND NOT is_gone AND before.agency_id IS DISTINCT FROM after.agency_id
UNION ALL
SELECT
    article_id, outlet, 'family',
    concat_ws(' ', before.relation, before.family_id, before.parent_id),
    concat_ws(' ', after.relation, after.family_id, after.parent_id)
FROM pair
WHERE
    NOT is_new AND NOT is_gone
    AND (before.relation, before.family_id, before.parent_id) IS DISTINCT FROM (after.relation, after.family_id, after.parent_id)
UNION ALL
SELECT article_id, outlet, kind, n_before::TEXT, n_after::TEXT
FROM fact
WHERE n_before <> n_after
