-- Grain: one outlet of the index with its number.
SELECT
    source_no,
    source
FROM main.indexed_outlet
