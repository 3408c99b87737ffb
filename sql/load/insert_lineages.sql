-- Grain: one hop of one version's provenance chain.
INSERT INTO main.fact_lineage (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    depth, name, entity_id, kind, relation, evidence, "start", "end", score
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.chain, 1) - 1 AS ordinal,
        unnest(facts.chain) AS item
    FROM temp.staged_facts
)

SELECT
    $articles_producer,
    $producer,
    version_id,
    article_id,
    segment_id,
    ordinal,
    item.depth,
    item.name,
    item.entity_id,
    item.kind,
    item.relation,
    item.evidence,
    item."start",
    item."end",
    item.score
FROM listed
