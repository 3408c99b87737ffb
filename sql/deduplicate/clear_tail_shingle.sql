-- Grain: one shingle of a tail of an index that was made by other rules or readings.
DELETE FROM main.tail_shingle
