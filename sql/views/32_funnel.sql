-- Grain: one way in which items ended, with the number of them: the books at a glance.
CREATE OR REPLACE VIEW news.funnel AS
SELECT
    item,
    outcome,
    reason,
    sum(items)::BIGINT AS items
FROM news.outcomes
GROUP BY ALL;

COMMENT ON VIEW news.funnel IS 'Grain: one way in which items ended, with the number of them: the books at a glance.';
COMMENT ON COLUMN news.funnel.item IS 'poll, push or drop (a feed document), page, robots, hub or entry';
COMMENT ON COLUMN news.funnel.outcome IS 'new, updated, unchanged, duplicate, read, gone, rejected or failed';
COMMENT ON COLUMN news.funnel.reason IS 'why it was rejected or failed';
COMMENT ON COLUMN news.funnel.items IS 'number of items that ended so';
