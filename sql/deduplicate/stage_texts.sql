-- Grain: one version in the staged segments, as its first sighting among them shows it, with its words.
CREATE OR REPLACE TEMP TABLE staged_version_text AS
SELECT
    version_id,
    capture_id,
    seen_at AS first_seen_at,
    article.article_id AS article_id,
    article.outlet_id AS outlet_id,
    article.url AS url,
    article.canonical_url AS canonical_url,
    article.published."at" AS published_at,
    article.published."day" AS published_day,
    article.published."precision" AS published_precision,
    article.title AS title,
    article."text" AS "text",
    list_transform(
        list_filter(article.credits, lambda item: item.kind IN ('text', 'joint')),
        lambda item: item.agency_id || ':' || item."where"
    ) AS credited_agencies
FROM read_parquet($staged)
QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY seen_at, capture_id) = 1
