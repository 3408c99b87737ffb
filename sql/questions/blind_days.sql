-- Grain: one outlet on one day on which we learned nothing about it.
-- Title: On which days were we blind?
-- Topic: coverage
-- Meaning: Days on which no poll of an outlet got through (`blocked`) or none was made (`not polled`). A gap in the
--   articles of such a day says nothing about the outlet.
-- Cannot know: What was published on such a day, unless a later poll or a backfill brought it.
-- Parameter outlet (text, default none): only this outlet, by its domain
-- Parameter rows (integer, default 100): rows at most
SELECT
    coalesce(outlet.name, blind.outlet_id) AS outlet,
    blind."day",
    blind."state",
    blind.polls
FROM news.outlet_days AS blind
LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = blind.outlet_id
WHERE blind."state" IN ('blocked', 'not polled') AND ($outlet::TEXT IS NULL OR blind.outlet_id = $outlet::TEXT)
ORDER BY blind."day" DESC, outlet
LIMIT $rows::INTEGER
