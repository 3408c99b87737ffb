-- Grain: one segment, loaded with one pair of producers; written in the same transaction as its rows.
INSERT INTO main.ledger (segment_id, articles_producer, facts_producer, fetches, entries, versions)
WITH
    segment AS (SELECT unnest($segments::TEXT[]) AS segment_id),

    fetched AS (
        SELECT
            parse_path(filename)[-2] AS segment_id,
            count(*) AS fetches
        FROM read_parquet($fetches, filename = true)
        GROUP BY ALL
    ),

    listed AS (
        SELECT
            parse_path(filename)[-2] AS segment_id,
            count(*) AS entries
        FROM read_parquet($entries, filename = true)
        GROUP BY ALL
    ),

    shown AS (
        SELECT
            parse_path(filename)[-2] AS segment_id,
            count(*) AS versions
        FROM read_parquet($articles, filename = true)
        GROUP BY ALL
    )

SELECT
    segment.segment_id,
    $articles_producer,
    $facts_producer,
    coalesce(fetched.fetches, 0),
    coalesce(listed.entries, 0),
    coalesce(shown.versions, 0)
FROM segment
LEFT JOIN fetched USING (segment_id)
LEFT JOIN listed USING (segment_id)
LEFT JOIN shown USING (segment_id)
RETURNING fetches, entries, versions
