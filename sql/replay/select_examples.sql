-- Grain: one example of a way in which articles are read differently; the first $examples of each, by outlet.
SELECT
    change,
    outlet,
    "before",
    "after",
    article_id
FROM temp.reading_change
QUALIFY row_number() OVER (PARTITION BY change ORDER BY outlet, article_id) <= $examples::INTEGER
ORDER BY change, outlet, article_id
