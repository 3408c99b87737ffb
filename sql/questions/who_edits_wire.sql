-- Grain: one outlet with its articles.
-- Title: Which outlets edit the copy that they take, and how much of it remains?
-- Topic: copies
-- Meaning: For copies whose source was captured: the share of the shorter text that stands in the longer one. Below
--   the threshold the copy counts as edited.
-- Cannot know: Edits of copies whose source was never captured, and who made them.
-- Parameter at_least (integer, default 3): only outlets with so many copies
-- Parameter whole (number, default 0.9): from this share on a copy counts as unedited
-- Chart: outlet by edited_percent
SELECT
    outlet,
    count(*) AS copies,
    round(avg(score), 3) AS kept,
    count(*) FILTER (score < $whole::DOUBLE) AS edited,
    round(100.0 * edited / count(*), 1) AS edited_percent
FROM news.copies
WHERE parent_id IS NOT NULL AND relation = 'copy'
GROUP BY outlet_id, outlet
HAVING count(*) >= $at_least::INTEGER
ORDER BY edited_percent DESC, outlet
