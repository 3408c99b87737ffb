-- Grain: one speaker of quoted words.
-- Title: Who is quoted, in how many independent texts?
-- Topic: statements
-- Meaning: Speakers of words between quotation marks, by the number of families (independent texts) that quote them;
--   a statement that an agency spread over fifty outlets counts once.
-- Cannot know: Whether two persons of one name are one; spellings count apart.
-- Parameter rows (integer, default 25): rows at most
-- Chart: speaker by texts
SELECT
    quoted.speaker,
    count(DISTINCT article.family_key) AS texts,
    count(DISTINCT article.outlet_id) AS outlets,
    count(DISTINCT quoted.quote_id) AS different_quotes
FROM news.quotes AS quoted
INNER JOIN news.headlines AS article ON article.version_id = quoted.version_id
WHERE quoted.speaker IS NOT NULL
GROUP BY quoted.speaker
ORDER BY texts DESC, different_quotes DESC, quoted.speaker
LIMIT $rows::INTEGER
