-- Grain: one feed, page or entry that was refused.
CREATE OR REPLACE VIEW news.rejections AS
SELECT
    item,
    reason,
    url,
    seen_at,
    capture_id,
    position
FROM main.fact_rejection
WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.rejections IS 'Grain: one feed, page or entry that was refused.';
COMMENT ON COLUMN news.rejections.item IS 'feed, page, robots or entry';
COMMENT ON COLUMN news.rejections.reason IS 'short stable code';
COMMENT ON COLUMN news.rejections.url IS 'address';
COMMENT ON COLUMN news.rejections.seen_at IS 'when it was captured';
COMMENT ON COLUMN news.rejections.capture_id IS 'capture that holds the bytes';
COMMENT ON COLUMN news.rejections.position IS 'entries: from 0, in document order';
