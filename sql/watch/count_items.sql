-- Grain: one way in which items of the books ended.
SELECT
    item,
    outcome,
    reason,
    items
FROM news.funnel
ORDER BY
    item,
    outcome,
    reason;
