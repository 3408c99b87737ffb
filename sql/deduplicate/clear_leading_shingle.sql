-- Grain: one shingle of a leader of an index that was made by other rules or readings.
DELETE FROM main.leading_shingle
