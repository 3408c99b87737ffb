-- Grain: one row: how many texts were reached by the last step.
SELECT count(*) AS texts
FROM temp.frontier
