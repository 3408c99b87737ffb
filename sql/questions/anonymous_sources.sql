-- Grain: one outlet with its articles.
-- Title: How often do outlets rest on sources without a name?
-- Topic: sources
-- Meaning: Attributed statements in texts of an outlet's own, and the share whose source is anonymous. Copies are left
--   out: their sources are the agency's choice.
-- Cannot know: Statements that are attributed to nobody.
-- Parameter at_least (integer, default 5): only outlets with so many attributed statements
-- Chart: outlet by percent
SELECT
    article.outlet,
    count(*) AS statements,
    count(*) FILTER (statement.source_type = 'anonymous') AS anonymous,
    round(100.0 * anonymous / statements, 1) AS percent
FROM news.attributions AS statement
INNER JOIN news.headlines AS article ON article.version_id = statement.version_id
WHERE article.relation = 'original'
GROUP BY article.outlet_id, article.outlet
HAVING statements >= $at_least::INTEGER
ORDER BY percent DESC, article.outlet
