-- Grain: one version whose first sighting lies in one of the staged segments, with the facts that this segment has of it.
-- A segment that lists a version twice counts once: which row is found by its place, so that no nested column is sorted.
CREATE OR REPLACE TEMP TABLE staged_facts AS
WITH first_row AS (
    SELECT
        listed.filename,
        min(listed.file_row_number) AS file_row_number
    FROM read_parquet($facts, filename = true, file_row_number = true) AS listed
    INNER JOIN main.fact_version AS loaded
        ON loaded.version_id = listed.version_id
        AND loaded.segment_id = parse_path(listed.filename)[-2]
    WHERE loaded.producer = $articles_producer
    GROUP BY listed.version_id, listed.filename
)

SELECT
    listed.version_id,
    listed.article_id,
    parse_path(listed.filename)[-2] AS segment_id,
    listed.facts
FROM read_parquet($facts, filename = true, file_row_number = true) AS listed
SEMI JOIN first_row
    ON first_row.filename = listed.filename AND first_row.file_row_number = listed.file_row_number
