-- Grain: one language of articles.
-- Title: In which languages is the news, and how much of it is copied?
-- Topic: coverage
-- Meaning: Articles, outlets and independent texts by detected language.
-- Cannot know: Translations: a text and its translation are two texts.
-- Chart: language by articles
SELECT
    coalesce(language, 'unknown') AS language,
    count(*) AS articles,
    count(DISTINCT outlet_id) AS outlets,
    count(DISTINCT family_key) AS texts,
    round(100.0 * count(*) FILTER (relation <> 'original') / count(*), 1) AS copied_percent
FROM news.headlines
GROUP BY ALL
ORDER BY articles DESC, language
