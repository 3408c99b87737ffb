-- Grain: one date that the text of the version $version_id names, in the order of the text.
SELECT
    written,
    value,
    first_day,
    last_day,
    anchor
FROM news.dates
WHERE version_id = $version_id
ORDER BY span_start
