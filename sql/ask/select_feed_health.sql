-- Grain: one feed that is subscribed to, with its health: the ill ones first.
SELECT
    feed_url AS url,
    outlet,
    folder,
    "state",
    why,
    polls,
    failures,
    moved_to,
    strftime(last_polled_at, '%Y-%m-%dT%H:%M:%SZ') AS last_polled,
    strftime(last_good_at, '%Y-%m-%dT%H:%M:%SZ') AS last_good,
    strftime(newest_entry_at, '%Y-%m-%dT%H:%M:%SZ') AS newest_entry
FROM news.feeds
WHERE is_subscribed
ORDER BY
    list_position(['gone', 'blocked', 'failing', 'silent', 'not polled', 'quiet', 'healthy'], "state"),
    failures DESC,
    feed_url;
