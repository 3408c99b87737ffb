-- Grain: one credit of one version, as the version's first sighting shows it.
INSERT INTO main.fact_credit (
    producer, version_id, article_id, ordinal, agency_id, name, kind, "start", "end", "where", raw
)
WITH credit AS (
    SELECT
        version_id,
        capture_id,
        article.article_id AS article_id,
        generate_subscripts(article.credits, 1) - 1 AS ordinal,
        unnest(article.credits) AS item
    FROM read_parquet($articles)
)

SELECT
    loaded.producer,
    credit.version_id,
    credit.article_id,
    credit.ordinal,
    credit.item.agency_id,
    credit.item.name,
    credit.item.kind,
    credit.item."start",
    credit.item."end",
    credit.item."where",
    credit.item.raw
FROM credit
INNER JOIN main.fact_version AS loaded
    ON loaded.version_id = credit.version_id AND loaded.capture_id = credit.capture_id
WHERE loaded.producer = $producer
