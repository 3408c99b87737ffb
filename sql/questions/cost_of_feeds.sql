-- Grain: one feed that was polled.
-- Title: What does each feed cost, and what does it bring?
-- Topic: operations
-- Meaning: Polls, bytes and the share of polls that were answered "unchanged", beside the new entries and the bytes that
--   each of them cost.
-- Cannot know: The server's own cost.
-- Parameter rows (integer, default 50): rows at most
-- Chart: feed_url by kilobytes
SELECT
    capture.url AS feed_url,
    count(*) AS polls,
    round(100.0 * count(*) FILTER (capture.outcome = 'unchanged') / count(*), 1) AS unchanged_percent,
    round(sum(capture.body_bytes) / 1000, 1) AS kilobytes,
    coalesce(any_value(listed.entries), 0) AS new_entries,
    round(sum(capture.body_bytes) / 1000 / any_value(listed.entries), 1) AS kilobytes_an_entry
FROM news.fetches AS capture
LEFT JOIN (
    SELECT
        feed_url,
        count(DISTINCT entry_id) AS entries
    FROM news.entries
    GROUP BY feed_url
) AS listed ON listed.feed_url = capture.url
WHERE capture.kind = 'feed' AND capture.channel = 'request'
GROUP BY capture.url
ORDER BY kilobytes DESC, feed_url
LIMIT $rows::INTEGER
