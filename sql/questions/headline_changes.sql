-- Grain: one change of one headline.
-- Title: Which headlines were changed, from what to what?
-- Topic: changes
-- Meaning: The title before and after, the hours since publication, and whether the text changed with it.
-- Cannot know: Headlines that differ between readers (tests of two headlines) look like changes.
-- Parameter outlet (text, default none): only this outlet, by its domain
-- Parameter rows (integer, default 50): rows at most
SELECT
    after_it.outlet,
    before_it.title AS "before",
    after_it.title AS "after",
    edit.body_changed,
    round(edit.seconds_since_publication / 3600, 1) AS hours,
    edit.seen_at,
    edit.article_id
FROM news.edits AS edit
INNER JOIN news.versions AS before_it ON before_it.version_id = edit.from_version_id
INNER JOIN news.versions AS after_it ON after_it.version_id = edit.to_version_id
WHERE edit.headline_changed AND ($outlet::TEXT IS NULL OR after_it.outlet_id = $outlet::TEXT)
ORDER BY edit.seen_at DESC, edit.article_id
LIMIT $rows::INTEGER
