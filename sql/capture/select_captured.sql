-- Grain: one of the captures $ids that is loaded already.

SELECT capture_id
FROM main.fact_fetch
WHERE capture_id IN (SELECT unnest($ids::TEXT[]))
ORDER BY capture_id
