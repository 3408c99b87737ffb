-- Grain: one version whose first sighting lies in one of the staged segments, with the facts that this segment has of it.
CREATE OR REPLACE TEMP TABLE staged_facts AS
WITH listed AS (
    SELECT
        version_id,
        article_id,
        facts,
        parse_path(filename)[-2] AS segment_id,
        file_row_number
    FROM read_parquet($facts, filename = true, file_row_number = true)
)

SELECT
    listed.version_id,
    listed.article_id,
    listed.segment_id,
    listed.facts
FROM listed
INNER JOIN main.fact_version AS loaded
    ON loaded.version_id = listed.version_id AND loaded.segment_id = listed.segment_id
WHERE loaded.producer = $articles_producer
QUALIFY row_number() OVER (
    PARTITION BY listed.version_id ORDER BY listed.file_row_number
) = 1
