-- Grain: one row: how many versions are about to enter the index.
SELECT count(*) AS versions
FROM temp.unindexed
