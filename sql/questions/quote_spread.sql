-- Grain: one quotation that more than one outlet printed.
-- Title: How far did one quotation travel, and in how many texts?
-- Topic: statements
-- Meaning: The same words between quotation marks in several outlets. More than one text means that writers took the
--   words on their own, or that one took them from the other.
-- Cannot know: Translated or shortened quotations are other words.
-- Parameter words (integer, default 4): only quotations of at least so many words
-- Parameter rows (integer, default 50): rows at most
-- Chart: quotation by outlets
WITH
    spread AS (
        SELECT
            quoted.quote_id,
            count(DISTINCT article.outlet_id) AS outlets,
            count(DISTINCT article.family_key) AS texts,
            date_diff('hour', min(article.first_seen_at), max(article.first_seen_at)) AS hours,
            min(quoted.speaker) AS speaker,
            arg_min(
                {'version_id': quoted.version_id, 'span_start': quoted.span_start, 'span_end': quoted.span_end},
                (article.first_seen_at, quoted.version_id)
            ) AS place
        FROM news.quotes AS quoted
        INNER JOIN news.headlines AS article ON article.article_id = quoted.article_id
        WHERE quoted.quote_id IN (SELECT quote_id FROM news.quotes GROUP BY quote_id HAVING min(article_id) <> max(article_id))
        GROUP BY quoted.quote_id
        HAVING outlets > 1
    ),

    printed AS (
        SELECT
            spread.*,
            substr(version."text", spread.place.span_start + 1, least(spread.place.span_end - spread.place.span_start, 80)) AS quotation
        FROM spread
        INNER JOIN news.versions AS version ON version.version_id = spread.place.version_id
    )

SELECT
    quotation,
    speaker,
    outlets,
    texts,
    hours,
    quote_id
FROM printed
WHERE len(string_split(quotation, ' ')) >= $words::INTEGER
ORDER BY outlets DESC, texts DESC, quote_id
LIMIT $rows::INTEGER
