-- Grain: one likeness of an index that was made by other rules or readings.
DELETE FROM main.text_likeness
