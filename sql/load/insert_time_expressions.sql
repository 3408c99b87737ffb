-- Grain: one date expression in one version.
INSERT INTO main.fact_time_expression (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    "start", "end", "text", value, first_day, last_day, granularity, anchor, direction, is_ambiguous
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.dates, 1) - 1 AS ordinal,
        unnest(facts.dates) AS item
    FROM temp.staged_facts
)

SELECT
    $articles_producer,
    $producer,
    version_id,
    article_id,
    segment_id,
    ordinal,
    item."start",
    item."end",
    item."text",
    item.value,
    item.first_day,
    item.last_day,
    item.granularity,
    item.anchor,
    item.direction,
    item.is_ambiguous
FROM listed
