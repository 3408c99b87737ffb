-- Grain: one text of an index that was made by other rules or readings.
DELETE FROM main.indexed_text
