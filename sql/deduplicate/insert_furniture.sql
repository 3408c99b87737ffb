-- Grain: one shingle that is furniture of its outlet from now on.
INSERT INTO main.outlet_furniture (source_no, shingle)
SELECT
    source_no,
    shingle
FROM temp.new_furniture
