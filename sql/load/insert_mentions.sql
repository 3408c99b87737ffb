-- Grain: one mention of a place in one version.
INSERT INTO main.fact_mention (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    name, "start", "end", kind, country, admin1, latitude, longitude
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.places, 1) - 1 AS ordinal,
        unnest(facts.places) AS item
    FROM temp.staged_facts
)

SELECT
    $articles_producer,
    $producer,
    version_id,
    article_id,
    segment_id,
    ordinal,
    item.name,
    item."start",
    item."end",
    item.kind,
    item.country,
    item.admin1,
    item.latitude,
    item.longitude
FROM listed
