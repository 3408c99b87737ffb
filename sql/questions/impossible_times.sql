-- Grain: one outlet and one way in which its times cannot be.
-- Title: Whose times cannot be true?
-- Topic: times
-- Meaning: Versions that claim a publication more than two minutes after we had captured them, or a last change before
--   the publication. Most often a zone is wrong.
-- Cannot know: Wrong times that are possible.
-- Chart: outlet by versions
SELECT
    outlet,
    CASE WHEN published_at > first_seen_at + INTERVAL 2 MINUTE THEN 'published after we saw it' ELSE 'changed before published' END AS fault,
    coalesce(published_origin, '') AS mark,
    coalesce(published_basis, '') AS zone_from,
    count(*) AS versions,
    max(date_diff('minute', first_seen_at, published_at)) AS minutes_ahead_at_most
FROM news.versions
WHERE published_at > first_seen_at + INTERVAL 2 MINUTE OR modified_at < published_at
GROUP BY ALL
ORDER BY versions DESC, outlet, fault, mark
