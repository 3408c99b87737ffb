-- Grain: one run, as its segment's first record tells it.
MERGE INTO main.dim_run AS loaded
USING (
    SELECT
        $segment_id::TEXT AS segment_id,
        $run_id::TEXT AS run_id,
        $mode::TEXT AS mode,
        $started_at::TIMESTAMPTZ AS started_at,
        $software::TEXT AS software,
        $dropped_bytes::BIGINT AS dropped_bytes
) AS staged
ON loaded.segment_id = staged.segment_id
WHEN NOT MATCHED THEN INSERT (run_id, segment_id, mode, started_at, software, dropped_bytes)
VALUES (staged.run_id, staged.segment_id, staged.mode, staged.started_at, staged.software, staged.dropped_bytes)
