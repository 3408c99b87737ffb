-- Grain: one outlet of an index that was made by other rules or readings.
DELETE FROM main.indexed_outlet
