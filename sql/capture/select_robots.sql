-- Grain: one robots.txt that was answered since $since: where its newest capture lies.

SELECT
    url,
    max(fetched_at) AS fetched_at,
    arg_max(warc_file, (fetched_at, capture_id)) AS warc_file,
    arg_max(warc_offset, (fetched_at, capture_id)) AS warc_offset
FROM main.fact_fetch
WHERE
    kind = 'robots'
    AND fetched_at >= $since
    AND outcome IN ('fetched', 'missing', 'gone', 'refused')
GROUP BY url
ORDER BY url
