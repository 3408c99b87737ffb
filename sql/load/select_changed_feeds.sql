-- Grain: one feed whose rhythm is counted anew: this load brings entries of it, or nobody has counted them as they are read now.
SELECT feed_url
FROM read_parquet($entries)
WHERE result = 'kept'
UNION
SELECT entry.feed_url
FROM main.fact_entry AS entry
ANTI JOIN main.feed_rhythm AS rhythm ON rhythm.feed_url = entry.feed_url AND rhythm.producer = $producer
WHERE entry.producer = $producer
ORDER BY feed_url
