-- Grain: one figure in one version.
INSERT INTO main.fact_figure (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    "start", "end", "text", kind, amount, unit, bound
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.figures, 1) - 1 AS ordinal,
        unnest(facts.figures) AS item
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
    item.kind,
    item.amount,
    item.unit,
    item.bound
FROM listed
