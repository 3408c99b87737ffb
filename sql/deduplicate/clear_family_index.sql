-- Grain: one rule of an index that was made by other rules or readings.
DELETE FROM main.family_index
