-- Grain: one probed shingle that is furniture of its outlet already.
SELECT
    source_no,
    shingle
FROM main.outlet_furniture
SEMI JOIN temp.probed_shingle USING (source_no, shingle)
