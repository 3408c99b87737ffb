-- Grain: one outlet that the index has not met before.
INSERT INTO main.indexed_outlet (source_no, source)
SELECT
    source_no,
    source
FROM temp.new_outlet
