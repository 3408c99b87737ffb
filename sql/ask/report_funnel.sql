-- Grain: one way in which polls, entries or pages ended.
SELECT
    CASE item WHEN 'poll' THEN 'polls' WHEN 'entry' THEN 'entries' ELSE 'pages' END AS step,
    outcome,
    reason,
    items
FROM news.funnel
WHERE item IN ('poll', 'entry', 'page')
ORDER BY
    CASE item WHEN 'poll' THEN 1 WHEN 'entry' THEN 2 ELSE 3 END,
    items DESC,
    outcome,
    reason;
