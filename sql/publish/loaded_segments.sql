-- Grain: one segment that the ledger has, with the pair of producers that it was loaded with.
SELECT
    segment_id,
    articles_producer,
    facts_producer
FROM main.ledger
ORDER BY ALL
