-- Grain: one pair of a source and an outlet that takes from it.
-- Title: Who takes from whom?
-- Topic: copies
-- Meaning: How many articles each outlet took from each outlet or agency, and how sure the direction is on average.
-- Cannot know: The route: an outlet may have the text from the agency's wire while we only saw a third outlet's page.
-- Parameter source (text, default none): only what is taken from this outlet or agency, by its name
-- Parameter rows (integer, default 50): rows at most
-- Chart: outlet by copies
SELECT
    taken_from,
    outlet,
    count(*) AS copies,
    round(avg(confidence), 2) AS confidence
FROM news.copies
WHERE taken_from IS NOT NULL AND ($source::TEXT IS NULL OR lower(taken_from) = lower($source::TEXT))
GROUP BY taken_from, outlet
ORDER BY copies DESC, taken_from, outlet
LIMIT $rows::INTEGER
