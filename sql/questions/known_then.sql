-- Grain: one outlet as we knew it at a moment.
-- Title: What did we know at a moment in the past?
-- Topic: times
-- Meaning: Articles and their latest words as of an instant, without anything that we saw later; see `as_of(instant)`.
-- Cannot know: Families and facts are those of today's reading of the same captures.
-- Parameter instant (instant, default none): UTC; without one: the last capture
-- Chart: outlet by articles
SELECT
    outlet,
    count(*) AS articles,
    count(*) FILTER (version_no > 1) AS changed_by_then,
    max(first_seen_at) AS newest
FROM as_of(coalesce($instant::TIMESTAMPTZ, (SELECT max(fetched_at) FROM news.fetches)))
GROUP BY outlet_id, outlet
ORDER BY articles DESC, outlet
