-- Grain: one row: seconds from publication to the first capture, of articles first seen since an instant that were new then.
SELECT
    quantile_cont(lag, 0.5) AS median,
    quantile_cont(lag, 0.95) AS most,
    count(*) AS articles
FROM (
    SELECT epoch(first_seen_at) - epoch(published_at) AS lag
    FROM news.articles
    WHERE
        first_seen_at >= $since
        AND published_at >= $since
        AND first_seen_at >= published_at
);
