-- Grain: one mention of a person, an organisation or an office in one version.
INSERT INTO main.fact_entity (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    name, entity_id, kind, role, "start", "end", evidence
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.entities, 1) - 1 AS ordinal,
        unnest(facts.entities) AS item
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
    item.entity_id,
    item.kind,
    item.role,
    item."start",
    item."end",
    item.evidence
FROM listed
