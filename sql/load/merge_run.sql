-- Grain: one run, as its segment's first record tells it.
MERGE INTO main.dim_run AS loaded
USING (
    SELECT
        $segment_id::TEXT AS segment_id,
        $run_id::TEXT AS run_id,
        $mode::TEXT AS mode,
        $started_at::TIMESTAMPTZ AS started_at,
        $software::TEXT AS software
) AS staged
ON loaded.segment_id = staged.segment_id
WHEN NOT MATCHED THEN INSERT (run_id, segment_id, mode, started_at, software)
VALUES (staged.run_id, staged.segment_id, staged.mode, staged.started_at, staged.software)
