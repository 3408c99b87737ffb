-- Grain: one run of the capture stage, as the WARC segment's first record tells it.

CREATE TABLE main.dim_run (
    run_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    mode TEXT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    software TEXT NOT NULL,
    PRIMARY KEY (segment_id)
);

COMMENT ON TABLE main.dim_run IS 'Grain: one run of the capture stage, as the WARC segment''s first record tells it.';
COMMENT ON COLUMN main.dim_run.run_id IS 'identity of the run';
COMMENT ON COLUMN main.dim_run.segment_id IS 'the segment that the run wrote';
COMMENT ON COLUMN main.dim_run.mode IS 'nightly, poll, backfill or file';
COMMENT ON COLUMN main.dim_run.started_at IS 'when the run began';
COMMENT ON COLUMN main.dim_run.software IS 'name and version of the program that captured';
