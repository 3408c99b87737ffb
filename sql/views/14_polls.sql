-- Grain: one request for one feed.
CREATE OR REPLACE VIEW news.polls AS
SELECT
    capture_id,
    url AS feed_url,
    fetched_at AS polled_at,
    outcome,
    status,
    result,
    reason,
    detail,
    -- an unchanged document is as good as it was when it was read: a login page stays a login page
    outcome IN ('fetched', 'unchanged') AND coalesce(
        last_value(CASE WHEN outcome = 'fetched' THEN result END IGNORE NULLS) OVER (
            PARTITION BY url ORDER BY fetched_at, capture_id
        ),
        'feed'
    ) <> 'rejected' AS is_good,
    moved_to,
    entries_listed,
    entries_kept,
    entries_duplicate,
    entries_rejected,
    seconds,
    run_id
FROM main.fact_fetch
WHERE kind = 'feed' AND channel = 'request';

COMMENT ON VIEW news.polls IS 'Grain: one request for one feed.';
COMMENT ON COLUMN news.polls.capture_id IS 'capture';
COMMENT ON COLUMN news.polls.feed_url IS 'address that was polled';
COMMENT ON COLUMN news.polls.polled_at IS 'when';
COMMENT ON COLUMN news.polls.outcome IS 'how the request ended';
COMMENT ON COLUMN news.polls.status IS 'HTTP status';
COMMENT ON COLUMN news.polls.result IS 'feed, nothing or rejected';
COMMENT ON COLUMN news.polls.reason IS 'why rejected';
COMMENT ON COLUMN news.polls.detail IS 'what exactly went wrong';
COMMENT ON COLUMN news.polls.is_good IS 'whether it answered with a feed, or that the feed is unchanged';
COMMENT ON COLUMN news.polls.moved_to IS 'where the answer came from, by permanent redirects only';
COMMENT ON COLUMN news.polls.entries_listed IS 'entries in the document = kept + duplicate + rejected';
COMMENT ON COLUMN news.polls.entries_kept IS 'entries kept';
COMMENT ON COLUMN news.polls.entries_duplicate IS 'entries that the document lists twice';
COMMENT ON COLUMN news.polls.entries_rejected IS 'entries that cannot be used';
COMMENT ON COLUMN news.polls.seconds IS 'duration';
COMMENT ON COLUMN news.polls.run_id IS 'run that asked';
