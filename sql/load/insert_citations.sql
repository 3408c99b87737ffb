-- Grain: one citation in one version.
INSERT INTO main.fact_citation (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    role, name, entity_id, kind, "start", "end", depth
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.citations, 1) - 1 AS ordinal,
        unnest(facts.citations) AS item
    FROM temp.staged_facts
)

SELECT
    $articles_producer,
    $producer,
    version_id,
    article_id,
    segment_id,
    ordinal,
    item.role,
    item.name,
    item.entity_id,
    item.kind,
    item."start",
    item."end",
    item.depth
FROM listed
