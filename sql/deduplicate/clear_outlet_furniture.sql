-- Grain: one shingle of furniture of an index that was made by other rules or readings.
DELETE FROM main.outlet_furniture
