-- Grain: one row: how many shingles wait for their place, and how many texts the index has.
SELECT
    (SELECT count(*) FROM temp.waiting_shingle) AS waiting,
    (SELECT count(*) FROM main.indexed_text) AS texts
