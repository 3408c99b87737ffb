-- Grain: one reason for which items of one host were refused.
-- Title: What was refused, why, and where does it come from?
-- Topic: operations
-- Meaning: Feeds, pages and entries that hold nothing usable, by reason and host, with one address to look at.
-- Cannot know: Whether the refusal was right: `ingest explain` on the address shows the evidence.
-- Parameter item (text, default none): feed, page or entry
-- Parameter rows (integer, default 50): rows at most
-- Chart: reason by items
SELECT
    item,
    reason,
    split_part(split_part(coalesce(url, ''), '//', 2), '/', 1) AS host,
    count(*) AS items,
    min(url) AS example
FROM news.rejections
WHERE $item::TEXT IS NULL OR item = $item::TEXT
GROUP BY ALL
ORDER BY items DESC, item, reason, host
LIMIT $rows::INTEGER
