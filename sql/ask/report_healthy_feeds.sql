-- Grain: one row: how many feeds were read at their last poll.
SELECT count(*) FILTER (last_polled_at = last_good_at) AS healthy
FROM news.feeds;
