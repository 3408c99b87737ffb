-- Grain: one row: by which rules the index was made, if there is one, and whose readings are current.
SELECT
    rule.method,
    rule.window_days,
    rule.producer,
    rule.agencies,
    (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current) AS current_producer
FROM (SELECT 1 AS one) AS always
LEFT JOIN main.family_index AS rule ON true
