-- Grain: one run of the capture stage.
CREATE OR REPLACE VIEW news.runs AS
SELECT
    run_id,
    segment_id,
    mode,
    started_at,
    software,
    dropped_bytes
FROM main.dim_run;

COMMENT ON VIEW news.runs IS 'Grain: one run of the capture stage.';
COMMENT ON COLUMN news.runs.run_id IS 'identity of the run';
COMMENT ON COLUMN news.runs.segment_id IS 'the capture segment that it wrote';
COMMENT ON COLUMN news.runs.mode IS 'nightly, poll, backfill, file (dropped) or push';
COMMENT ON COLUMN news.runs.started_at IS 'when it began';
COMMENT ON COLUMN news.runs.software IS 'name and version of the program that captured';
COMMENT ON COLUMN news.runs.dropped_bytes IS 'it was killed: bytes of a torn end that were cut off; null: it ended by itself';
