-- Grain: one quotation in one version.
INSERT INTO main.fact_quote (
    articles_producer, producer, version_id, article_id, segment_id, ordinal,
    quote_id, "start", "end", speaker, speaker_start, speaker_end, is_closed
)
WITH listed AS (
    SELECT
        version_id,
        article_id,
        segment_id,
        generate_subscripts(facts.quotes, 1) - 1 AS ordinal,
        unnest(facts.quotes) AS item
    FROM temp.staged_facts
)

SELECT
    $articles_producer,
    $producer,
    version_id,
    article_id,
    segment_id,
    ordinal,
    item.quote_id,
    item."start",
    item."end",
    item.speaker,
    item.speaker_start,
    item.speaker_end,
    item.is_closed
FROM listed
