-- Grain: one attributed statement of one version.
INSERT INTO main.fact_attribution (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    source, cue, content, kind, source_type, source_name, score, polarity, nested_in
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.attributions, 1) - 1 AS ordinal,
        unnest(facts.attributions) AS item
    FROM temp.staged_facts
)

SELECT
    $articles_producer,
    $producer,
    version_id,
    article_id,
    segment_id,
    ordinal,
    item.source,
    item.cue,
    item.content,
    item.kind,
    item.source_type,
    item.source_name,
    item.score,
    item.polarity,
    item.nested_in
FROM listed
