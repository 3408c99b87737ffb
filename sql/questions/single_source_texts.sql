-- Grain: one text that quotes one source alone.
-- Title: Which texts rest on one single source?
-- Topic: sources
-- Meaning: Original texts with several attributed statements that all come from one source; the most copied first.
-- Cannot know: Two ways of naming one person count as two sources, unless the text makes them one.
-- Parameter statements (integer, default 2): at least so many attributed statements
-- Parameter rows (integer, default 50): rows at most
SELECT
    article.title,
    article.outlet,
    any_value(statement.source_name) AS source,
    count(*) AS statements,
    family.outlets AS run_by_outlets,
    article.article_id
FROM news.headlines AS article
INNER JOIN news.families AS family ON family.family_id = article.family_id
INNER JOIN news.attributions AS statement ON statement.version_id = article.version_id
WHERE article.relation = 'original'
GROUP BY article.article_id, article.title, article.outlet, family.outlets
HAVING
    statements >= $statements::INTEGER
    AND count(*) = count(statement.source_name)
    AND count(DISTINCT lower(statement.source_name)) = 1
ORDER BY run_by_outlets DESC, statements DESC, article.article_id
LIMIT $rows::INTEGER
