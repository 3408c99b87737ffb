-- Grain: one way in which polls, pages and entries ended, in the whole snapshot.
SELECT
    item,
    outcome,
    reason,
    items
FROM news.funnel
ORDER BY item, items DESC, outcome, reason
