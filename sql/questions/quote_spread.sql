-- Grain: one quotation that more than one outlet printed.
-- Title: How far did one quotation travel, and in how many texts?
-- Topic: statements
-- Meaning: The same words between quotation marks in several outlets. More than one text means that writers took the
--   words on their own, or that one took them from the other.
-- Cannot know: Translated or shortened quotations are other words.
-- Parameter words (integer, default 4): only quotations of at least so many words
-- Parameter rows (integer, default 50): rows at most
-- Chart: quotation by outlets
SELECT
    any_value(substr(version."text", quoted.span_start + 1, least(quoted.span_end - quoted.span_start, 80))) AS quotation,
    min(quoted.speaker) AS speaker,
    count(DISTINCT version.outlet_id) AS outlets,
    count(DISTINCT member.family_id) AS texts,
    date_diff('hour', min(member.first_seen_at), max(member.first_seen_at)) AS hours,
    quoted.quote_id
FROM news.quotes AS quoted
INNER JOIN news.versions AS version ON version.version_id = quoted.version_id
INNER JOIN news.headlines AS member ON member.article_id = version.article_id
GROUP BY quoted.quote_id
HAVING outlets > 1 AND len(string_split(quotation, ' ')) >= $words::INTEGER
ORDER BY outlets DESC, texts DESC, quoted.quote_id
LIMIT $rows::INTEGER
