-- Grain: one sampled shingle of one text that has no place among the holders of that shingle yet.
CREATE OR REPLACE TEMP TABLE waiting_shingle (shingle UINTEGER, bucket INTEGER, source_no INTEGER, text_no INTEGER)
