-- Grain: one window of one frequent shingle that lost one of its first texts.
CREATE OR REPLACE TEMP TABLE broken_group (shingle UINTEGER, bucket INTEGER)
