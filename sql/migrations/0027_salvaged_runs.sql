-- Grain: one run of the capture stage, which may have been killed in the middle.

ALTER TABLE main.dim_run ADD COLUMN dropped_bytes BIGINT;

COMMENT ON COLUMN main.dim_run.dropped_bytes IS 'the run was killed: bytes of the torn end of its segment that were cut off; null: it ended by itself';
