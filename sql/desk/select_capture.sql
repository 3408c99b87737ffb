-- Grain: one row: where the capture $capture_id lies; none where the snapshot lacks it.
SELECT
    warc_file,
    warc_offset
FROM main.fact_fetch
WHERE capture_id = $capture_id
